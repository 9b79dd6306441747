package dev.mote.regex;

import dev.mote.bytes.Ascii;
import java.util.ArrayList;
import java.util.List;

/** Reads a pattern. */
final class RegexParser {
    /** Bounds how far counted repetition may blow a pattern up; RE2's limit too. */
    private static final int REPEAT_MAX = 1000;
    private static final int DEPTH_MAX = 200;
    private static final String CLASSES = "dwsDWS";

    private final String text;
    private int at;
    private int depth;
    private boolean foldCase;
    private boolean dotAll;
    private boolean multiLine;
    /** The names of the groups from 1 on; null: it has none. */
    final List<String> groups = new ArrayList<>();

    RegexParser(String text) {
        this.text = text;
    }

    RegexNode parse() {
        RegexNode node = choice();
        if (at < text.length()) {
            throw error("this ) has no (");
        }
        return node;
    }

    private RegexException error(String message) {
        return new RegexException(at, message);
    }

    private boolean more() {
        return at < text.length();
    }

    private boolean next(char expected) {
        if (more() && text.charAt(at) == expected) {
            at++;
            return true;
        }
        return false;
    }

    private boolean next(String expected) {
        if (text.startsWith(expected, at)) {
            at += expected.length();
            return true;
        }
        return false;
    }

    private RegexNode choice() {
        if (++depth > DEPTH_MAX) {
            throw error("groups nest deeper than " + DEPTH_MAX);
        }
        RegexNode first = sequence();
        if (more() && text.charAt(at) == '|') {
            RegexNode choice = new RegexNode(RegexNode.Kind.CHOICE).with(first);
            while (next('|')) {
                choice.with(sequence());
            }
            first = choice;
        }
        depth--;
        return first;
    }

    private RegexNode sequence() {
        RegexNode sequence = new RegexNode(RegexNode.Kind.SEQUENCE);
        while (more() && text.charAt(at) != '|' && text.charAt(at) != ')') {
            sequence.with(repeated(atom()));
        }
        return sequence;
    }

    private RegexNode repeated(RegexNode atom) {
        RegexNode node = atom;
        for (int times = 0; more(); times++) {
            int least = 0;
            int most = -1;
            int before = at;
            if (next('+')) {
                least = 1;
            } else if (next('?')) {
                most = 1;
            } else if (text.charAt(at) == '{') {
                at++;
                least = number();
                most = next(',') ? number() : least;
                if (least < 0 || !next('}')) {
                    at = before;
                    return node;
                }
            } else if (!next('*')) {
                return node;
            }
            if (most >= 0 && most < least || Math.max(least, most) > REPEAT_MAX) {
                throw error("a repetition must be {least,most}, at most " + REPEAT_MAX);
            }
            if (times > 0) {
                throw error("nothing to repeat: put the part before it in ( )");
            }
            node = RegexNode.repeat(node, least, most, next('?'));
        }
        return node;
    }

    private int number() {
        int from = at;
        int value = 0;
        while (more() && Ascii.isDigit(text.charAt(at))) {
            value = Math.min(10 * value + text.charAt(at++) - '0', 100_000);
        }
        return at == from ? -1 : value;
    }

    private RegexNode atom() {
        char c = text.charAt(at);
        switch (c) {
            case '(':
                at++;
                return group();
            case '[':
                at++;
                return bracket();
            case '\\':
                return escape();
            case '*', '+', '?':
                throw error("nothing to repeat before " + c);
            case '^':
                at++;
                return RegexNode.assertion(multiLine ? Regex.LINE_START : Regex.TEXT_START);
            case '$':
                at++;
                return RegexNode.assertion(multiLine ? Regex.LINE_END : Regex.TEXT_END);
            case '.':
                at++;
                return dot();
            default:
                return literal(point());
        }
    }

    private RegexNode dot() {
        RegexRanges newLine = new RegexRanges();
        if (!dotAll) {
            newLine.add('\n', '\n');
        }
        return newLine.not().toNode();
    }

    private int point() {
        int point = text.codePointAt(at);
        at += Character.charCount(point);
        return point;
    }

    private RegexNode literal(int point) {
        RegexRanges one = new RegexRanges();
        one.add(point, point);
        return node(one);
    }

    private RegexNode node(RegexRanges ranges) {
        if (foldCase) {
            ranges.foldCase();
        }
        return ranges.toNode();
    }

    private RegexNode group() {
        boolean fold = foldCase;
        boolean all = dotAll;
        boolean lines = multiLine;
        int number = 0;
        if (next("?P<") || next("?<")) {
            int from = at;
            while (more() && text.charAt(at) != '>') {
                at++;
            }
            groups.add(text.substring(from, at));
            number = groups.size();
            if (from == at || !next('>')) {
                throw error("a group is named as (?P<name>...); there is no looking behind");
            }
        } else if (next('?')) {
            flags();
            if (next(')')) {
                return new RegexNode(RegexNode.Kind.EMPTY);
            }
            if (!next(':')) {
                throw error("only (?:...), (?P<name>...) and the flags i, s and m are known"
                        + " after (?");
            }
        } else {
            groups.add(null);
            number = groups.size();
        }
        RegexNode inside = choice();
        if (!next(')')) {
            throw error("a ( is never closed");
        }
        foldCase = fold;
        dotAll = all;
        multiLine = lines;
        if (number == 0) {
            return inside;
        }
        RegexNode group = new RegexNode(RegexNode.Kind.GROUP).with(inside);
        group.low = number;
        return group;
    }

    private void flags() {
        boolean on = true;
        for (; more(); at++) {
            switch (text.charAt(at)) {
                case '-' -> on = false;
                case 'i' -> foldCase = on;
                case 's' -> dotAll = on;
                case 'm' -> multiLine = on;
                default -> {
                    return;
                }
            }
        }
    }

    private RegexNode escape() {
        if (at + 1 == text.length()) {
            throw error("the pattern ends after \\");
        }
        char c = text.charAt(at + 1);
        int assertion = "AzbB".indexOf(c);
        if (assertion >= 0) {
            at += 2;
            return RegexNode.assertion(Regex.TEXT_START + assertion);
        }
        if (CLASSES.indexOf(c) >= 0) {
            at += 2;
            return classOf(c).toNode();
        }
        at++;
        return literal(escaped());
    }

    /** The character that stands after a backslash. */
    private int escaped() {
        char c = text.charAt(at);
        int control = "ntrfv".indexOf(c);
        if (control >= 0) {
            at++;
            return "\n\t\r\f\u000B".charAt(control);
        }
        if (c == 'x') {
            at++;
            return hexadecimal();
        }
        if (Ascii.isLetter(c) || Ascii.isDigit(c)) {
            throw error("\\" + c + " is not known here");
        }
        return point();
    }

    private int hexadecimal() {
        boolean braces = next('{');
        int value = 0;
        int digits = 0;
        while (more() && Ascii.hexadecimal(text.charAt(at)) >= 0 && digits < (braces ? 6 : 2)) {
            value = 16 * value + Ascii.hexadecimal(text.charAt(at++));
            digits++;
        }
        if (digits == 0 || braces && !next('}') || !Character.isValidCodePoint(value)) {
            throw error("a character by its number is \\x41 or \\x{20AC}");
        }
        return value;
    }

    private static RegexRanges classOf(char letter) {
        RegexRanges ranges = new RegexRanges();
        switch (letter) {
            case 'd', 'D' -> ranges.add('0', '9');
            case 's', 'S' -> {
                ranges.add('\t', '\n');
                ranges.add('\f', '\r');
                ranges.add(' ', ' ');
            }
            default -> {
                ranges.add('0', '9');
                ranges.add('A', 'Z');
                ranges.add('_', '_');
                ranges.add('a', 'z');
            }
        }
        return letter < 'a' ? ranges.not() : ranges;
    }

    private RegexNode bracket() {
        boolean not = next('^');
        RegexRanges ranges = new RegexRanges();
        boolean first = true;
        while (first || !next(']')) {
            if (!more()) {
                throw error("a [ is never closed");
            }
            first = false;
            member(ranges);
        }
        if (foldCase) {
            ranges.foldCase();
        }
        return (not ? ranges.not() : ranges).toNode();
    }

    private void member(RegexRanges ranges) {
        if (next("[:")) {
            named(ranges);
            return;
        }
        if (text.charAt(at) == '\\' && at + 1 < text.length()
                && CLASSES.indexOf(text.charAt(at + 1)) >= 0) {
            ranges.addAll(classOf(text.charAt(at + 1)));
            at += 2;
            return;
        }
        int low = memberPoint();
        int high = low;
        if (at + 1 < text.length() && text.charAt(at) == '-' && text.charAt(at + 1) != ']') {
            at++;
            high = memberPoint();
        }
        if (high < low) {
            throw error("this range runs backwards");
        }
        ranges.add(low, high);
    }

    private int memberPoint() {
        boolean escaped = next('\\');
        if (!more()) {
            throw error("a [ is never closed");
        }
        return escaped ? escaped() : point();
    }

    private void named(RegexRanges ranges) {
        int end = text.indexOf(":]", at);
        String name = end < 0 ? "" : text.substring(at, end);
        String pairs = switch (name) {
            case "alpha" -> "AZaz";
            case "digit" -> "09";
            case "alnum" -> "09AZaz";
            case "upper" -> "AZ";
            case "lower" -> "az";
            case "xdigit" -> "09AFaf";
            case "word" -> "09AZ__az";
            case "space" -> "\t\r  ";
            case "punct" -> "!/:@[`{~";
            default -> throw error("unknown class; known: alpha digit alnum upper lower xdigit"
                    + " word space punct");
        };
        at = end + 2;
        for (int pair = 0; pair < pairs.length(); pair += 2) {
            ranges.add(pairs.charAt(pair), pairs.charAt(pair + 1));
        }
    }
}
