package dev.mote.receiver.host;

/**
 * Which devices, mounts or types are wanted: none of the excluded, and, if there is a list of
 * included ones, one of these. Patterns are exact names or globs with {@code *}.
 */
public final class NameFilter {
    private final String[] include;
    private final String[] exclude;

    /** Empty {@code include} means: all that are not excluded. */
    public NameFilter(String[] include, String[] exclude) {
        this.include = include;
        this.exclude = exclude;
    }

    public boolean accepts(byte[] text, int offset, int length) {
        return !any(exclude, text, offset, length)
                && (include.length == 0 || any(include, text, offset, length));
    }

    private static boolean any(String[] patterns, byte[] text, int offset, int length) {
        for (String pattern : patterns) {
            if (matches(pattern, text, offset, length)) {
                return true;
            }
        }
        return false;
    }

    /** Greedy glob match with one step back to the last star: linear in practice, no recursion. */
    static boolean matches(String pattern, byte[] text, int offset, int length) {
        int at = 0;
        int p = 0;
        int star = -1;
        int starAt = 0;
        while (at < length) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                starAt = at;
            } else if (p < pattern.length() && pattern.charAt(p) == (text[offset + at] & 0xFF)) {
                p++;
                at++;
            } else if (star >= 0) {
                p = star + 1;
                at = ++starAt;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }
}
