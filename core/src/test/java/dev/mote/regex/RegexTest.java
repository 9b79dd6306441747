package dev.mote.regex;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.mote.bytes.Buffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RegexTest {
    private static byte[] bytes(String text) {
        Buffer out = new Buffer(16).utf8(text);
        return Arrays.copyOf(out.bytes(), out.length());
    }

    /** The groups of the first match, as offsets: "0-3 1-2"; "none". */
    private static String find(String pattern, String text) {
        Regex regex = Regex.compile(pattern);
        byte[] in = bytes(text);
        if (!regex.matches(in, 0, in.length)) {
            return "none";
        }
        String result = "";
        for (int group = 0; group <= regex.groupCount(); group++) {
            result += (group > 0 ? " " : "") + regex.start(group) + "-" + regex.end(group);
        }
        return result;
    }

    @Test
    void findsTheLeftmostMatch() {
        assertEquals("2-3", find("b", "aab"));
        assertEquals("none", find("^b$", "aab"));
        assertEquals("0-0", find("", "aab"));
        assertEquals("0-2", find("a+", "aab"));
        assertEquals("0-1", find("a+?", "aab"));
        assertEquals("1-4", find("a{2,3}", "baaaa"));
        assertEquals("0-5", find("a{2}b{0,1}c{1,}", "aabcc"));
        assertEquals("0-2 1-2", find("a(b|bc)", "abc"));
        assertEquals("0-3 1-3", find("a(bc|b)", "abc"));
        assertEquals("4-8", find("\\d{4}", "abc 1234"));
    }

    @Test
    void tellsWhatGroupsMatched() {
        assertEquals("0-11 0-3 4-11", find("^(\\w+)=(.*)$", "key=a value"));
        assertEquals("0-1 0-1 -1--1", find("(a)|(b)", "a"));
        assertEquals("0-3 2-3", find("(a|b)*", "aba"));
        Regex named = Regex.compile("(?P<a>x)(?<b>y)(z)");
        assertEquals("a b null", named.groupName(1) + " " + named.groupName(2) + " "
                + named.groupName(3));
    }

    @Test
    void knowsClassesAndFlags() {
        assertEquals("0-3", find("(?i)abc", "aBC"));
        assertEquals("0-3", find("(?i:ab)c", "aBc"));
        assertEquals("none", find("(?i:ab)c", "aBC"));
        assertEquals("none", find("a.b", "a\nb"));
        assertEquals("0-3", find("(?s)a.b", "a\nb"));
        assertEquals("2-3", find("(?m)^b$", "a\nb\nc"));
        assertEquals("1-3", find("[^a-c\\d]+", "axy1"));
        assertEquals("0-4", find("[]a-]+", "]a-]b"));
        assertEquals("0-2", find("[[:alpha:]]+", "ab1"));
        assertEquals("3-6", find("\\bfoo\\b", "x. foo."));
        assertEquals("none", find("\\bfoo\\b", "xfoo"));
        assertEquals("0-1", find("\\x41", "A"));
    }

    @Test
    void charactersBeyondAsciiAreOne() {
        assertEquals("0-4", find("^..$", "éé"));
        assertEquals("0-2", find("[à-ü]", "é"));
        assertEquals("none", find("^[à-ü]$", "ā"));
        assertEquals("0-3", find("^[^é]$", "€"));
        assertEquals("0-4", find("\\x{1F600}", "\uD83D\uDE00"));
        assertEquals("0-4", find("[\\x{10000}-\\x{10FFFF}]", "\uD83D\uDE00"));
    }

    @Test
    void staysLinearWhereOthersExplode() {
        String text = "a".repeat(2_000);
        assertEquals("none", find("^(a+)+$", text + "b"));
        assertEquals("none", find("(a*)*(a*)*b", text));
        assertEquals("0-100", find("(?:a?){100}a{100}",
                "a".repeat(100)));
    }

    private static String refused(String pattern) {
        RegexException refused =
                assertThrows(RegexException.class, () -> Regex.compile(pattern));
        return refused.position() + ": " + refused.getMessage();
    }

    @Test
    void saysWhatIsWrong() {
        assertEquals("1: a ( is never closed", refused("("));
        assertEquals("1: this ) has no (", refused("a)"));
        assertEquals("0: nothing to repeat before *", refused("*"));
        assertEquals("3: a [ is never closed", refused("[ab"));
        assertEquals("1: \\1 is not known here", refused("\\1"));
        assertEquals("2: only (?:...), (?P<name>...) and the flags i, s and m are known after (?",
                refused("(?=a)"));
        assertEquals("0: the pattern is too large; shorten its repetitions",
                refused("((a{100}){100}){100}"));
    }
}
