package dev.mote.receiver.prometheus;

import dev.mote.bytes.Buffer;
import dev.mote.bytes.DecimalParser;
import dev.mote.otlp.Protobuf;
import dev.mote.otlp.Utf8;

/**
 * Labels of a sample as attributes of a point. Labels of the target come to all; a label of the
 * page that is called like one of them is called {@code exported_…} then, or wins with {@code
 * honor_labels}.
 */
final class LabelAttributes {
    private static final String[] RESERVED = {"job", "instance"};

    private final String[] own;
    private final boolean honor;
    private final DecimalParser number = new DecimalParser();
    private double bound;

    /** {@code own}: the target's: name, value, name, value …. */
    LabelAttributes(String[] own, boolean honor) {
        this.own = own;
        this.honor = honor;
    }

    /** Appends all but the label {@code left}, whose value is {@link #bound} then. */
    void write(PageReader page, String left, int field, Buffer out) {
        bound = Double.NaN;
        for (int at = 0; at < own.length; at += 2) {
            if (!honor || find(page, own[at]) < 0) {
                text(out, field, own[at], own[at + 1]);
            }
        }
        byte[] text = page.text();
        for (int label = 0; label < page.labels(); label++) {
            int from = page.labelFrom(label);
            int to = page.labelTo(label);
            int length = page.valueTo(label) - to;
            if (left != null && is(text, from, to, left)) {
                bound = number.parse(text, to, length) ? number.value() : Double.NaN;
            } else if (length > 0) {
                attribute(out, field, text, from, to, length);
            }
        }
    }

    private void attribute(Buffer out, int field, byte[] text, int from, int to, int length) {
        int attribute = Protobuf.begin(out, field);
        int key = Protobuf.begin(out, 1);
        out.ascii(!honor && isTaken(text, from, to) ? "exported_" : "").put(text, from, to - from);
        Protobuf.end(out, key);
        int any = Protobuf.begin(out, 2);
        int value = Protobuf.begin(out, 1);
        Utf8.copyValid(text, to, length, out);
        Protobuf.end(out, value);
        Protobuf.end(out, any);
        Protobuf.end(out, attribute);
    }

    private boolean isTaken(byte[] text, int from, int to) {
        for (String reserved : RESERVED) {
            if (is(text, from, to, reserved)) {
                return true;
            }
        }
        for (int at = 0; at < own.length; at += 2) {
            if (is(text, from, to, own[at])) {
                return true;
            }
        }
        return false;
    }

    private static int find(PageReader page, String name) {
        for (int label = 0; label < page.labels(); label++) {
            if (is(page.text(), page.labelFrom(label), page.labelTo(label), name)) {
                return label;
            }
        }
        return -1;
    }

    private static boolean is(byte[] text, int from, int to, String name) {
        boolean same = to - from == name.length();
        for (int at = 0; same && at < name.length(); at++) {
            same = text[from + at] == name.charAt(at);
        }
        return same;
    }

    /** Appends the target's labels alone, for a number. */
    void writeOwn(Buffer out) {
        for (int at = 0; at < own.length; at += 2) {
            text(out, 7, own[at], own[at + 1]);
        }
    }

    private static void text(Buffer out, int field, String name, String value) {
        int attribute = Protobuf.begin(out, field);
        Protobuf.utf8(out, 1, name);
        int any = Protobuf.begin(out, 2);
        Protobuf.utf8(out, 1, value);
        Protobuf.end(out, any);
        Protobuf.end(out, attribute);
    }

    /** The value of the label that was left out; NaN when it was not there, or is no number. */
    double bound() {
        return bound;
    }
}
