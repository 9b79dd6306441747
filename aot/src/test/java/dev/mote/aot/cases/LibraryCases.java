package dev.mote.aot.cases;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Corners of java.base whose way leads past something that the binary does not have. */
final class LibraryCases {
    private LibraryCases() {}

    static void run() {
        numbers();
        texts();
        streams();
        copies();
    }

    private static void texts() {
        Out.line("upper", "stra\u00dfe \u0131i".toUpperCase() + "\u0130I".toLowerCase(Locale.ROOT));
        Out.line("split", Arrays.toString("a, b,,c ,".split("\\s*,\\s*")));
        Out.line("replaced", "key=value; k2=v2".replaceAll("(\\w+)=(\\w+)", "$2:$1"));
        Out.trial("bad escape", () -> ("a\\q" + Out.one).translateEscapes());
        Out.line("matches", "2026-11-25".matches("\\d{4}(-\\d\\d){2}"));
        Out.trial("bad pattern", () -> "x".matches("(" + Out.zero));
        Out.line("locale", Locale.getDefault() + Locale.GERMANY.getCountry());
    }

    @SuppressWarnings("deprecation")
    private static String bytes(String text, int begin, int end, int at) {
        byte[] to = new byte[4];
        text.getBytes(begin, end, to, at);
        return Arrays.toString(to);
    }

    private static void copies() {
        for (String text : new String[] {"abcde", "a\u20acc\u00ff"}) {
            Out.trial("copied", () -> bytes(text, 1, 4, 1));
            Out.trial("copied nothing", () -> bytes(text, 4, 4, 4));
            Out.trial("negative begin", () -> bytes(text, -1, 2, 0));
            Out.trial("begin after end", () -> bytes(text, 3, 2, 0));
            Out.trial("end too large", () -> bytes(text, 3, 7, 0));
            Out.trial("target too small", () -> bytes(text, 0, 3, 2));
            Out.trial("negative target", () -> bytes(text, 0, 3, -1));
        }
        byte[] run = new byte[300];
        for (int count = 0; count < 70; count++) {
            for (int i = 0; i < run.length; i++) {
                run[i] = (byte) (i * 7);
            }
            System.arraycopy(run, 100, run, 100 + count / 2, count);
            System.arraycopy(run, 100, run, 90 - count / 3, count + 20);
            System.arraycopy(run, 10, run, 200, count);
            Out.line("moved " + count, Arrays.hashCode(run));
        }
    }

    private static void streams() {
        List<String> words = List.of("one", "two", "three", "four", "five");
        Out.line("grouped", words.stream().collect(Collectors.groupingBy(String::length)));
        Out.line("sorted", words.stream().sorted().skip(1).map(w -> w.charAt(0)).toList());
        Out.line("sum", IntStream.rangeClosed(1, 100).filter(i -> i % 3 == 0).sum());
        Out.line("average", words.stream().mapToInt(String::length).average());
        Out.line("joined", words.stream().filter(w -> w.length() > 3).distinct()
                .collect(Collectors.joining("+", "<", ">")));
        Out.line("iterated", IntStream.iterate(1, i -> i * 2).limit(10).boxed()
                .reduce(0, Integer::sum));
        ConcurrentHashMap<String, Integer> map = new ConcurrentHashMap<>();
        words.forEach(w -> map.merge(w.substring(0, 1), 1, Integer::sum));
        Out.line("merged", map);
    }

    private static void numbers() {
        BigInteger big = BigInteger.valueOf(3).pow(20_000 + Out.zero); // multiplies by Toom-Cook
        Out.line("big square", big.multiply(big.add(BigInteger.ONE)).mod(BigInteger.valueOf(
                1_000_000_007)));
        Out.line("big division", big.multiply(big).divide(big).equals(big));
        int[] numbers = new int[20_000];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = i * 7919 % 20_011;
        }
        Arrays.parallelSort(numbers);
        Out.line("parallel sort", Arrays.hashCode(numbers));
        Out.trial("radix too large", () -> Integer.parseInt("1", 99));
        Out.trial("radix too small", () -> Long.parseLong("1", Out.one));
        Out.trial("no code point", () -> Character.toChars(-Out.one));
        Out.trial("no code point as text", () -> Character.toString(-Out.one));
        Out.trial("no code point to append", () -> new StringBuilder().appendCodePoint(-Out.one));
        Out.trial("no code points", () -> new String(new int[] {-Out.one}, 0, 1));
        Out.trial("array too long", () -> new byte[Integer.MAX_VALUE - Out.one]);
        Out.trial("bad index", () -> "abc".substring(2, Out.one));
        Out.trial("bad range", () -> new StringBuilder("abc").append("xyz", Out.one, 7));
    }
}
