package dev.mote.regex;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Random patterns on random texts, beside {@code java.util.regex}, which prefers the same match;
 * and random characters as patterns, which are refused or work, but never fail otherwise.
 */
@Tag("jvm")
class RegexFuzzTest {
    private static final int CASES = Integer.getInteger("fuzz.cases", 5_000);
    private static final long NANOS = Long.getLong("fuzz.seconds", 0) * 1_000_000_000L;
    private static final String[] ATOMS = {"a", "b", "c", ".", "[ab]", "[^a]", "\\w", "\\d", "é",
        "[b-é]", "\\x41", "[[:alpha:]]"};
    private static final String[] EMPTY = {"^", "$", "\\b", "\\B", ""};
    private static final String[] TIMES = {"*", "+", "?", "*?", "+?", "??", "{2}", "{1,2}", "{2,}"};
    private static final String[] CHARACTERS = {"(", ")", "[", "]", "{", "}", "*", "+", "?", "|",
        "\\", "^", "$", ".", "a", "1", ",", "-", ":", "P<n>", "?:", "é", "\\x", "[:"};
    private static final String TEXT = "aabbcdé1 A_";

    private final Random random;
    private final long began = System.nanoTime();
    /** Whether the pattern made last may match nothing. */
    private boolean nullable;

    RegexFuzzTest() {
        long seed = Long.getLong("fuzz.seed", 1);
        random = new Random(seed);
        System.out.println("RegexFuzzTest: fuzz.seed=" + seed);
    }

    private boolean more(int round) {
        return NANOS > 0 ? System.nanoTime() - began < NANOS / 2 : round < CASES;
    }

    /** What may match nothing is not repeated: engines differ in when they stop. */
    private String pattern(int depth) {
        int kind = depth == 0 ? 0 : random.nextInt(7);
        switch (kind) {
            case 0, 1 -> {
                nullable = random.nextInt(6) == 0;
                return nullable ? EMPTY[random.nextInt(EMPTY.length)]
                        : ATOMS[random.nextInt(ATOMS.length)];
            }
            case 2, 3 -> {
                String first = pattern(depth - 1);
                boolean before = nullable;
                String second = pattern(depth - 1);
                nullable &= before;
                return first + second;
            }
            case 4 -> {
                String first = pattern(depth - 1);
                boolean before = nullable;
                String second = pattern(depth - 1);
                nullable |= before;
                return "(?:" + first + "|" + second + ")";
            }
            case 5 -> {
                return "(" + pattern(depth - 1) + ")";
            }
            default -> {
                String part = pattern(depth - 1);
                if (nullable) {
                    return part;
                }
                String times = TIMES[random.nextInt(TIMES.length)];
                nullable = times.startsWith("*") || times.startsWith("?");
                return "(?:" + part + ")" + times;
            }
        }
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(12); length > 0; length--) {
            text.append(TEXT.charAt(random.nextInt(TEXT.length())));
        }
        return text.toString();
    }

    @Test
    void findsWhatJavaFinds() {
        for (int round = 0; more(round); round++) {
            String pattern = pattern(4);
            String java = pattern.replace("[[:alpha:]]", "[A-Za-z]");
            Regex regex = Regex.compile(pattern);
            for (int times = 0; times < 5; times++) {
                String text = text();
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                Matcher expected = Pattern.compile(java).matcher(text);
                boolean found = regex.matches(bytes, 0, bytes.length);
                String what = pattern + " on \"" + text + "\"";
                assertEquals(expected.find(), found, what);
                if (found) {
                    // Java leaves groups as they were when it gives a way up; only all is compared.
                    assertEquals(expected.group(), new String(bytes, regex.start(0),
                            regex.end(0) - regex.start(0), StandardCharsets.UTF_8), what);
                }
            }
        }
    }

    @Test
    void anyCharactersAreRefusedOrWork() {
        byte[] bytes = "abc (1) é".getBytes(StandardCharsets.UTF_8);
        for (int round = 0; more(round); round++) {
            StringBuilder pattern = new StringBuilder();
            for (int length = random.nextInt(10); length > 0; length--) {
                pattern.append(CHARACTERS[random.nextInt(CHARACTERS.length)]);
            }
            try {
                Regex.compile(pattern.toString()).matches(bytes, 0, bytes.length);
            } catch (RegexException e) {
                assertEquals(true, e.position() >= 0 && e.position() <= pattern.length());
            }
        }
    }
}
