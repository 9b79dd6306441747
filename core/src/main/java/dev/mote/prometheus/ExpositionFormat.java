package dev.mote.prometheus;

/** The two text formats, and which of them a client wants. */
public enum ExpositionFormat {
    /** Prometheus text format 0.0.4. */
    TEXT("text/plain; version=0.0.4; charset=utf-8; escaping=underscores"),
    /** OpenMetrics text format 1.0.0. */
    OPENMETRICS("application/openmetrics-text; version=1.0.0; charset=utf-8; escaping=underscores");

    private final String contentType;

    ExpositionFormat(String contentType) {
        this.contentType = contentType;
    }

    public String contentType() {
        return contentType;
    }

    /**
     * Chooses by an Accept header (RFC 9110, 12.5.1): the best quality, then what stands first.
     * Whoever accepts neither gets text all the same.
     */
    public static ExpositionFormat accepted(byte[] text, int offset, int length) {
        int limit = offset + length;
        int best = 0;
        ExpositionFormat chosen = TEXT;
        int at = offset;
        while (at < limit) {
            int end = indexOf(',', text, at, limit);
            ExpositionFormat format = format(text, at, indexOf(';', text, at, end));
            int quality = format == null ? 0 : quality(text, at, end);
            if (quality > best) {
                best = quality;
                chosen = format;
            }
            at = end + 1;
        }
        return chosen;
    }

    private static ExpositionFormat format(byte[] text, int from, int to) {
        if (is(text, from, to, "application/openmetrics-text")) {
            return OPENMETRICS;
        }
        return is(text, from, to, "text/plain") || is(text, from, to, "text/*")
                || is(text, from, to, "*/*") ? TEXT : null;
    }

    /** The value of {@code q} in thousandths; 0 for a format version that is not spoken. */
    private static int quality(byte[] text, int from, int to) {
        int quality = 1000;
        int at = indexOf(';', text, from, to) + 1;
        while (at < to) {
            int end = indexOf(';', text, at, to);
            int equals = indexOf('=', text, at, end);
            if (is(text, at, equals, "q")) {
                quality = thousandths(text, equals + 1, end);
            } else if (is(text, at, equals, "version") && !isSpoken(text, equals + 1, end)) {
                return 0;
            }
            at = end + 1;
        }
        return quality;
    }

    private static boolean isSpoken(byte[] text, int from, int to) {
        return is(text, from, to, "0.0.4") || is(text, from, to, "1.0.0")
                || is(text, from, to, "0.0.1");
    }

    private static int thousandths(byte[] text, int from, int to) {
        int value = 0;
        int decimals = -1;
        for (int at = from; at < to && decimals < 3; at++) {
            if (text[at] == '.') {
                decimals = 0;
            } else if (text[at] >= '0' && text[at] <= '9' && value <= 1000) {
                value = value * 10 + text[at] - '0';
                decimals += decimals >= 0 ? 1 : 0;
            }
        }
        for (int at = Math.max(0, decimals); at < 3; at++) {
            value *= 10;
        }
        return Math.min(value, 1000);
    }

    private static int indexOf(int value, byte[] text, int from, int to) {
        int at = from;
        while (at < to && text[at] != value) {
            at++;
        }
        return at;
    }

    /** Whether the text between blanks is {@code word}, in any case. */
    private static boolean is(byte[] text, int from, int to, String word) {
        int start = from;
        int end = Math.max(from, to);
        while (start < end && (text[start] == ' ' || text[start] == '\t')) {
            start++;
        }
        while (end > start && (text[end - 1] == ' ' || text[end - 1] == '\t')) {
            end--;
        }
        if (end - start != word.length()) {
            return false;
        }
        for (int at = 0; at < word.length(); at++) {
            int value = text[start + at];
            if ((value >= 'A' && value <= 'Z' ? value + 32 : value) != word.charAt(at)) {
                return false;
            }
        }
        return true;
    }
}
