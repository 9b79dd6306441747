package dev.mote.receiver.prometheus;

import dev.mote.bytes.Buffer;
import dev.mote.bytes.DecimalParser;

/**
 * Reads a page line by line, in the text format or as OpenMetrics. It never reads outside, and the
 * first thing that is not as the format says ends it, with {@link #error} and its place. In steady
 * state it allocates nothing.
 */
final class PageReader {
    /** Takes what stands on the page; the reader has the details. */
    interface Sink {
        /** {@code # HELP name text}. */
        void help();

        /** {@code # TYPE name word}. */
        void type();

        /** {@code # UNIT name word}. */
        void unit();

        void sample();
    }

    /** A sample without a time of its own. */
    static final long NO_TIME = Long.MIN_VALUE;
    /** Prometheus's own limits are off; nobody can use a series with more. */
    static final int LABELS_MAX = 128;
    /** No name that a person has to read is longer. */
    static final int NAME_BYTES_MAX = 4096;
    /** More nanoseconds are not a long: the year 2262. */
    private static final double SECONDS_MAX = 9.2e9;

    private final DecimalParser number = new DecimalParser();
    private final LabelSet labels = new LabelSet();
    private final LabelSet exemplar = new LabelSet();
    private boolean open;
    private byte[] page;
    private int at;
    private int end;
    private int lineStart;
    private int line;
    private int nameFrom;
    private int nameTo;
    private int wordFrom;
    private int wordTo;
    private double value;
    private long timeMillis;
    private boolean hasExemplar;
    private double exemplarValue;
    private long exemplarMillis;
    private boolean ended;
    private String error;
    private int errorAt;

    /**
     * Gives all of the page to the sink; false when it is malformed.
     *
     * @param open whether it is OpenMetrics
     */
    boolean read(byte[] page, int length, boolean open, Sink sink) {
        this.page = page;
        this.open = open;
        ended = false;
        end = length;
        at = 0;
        line = 0;
        error = null;
        while (at < end && error == null) {
            line++;
            lineStart = at;
            skipBlanks();
            if (at < end && page[at] == '#') {
                comment(sink);
            } else if (!atLineEnd()) {
                if (readSample()) {
                    sink.sample();
                }
            }
            if (error == null) {
                at = lineEnd() + 1;
            }
        }
        return open && !ended ? fail("the page is cut off: expected # EOF at its end")
                : error == null;
    }

    private int lineEnd() {
        int to = at;
        while (to < end && page[to] != '\n') {
            to++;
        }
        return to;
    }

    private boolean atLineEnd() {
        return at >= end || page[at] == '\n' || page[at] == '\r' && at + 1 < end
                && page[at + 1] == '\n';
    }

    private void skipBlanks() {
        while (at < end && (page[at] == ' ' || page[at] == '\t')) {
            at++;
        }
    }

    private boolean fail(String why) {
        if (error == null) {
            error = why;
            errorAt = at;
        }
        return false;
    }

    private void comment(Sink sink) {
        at++;
        skipBlanks();
        if (open && isEnd()) {
            return;
        }
        boolean help = word("HELP");
        boolean type = !help && word("TYPE");
        if (!help && !type && !(open && word("UNIT"))) {
            return;
        }
        skipBlanks();
        if (!readName(true)) {
            return;
        }
        skipBlanks();
        wordFrom = at;
        wordTo = lineEnd();
        while (wordTo > wordFrom && page[wordTo - 1] <= ' ' && page[wordTo - 1] >= 0) {
            wordTo--;
        }
        if (help) {
            sink.help();
        } else if (type) {
            sink.type();
        } else {
            sink.unit();
        }
    }

    /** {@code # EOF}, behind which nothing may stand. */
    private boolean isEnd() {
        ended = lineEnd() - at == 3 && page[at] == 'E' && page[at + 1] == 'O'
                && page[at + 2] == 'F';
        if (ended && lineEnd() + 1 < end) {
            fail("expected nothing behind # EOF");
        }
        return ended;
    }

    /** Steps over a word and the blank behind it. */
    private boolean word(String word) {
        int to = at + word.length();
        if (to >= end || page[to] != ' ' && page[to] != '\t') {
            return false;
        }
        for (int index = 0; index < word.length(); index++) {
            if (page[at + index] != word.charAt(index)) {
                return false;
            }
        }
        at = to;
        return true;
    }

    private boolean readName(boolean metric) {
        nameFrom = at;
        while (at < end && isNamePart(page[at], metric, at > nameFrom)) {
            at++;
        }
        nameTo = at;
        if (nameTo - nameFrom > NAME_BYTES_MAX) {
            return fail("a name is longer than " + NAME_BYTES_MAX + " bytes");
        }
        return nameTo > nameFrom || fail(metric ? "expected the name of a metric"
                : "expected the name of a label");
    }

    private static boolean isNamePart(int each, boolean metric, boolean inside) {
        return each >= 'a' && each <= 'z' || each >= 'A' && each <= 'Z' || each == '_'
                || metric && each == ':' || inside && each >= '0' && each <= '9';
    }

    private boolean readSample() {
        labels.clear();
        if (!readName(true)) {
            return false;
        }
        int from = nameFrom;
        int to = nameTo;
        skipBlanks();
        if (at < end && page[at] == '{' && !readLabels(labels)) {
            return false;
        }
        skipBlanks();
        hasExemplar = false;
        if (!readValue()) {
            return false;
        }
        value = number.value();
        timeMillis = NO_TIME;
        boolean well = open ? readSeconds() && readExemplar()
                && (atLineEnd() || fail("expected the end of the line")) : readTime();
        nameFrom = from;
        nameTo = to;
        return well;
    }

    private boolean readLabels(LabelSet labels) {
        at++;
        skipBlanks();
        while (at < end && page[at] != '}') {
            if (!readLabel(labels)) {
                return false;
            }
            skipBlanks();
            if (at < end && page[at] == ',') {
                at++;
                skipBlanks();
            } else if (at >= end || page[at] != '}') {
                return fail("expected \",\" or \"}\" behind a label");
            }
        }
        at++;
        return at <= end || fail("expected \"}\"");
    }

    private boolean readLabel(LabelSet labels) {
        if (!readName(false)) {
            return false;
        }
        if (labels.count() == LABELS_MAX) {
            return fail("a series has more than " + LABELS_MAX + " labels");
        }
        Buffer text = labels.add(page, nameFrom, nameTo);
        skipBlanks();
        if (at >= end || page[at] != '=') {
            return fail("expected \"=\" behind the name of a label");
        }
        at++;
        skipBlanks();
        if (at >= end || page[at] != '"') {
            return fail("expected a value in quotation marks");
        }
        at++;
        boolean well = readQuoted(text);
        labels.endValue();
        return well;
    }

    private boolean readQuoted(Buffer text) {
        int from = at;
        while (at < end && page[at] != '"' && page[at] != '\n') {
            if (page[at] == '\\' && at + 1 < end && page[at + 1] != '\n') {
                text.put(page, from, at - from);
                int escaped = page[at + 1];
                if (escaped != '\\' && escaped != '"' && escaped != 'n') {
                    return fail("expected \\\\, \\\" or \\n behind a backslash");
                }
                text.put(escaped == 'n' ? '\n' : escaped);
                at += 2;
                from = at;
            } else {
                at++;
            }
        }
        if (at >= end || page[at] != '"') {
            return fail("a value in quotation marks does not end");
        }
        text.put(page, from, at - from);
        at++;
        return true;
    }

    private int wordEnd() {
        int to = at;
        while (to < end && page[to] > ' ') {
            to++;
        }
        return to;
    }

    private boolean readValue() {
        int to = wordEnd();
        if (!number.parse(page, at, to - at)) {
            return fail("expected a number");
        }
        at = to;
        return true;
    }

    /** A time in seconds, if there is one. */
    private boolean readSeconds() {
        skipBlanks();
        timeMillis = NO_TIME;
        if (atLineEnd() || page[at] == '#') {
            return true;
        }
        double seconds = readValue() ? number.value() : Double.NaN;
        if (!(Math.abs(seconds) < SECONDS_MAX)) {
            return fail("expected a time in seconds");
        }
        timeMillis = millis(seconds);
        skipBlanks();
        return true;
    }

    static long millis(double seconds) {
        return (long) (seconds * 1000 + (seconds < 0 ? -0.5 : 0.5));
    }

    /** {@code # {labels} value time}, if there is one. */
    private boolean readExemplar() {
        if (atLineEnd() || page[at] != '#') {
            return true;
        }
        at++;
        skipBlanks();
        exemplar.clear();
        if (at >= end || page[at] != '{') {
            return fail("expected the labels of an exemplar");
        }
        if (!readLabels(exemplar)) {
            return false;
        }
        skipBlanks();
        if (!readValue()) {
            return false;
        }
        exemplarValue = number.value();
        hasExemplar = true;
        long own = timeMillis;
        boolean well = readSeconds();
        exemplarMillis = timeMillis;
        timeMillis = own;
        return well;
    }

    private boolean readTime() {
        skipBlanks();
        if (atLineEnd()) {
            return true;
        }
        int to = wordEnd();
        boolean negative = page[at] == '-';
        long millis = 0;
        for (int index = negative ? at + 1 : at; index < to; index++) {
            if (page[index] < '0' || page[index] > '9' || to - at > 17) {
                return fail("expected a time in milliseconds");
            }
            millis = millis * 10 + page[index] - '0';
        }
        if (to == at) {
            return fail("expected a time in milliseconds");
        }
        at = to;
        timeMillis = negative ? -millis : millis;
        skipBlanks();
        return atLineEnd() || fail("expected the end of the line");
    }

    byte[] page() {
        return page;
    }

    /** The name of the metric that a line is about. */
    int nameFrom() {
        return nameFrom;
    }

    int nameTo() {
        return nameTo;
    }

    /** The text of HELP, the word of TYPE. */
    int wordFrom() {
        return wordFrom;
    }

    int wordTo() {
        return wordTo;
    }

    /** Whoever has the sample may change them. */
    LabelSet labels() {
        return labels;
    }

    double value() {
        return value;
    }

    /** The time that stands behind the value; {@link #NO_TIME}: none does. */
    long timeMillis() {
        return timeMillis;
    }

    boolean isOpenMetrics() {
        return open;
    }

    boolean hasExemplar() {
        return hasExemplar;
    }

    LabelSet exemplar() {
        return exemplar;
    }

    double exemplarValue() {
        return exemplarValue;
    }

    /** {@link #NO_TIME}: it has none. */
    long exemplarMillis() {
        return exemplarMillis;
    }

    /** What is wrong, and in which line and column; null: nothing. */
    String error() {
        return error == null ? null : "line " + line + ", column " + (errorAt - lineStart + 1)
                + ": " + error;
    }
}
