package dev.mote.aot.cases;

import java.nio.charset.StandardCharsets;

/** Strings: switches, interning, concatenation, encodings, builders. */
final class TextCases {
    private TextCases() {}

    private static String pick(String text) {
        return switch (text) {
            case "Aa" -> "first";
            case "BB" -> "same hash";
            case "", "empty" -> "nothing";
            default -> text.length() > 3 ? "long" : "other";
        };
    }

    static void run() {
        Out.line("switch", pick("Aa") + pick("BB") + pick("") + pick("C#") + pick("empty")
                + pick("abcd"));
        identity();
        concatenation();
        methods();
        builders();
        encodings();
    }

    private static void identity() {
        String joined = "al" + Out.one;
        String half = "half";
        final String constant = "const";
        Out.line("constants", ("a" + "b" == "ab") + " " + (constant + 1 == "const1") + " "
                + (half + "" == "half") + " " + ((half + "way").intern() == "halfway") + " "
                + (joined.intern() == ("al" + Out.one).intern()) + " " + (new String("x") == "x"));
    }

    private static void concatenation() {
        char c = 'x';
        byte b = (byte) 200;
        Object none = Out.nothing;
        String text = (String) Out.nothing;
        Out.line("kinds", c + "" + b + (short) -1 + 1L + 1.5f + 2.5 + true + none + text + 'y' + (c
                + 1));
        text += "added";
        text += 1 + 2;
        text += 'c' + 1;
        Out.line("compound", text);
        char[] letters = {'o', 'k'};
        Out.line("char array", String.valueOf(letters) + new String(letters, 1, 1));
        Out.line("block", """
                two
                  lines \
                joined "quoted"\tend
                """);
        String wide = "gr\u00fc\u00dfe \u4e2d\ud83d\ude00";
        Out.line("wide", wide.length() + " " + (int) wide.charAt(7) + " " + wide.hashCode() + " "
                + (wide + 'a' + "\u00ff").hashCode() + " " + wide.codePointAt(7));
    }

    private static void methods() {
        String s = "The quick brown fox";
        Out.line("search", s.indexOf("quick") + " " + s.indexOf('o') + " " + s.lastIndexOf('o')
                + " "
                + s.indexOf("cat") + " " + s.indexOf('o', 13) + " " + s.contains("fox") + " "
                + s.startsWith("quick", 4) + " " + s.endsWith("fox"));
        Out.line("change", s.replace('o', '0') + s.replace("quick", "slow") + s.substring(4,
                9).concat("!")
                + "  trim ".trim() + " strip\u2003".strip() + "ab".repeat(3));
        Out.line("compare", "abc".compareTo("abd") + " " + "abc".compareTo("ab") + " "
                + "a\u00e9".compareTo("a\u4e2d") + " " + "ABC".equalsIgnoreCase("abc") + " "
                + "abc".equals(Out.nothing) + " " + "abc".contentEquals(new StringBuilder("abc"))
                + " "
                + "b".compareToIgnoreCase("A"));
        Out.line("parts", String.join("-", "a", "b", "c") + " " + "x".isEmpty() + " "
                + " ".isBlank() + " "
                + "abc".chars().getClass().isArray());
        Out.trial("digits beyond Latin-1", () -> Integer.parseInt("\u0661\u0662")
                + Character.digit('\u0967', 10) + Character.digit('\uff21', 16));
        Out.trial("no digit beyond Latin-1", () -> Integer.parseInt("-\uffff"));
        Out.line("characters", Character.isDigit('7') + " " + Character.isLetter('\u00e9') + " "
                + Character.isWhitespace('\t') + " " + Character.toUpperCase('q') + " "
                + Character.digit('f', 16) + " " + Character.forDigit(11, 16) + " "
                + Character.isSurrogate('\ud83d') + " " + Character.toLowerCase('\u00c4'));
        Out.line("from", String.valueOf(3.5f) + String.valueOf(true) + Boolean.parseBoolean("TRUE")
                + Integer.valueOf(127).equals(127) + (Integer.valueOf(127) == Integer.valueOf(127))
                + Long.valueOf(5).hashCode() + Character.valueOf('c'));
    }

    private static void builders() {
        StringBuilder b = new StringBuilder();
        b.append(1).append('c').append(2L).append(1.25).append(true).append((Object) null)
                .append("s").append(new char[] {'z'}).append("abcdef", 2, 4).insert(0,
                        "in").insert(3, 9)
                .deleteCharAt(0).delete(2, 4).replace(0, 2, "RR").reverse();
        Out.line("builder", b + " " + b.length() + " " + b.indexOf("s") + " " + b.charAt(2));
        b.setLength(3);
        b.setCharAt(1, '\u4e2d');
        b.append("tail").append('\u00e9');
        Out.line("inflated", b.toString() + b.hashCode() / b.hashCode()
                + b.compareTo(new StringBuilder("a")));
        Out.line("surrogates", new StringBuilder("a\ud83d\ude00b").reverse());
        b.setLength(0);
        for (int k = 0; k < 300; k++) {
            b.append((char) ('a' + k % 26));
        }
        Out.line("grown", b.length() + " " + b.toString().hashCode());
    }

    private static void encodings() {
        String wide = "a\u00e9\u4e2d\ud83d\ude00\ud800";
        StringBuilder out = new StringBuilder();
        for (byte each : wide.getBytes(StandardCharsets.UTF_8)) {
            out.append(each).append(' ');
        }
        for (byte each : wide.getBytes(StandardCharsets.ISO_8859_1)) {
            out.append(each).append(' ');
        }
        Out.line("encoded", out.toString());
        byte[] bytes = {'o', 'k', (byte) 0xc3, (byte) 0xa9, (byte) 0xff, (byte) 0xf0, (byte) 0x9f,
            (byte) 0x98, (byte) 0x80, (byte) 0xe4};
        String decoded = new String(bytes, StandardCharsets.UTF_8);
        out.setLength(0);
        for (int k = 0; k < decoded.length(); k++) {
            out.append((int) decoded.charAt(k)).append(' ');
        }
        Out.line("decoded", out + " " + new String(bytes, 0, 2, StandardCharsets.US_ASCII) + " "
                + new String(bytes, StandardCharsets.ISO_8859_1).length());
    }
}
