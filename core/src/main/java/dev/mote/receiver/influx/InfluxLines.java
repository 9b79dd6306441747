package dev.mote.receiver.influx;

import dev.mote.bytes.Buffer;
import dev.mote.bytes.DecimalParser;
import dev.mote.otlp.Otlp;
import dev.mote.otlp.Protobuf;

/** Turns lines into the metrics of one scope; pure, and without garbage. */
final class InfluxLines {
    private static final int METRICS = 2;
    private static final int POINTS = 1;
    private static final int ATTRIBUTES = 7;

    private final DecimalParser decimal = new DecimalParser();
    /** The tags of a line, as attributes of a point. */
    private final Buffer tags = new Buffer(256);
    private final Buffer name = new Buffer(64);
    private final Buffer key = new Buffer(64);
    private byte[] bytes;
    private int at;
    private int end;
    private long timeNanos;
    private int points;
    private int textFields;
    private int badLines;
    private int firstBadLine;
    private String firstProblem;

    /**
     * Appends what the lines say.
     *
     * @param unitNanos what a timestamp counts in
     * @param nowNanos the time of lines that have none
     */
    void read(byte[] from, int offset, int length, long unitNanos, long nowNanos, Buffer out) {
        bytes = from;
        points = 0;
        textFields = 0;
        badLines = 0;
        int limit = offset + length;
        int line = 1;
        for (int start = offset; start < limit; start = end + 1, line++) {
            end = lineEnd(start, limit);
            at = start;
            int before = out.length();
            int pointsBefore = points;
            String problem = line(unitNanos, nowNanos, out);
            if (problem != null) {
                out.setLength(before);
                points = pointsBefore;
                firstBadLine = badLines == 0 ? line : firstBadLine;
                firstProblem = badLines == 0 ? problem : firstProblem;
                badLines++;
            }
        }
    }

    /** A line end inside quotes belongs to a text. */
    private int lineEnd(int start, int limit) {
        boolean quoted = false;
        boolean fields = false;
        int index = start;
        for (; index < limit; index++) {
            int each = bytes[index];
            if (each == '\\') {
                index++;
            } else if (each == '\n' && !quoted) {
                return index;
            } else if (each == ' ') {
                fields = true;
            } else if (each == '"' && fields) {
                quoted = !quoted;
            }
        }
        return Math.min(index, limit);
    }

    private String line(long unitNanos, long nowNanos, Buffer out) {
        int last = end > at && bytes[end - 1] == '\r' ? end - 1 : end;
        while (at < last && (bytes[at] == ' ' || bytes[at] == '\t')) {
            at++;
        }
        if (at == last || bytes[at] == '#') {
            return null;
        }
        name.clear();
        word(name, last, false);
        if (name.length() == 0) {
            return "missing measurement";
        }
        String problem = tags(last);
        if (problem == null && (at >= last || bytes[at] != ' ')) {
            problem = "missing fields";
        }
        if (problem != null) {
            return problem;
        }
        skipBlanks(last);
        int fields = at;
        problem = fields(last, null);
        if (problem == null) {
            problem = time(last, unitNanos, nowNanos);
        }
        if (problem == null) {
            at = fields;
            fields(last, out);
        }
        return problem;
    }

    private void skipBlanks(int last) {
        while (at < last && bytes[at] == ' ') {
            at++;
        }
    }

    /** Reads up to a comma, a blank or, if asked, an equals sign; a backslash takes its meaning. */
    private void word(Buffer into, int last, boolean equals) {
        for (; at < last; at++) {
            int each = bytes[at];
            if (each == ',' || each == ' ' || equals && each == '=') {
                return;
            }
            boolean escapes = each == '\\' && at + 1 < last && (bytes[at + 1] == ','
                    || bytes[at + 1] == ' ' || bytes[at + 1] == '=');
            at += escapes ? 1 : 0;
            into.put(bytes[at]);
        }
    }

    private String tags(int last) {
        tags.clear();
        while (at < last && bytes[at] == ',') {
            at++;
            int attribute = Protobuf.begin(tags, ATTRIBUTES);
            int from = Protobuf.begin(tags, 1);
            word(tags, last, true);
            boolean empty = tags.length() == from;
            Protobuf.end(tags, from);
            if (empty || at >= last || bytes[at] != '=') {
                return empty ? "missing tag key" : "missing tag value";
            }
            at++;
            int any = Protobuf.begin(tags, 2);
            int value = Protobuf.begin(tags, 1);
            word(tags, last, true);
            empty = tags.length() == value;
            Protobuf.end(tags, value);
            Protobuf.end(tags, any);
            Protobuf.end(tags, attribute);
            if (empty || at < last && bytes[at] == '=') {
                return empty ? "missing tag value" : "invalid tag format";
            }
        }
        return null;
    }

    /** Walks through the fields; writes them if there is somewhere to, else only looks. */
    private String fields(int last, Buffer out) {
        do {
            at += at < last && bytes[at] == ',' ? 1 : 0;
            word(key.clear(), last, true);
            if (key.length() == 0 || at >= last || bytes[at] != '=') {
                return key.length() == 0 ? "missing field key" : "missing field value";
            }
            at++;
            String problem = at < last && bytes[at] == '"' ? text(last, out) : value(last, out);
            if (problem != null) {
                return problem;
            }
        } while (at < last && bytes[at] == ',');
        return null;
    }

    private String text(int last, Buffer out) {
        at++;
        while (at < last && bytes[at] != '"') {
            at += bytes[at] == '\\' ? 2 : 1;
        }
        if (at >= last) {
            return "unbalanced quotes";
        }
        at++;
        textFields += out == null ? 0 : 1;
        return null;
    }

    private String value(int last, Buffer out) {
        int from = at;
        while (at < last && bytes[at] != ',' && bytes[at] != ' ') {
            at++;
        }
        int length = at - from;
        if (length == 0) {
            return "missing field value";
        }
        int kind = bytes[at - 1];
        if (kind == 'i' || kind == 'u') {
            long number = integer(from, at - 1, kind == 'u');
            if (number == Long.MIN_VALUE) {
                return "invalid number";
            }
            point(out, Otlp.AS_INT, number);
        } else if (isTruth(from, length, "true", 't') || isTruth(from, length, "false", 'f')) {
            point(out, Otlp.AS_INT, (bytes[from] | 32) == 't' ? 1 : 0);
        } else if (decimal.parse(bytes, from, length) && isFinite(decimal.value())) {
            point(out, Otlp.AS_DOUBLE, Double.doubleToRawLongBits(decimal.value()));
        } else {
            return "invalid number";
        }
        return null;
    }

    private static boolean isFinite(double value) {
        return value - value == 0;
    }

    /** t, T, true, True, TRUE, and the same of false. */
    private boolean isTruth(int from, int length, String word, char letter) {
        if (length == 1) {
            return (bytes[from] | 32) == letter;
        }
        boolean same = length == word.length();
        for (int index = 0; same && index < length; index++) {
            same = (bytes[from + index] | 32) == word.charAt(index);
        }
        return same;
    }

    /** The smallest long means that there is none; unsigned ones beyond a long are none. */
    private long integer(int from, int to, boolean unsigned) {
        boolean negative = from < to && bytes[from] == '-';
        int index = from + (negative ? 1 : 0);
        if (index >= to || to - index > 19 || negative && unsigned) {
            return Long.MIN_VALUE;
        }
        long number = 0;
        for (; index < to; index++) {
            int digit = bytes[index] - '0';
            if (digit < 0 || digit > 9 || number < 0) {
                return Long.MIN_VALUE;
            }
            number = number * 10 + digit;
        }
        return number < 0 ? Long.MIN_VALUE : negative ? -number : number;
    }

    private String time(int last, long unitNanos, long nowNanos) {
        skipBlanks(last);
        timeNanos = nowNanos;
        if (at == last) {
            return null;
        }
        int to = last;
        while (to > at && bytes[to - 1] == ' ') {
            to--;
        }
        long time = integer(at, to, false);
        if (time < 0 || time > Long.MAX_VALUE / unitNanos) {
            return "bad timestamp";
        }
        timeNanos = time * unitNanos;
        return null;
    }

    private void point(Buffer out, int field, long value) {
        if (out == null) {
            return;
        }
        points++;
        int metric = Protobuf.begin(out, METRICS);
        int metricName = Protobuf.begin(out, Otlp.METRIC_NAME);
        out.put(name.bytes(), 0, name.length()).put('_').put(key.bytes(), 0, key.length());
        Protobuf.end(out, metricName);
        int gauge = Protobuf.begin(out, Otlp.GAUGE);
        int point = Protobuf.begin(out, POINTS);
        Protobuf.fixed64(out, Otlp.TIME, timeNanos);
        Protobuf.fixed64(out, field, value);
        out.put(tags.bytes(), 0, tags.length());
        Protobuf.end(out, point);
        Protobuf.end(out, gauge);
        Protobuf.end(out, metric);
    }

    int points() {
        return points;
    }

    /** Fields that are text. */
    int textFields() {
        return textFields;
    }

    int badLines() {
        return badLines;
    }

    /** Counted from 1. */
    int firstBadLine() {
        return firstBadLine;
    }

    String firstProblem() {
        return firstProblem;
    }
}
