package dev.mote.receiver.prometheus;

import dev.mote.bytes.Buffer;
import dev.mote.bytes.DecimalParser;
import dev.mote.otlp.Protobuf;
import dev.mote.otlp.Utf8;
import java.util.Arrays;

/**
 * Labels of a sample as attributes of a point. Labels of the target come to all; a label of the
 * page that is called like one of them is called {@code exported_…} then, or wins with {@code
 * honor_labels}.
 */
final class LabelAttributes {
    private static final String[] RESERVED = {"job", "instance"};
    private static final byte[] NAME = utf8("__name__");

    private final String[] own;
    private final boolean honor;
    private final Relabelling relabelling;
    /** The target's own labels, job and instance: name, value, name, value …. */
    private final byte[][] all;
    private final DecimalParser number = new DecimalParser();
    private double bound;

    LabelAttributes(TargetSettings target, boolean honor, Relabelling relabelling) {
        own = target.labels();
        this.honor = honor;
        this.relabelling = relabelling;
        all = new byte[own.length + 4][];
        all[0] = utf8(RESERVED[0]);
        all[1] = utf8(target.job());
        all[2] = utf8(RESERVED[1]);
        all[3] = utf8(target.instance());
        for (int at = 0; at < own.length; at++) {
            all[4 + at] = utf8(own[at]);
        }
    }

    private static byte[] utf8(String text) {
        Buffer bytes = new Buffer(text.length()).utf8(text);
        return Arrays.copyOf(bytes.bytes(), bytes.length());
    }

    /** Relabels the page's sample; false: it is not wanted. Its name is a label then. */
    boolean relabel(PageReader page) {
        if (relabelling.isEmpty()) {
            return true;
        }
        LabelSet labels = page.labels();
        for (int at = 0; at < all.length; at += 2) {
            int label = labels.find(all[at], 0, all[at].length);
            if (label >= 0 && !honor) {
                labels.export(label);
            }
            if (label < 0 || !honor) {
                labels.set(all[at], 0, all[at].length, all[at + 1], 0, all[at + 1].length);
            }
        }
        labels.set(NAME, 0, NAME.length, page.page(), page.nameFrom(), page.nameTo());
        return relabelling.apply(labels);
    }

    /** Labels that a sample has besides those of {@link PageReader#labels}. */
    int more() {
        return relabelling.isEmpty() ? own.length / 2 + 3 : 0;
    }

    /** The label that is the name now; -1: the name is as the page has it. */
    int renamed(PageReader page) {
        LabelSet labels = page.labels();
        int name = relabelling.isEmpty() ? -1 : labels.find(NAME, 0, NAME.length);
        return name < 0 || Arrays.equals(labels.bytes(), labels.valueFrom(name),
                labels.valueTo(name), page.page(), page.nameFrom(), page.nameTo()) ? -1 : name;
    }

    /** Whether relabelling has left the sample a name. */
    boolean isNamed(PageReader page) {
        return relabelling.isEmpty() || page.labels().find(NAME, 0, NAME.length) >= 0;
    }

    /** Appends all but the label {@code left}, whose value is {@link #bound} then. */
    void write(LabelSet labels, String left, int field, Buffer out) {
        bound = Double.NaN;
        boolean raw = relabelling.isEmpty();
        for (int at = 0; raw && at < own.length; at += 2) {
            if (!honor || labels.find(all[4 + at], 0, all[4 + at].length) < 0) {
                text(out, field, own[at], own[at + 1]);
            }
        }
        for (int label = 0; label < labels.count(); label++) {
            int from = labels.valueFrom(label);
            int length = labels.valueTo(label) - from;
            if (left != null && labels.isCalled(label, left)) {
                bound = number.parse(labels.bytes(), from, length) ? number.value() : Double.NaN;
            } else if (length > 0 && (raw || isShown(labels, label))) {
                attribute(out, field, labels, label, raw && !honor && isTaken(labels, label));
            }
        }
    }

    /** The job and instance of the target stand in the resource. */
    private boolean isShown(LabelSet labels, int label) {
        return !labels.isInternal(label) && !isOwn(labels, label, 0) && !isOwn(labels, label, 2);
    }

    private boolean isOwn(LabelSet labels, int label, int at) {
        return labels.isCalled(label, RESERVED[at / 2]) && Arrays.equals(labels.bytes(),
                labels.valueFrom(label), labels.valueTo(label), all[at + 1], 0,
                all[at + 1].length);
    }

    private static void attribute(Buffer out, int field, LabelSet labels, int label,
            boolean exported) {
        int attribute = Protobuf.begin(out, field);
        int key = Protobuf.begin(out, 1);
        int from = labels.nameFrom(label);
        out.ascii(exported ? "exported_" : "").put(labels.bytes(), from,
                labels.nameTo(label) - from);
        Protobuf.end(out, key);
        int any = Protobuf.begin(out, 2);
        int value = Protobuf.begin(out, 1);
        int at = labels.valueFrom(label);
        Utf8.copyValid(labels.bytes(), at, labels.valueTo(label) - at, out);
        Protobuf.end(out, value);
        Protobuf.end(out, any);
        Protobuf.end(out, attribute);
    }

    private boolean isTaken(LabelSet labels, int label) {
        byte[] bytes = labels.bytes();
        boolean taken = false;
        for (int at = 0; at < all.length; at += 2) {
            taken |= Arrays.equals(bytes, labels.nameFrom(label), labels.nameTo(label),
                    all[at], 0, all[at].length);
        }
        return taken;
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
