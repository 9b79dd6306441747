package dev.mote.prometheus;

import dev.mote.bytes.Buffer;
import java.util.Arrays;

/**
 * The labels of one series: names made valid, sorted, values escaped. Attributes whose names become
 * the same share one label, their values joined by ';' in the order of the original names.
 */
public final class Labels {
    /** OpenTelemetry's default limit of attributes; what is beyond is left out. */
    private static final int LABELS_MAX = 128;

    /** For each label: name, original name and value, each as start and end in {@link #text}. */
    private static final int NAME = 0;
    private static final int ORIGINAL = 1;
    private static final int VALUE = 2;
    private static final int END = 3;

    private final Buffer text = new Buffer(256);
    private final Buffer own = new Buffer(16);
    private int[][] labels = new int[0][];
    private int count;

    public Labels clear() {
        text.clear();
        count = 0;
        return this;
    }

    /** Adds a label whose value the caller then writes to the returned buffer, as it is. */
    public Buffer add(byte[] key, int offset, int length) {
        if (count == LABELS_MAX) {
            count--;
        }
        endLast();
        if (count == labels.length) {
            labels = Arrays.copyOf(labels, Math.max(8, 2 * count));
            for (int at = count; at < labels.length; at++) {
                labels[at] = new int[END + 1];
            }
        }
        int[] label = labels[count++];
        label[NAME] = text.length();
        Names.label(text, key, offset, length);
        label[ORIGINAL] = text.length();
        text.put(key, offset, length);
        label[VALUE] = text.length();
        return text;
    }

    /** Appends the name that a key becomes as a label: letters, digits, underscores. */
    public static void name(Buffer out, byte[] key, int offset, int length) {
        Names.label(out, key, offset, length);
    }

    /** Adds a label with a name of Prometheus's own, as {@link #add} does. */
    public Buffer add(String name) {
        own.clear().ascii(name);
        return add(own.bytes(), 0, own.length());
    }

    /**
     * Sorts the labels and joins those of the same name; after that they can be looked at one by
     * one, and none can be added.
     */
    Labels sorted() {
        endLast();
        sort();
        int kept = 0;
        for (int at = 0; at < count; at++) {
            if (kept > 0 && compare(labels[kept - 1], NAME, labels[at], NAME) == 0) {
                join(labels[kept - 1], labels[at]);
            } else {
                int[] label = labels[at];
                labels[at] = labels[kept];
                labels[kept++] = label;
            }
        }
        count = kept;
        return this;
    }

    private void join(int[] first, int[] second) {
        int from = text.length();
        text.put(text.bytes(), first[VALUE], first[END] - first[VALUE]).put(';')
                .put(text.bytes(), second[VALUE], second[END] - second[VALUE]);
        first[VALUE] = from;
        first[END] = text.length();
    }

    /** Whether a label is there, before they are sorted. */
    boolean has(String name) {
        for (int label = 0; label < count; label++) {
            boolean same = nameLength(label) == name.length();
            for (int at = 0; same && at < name.length(); at++) {
                same = text.bytes()[nameOffset(label) + at] == name.charAt(at);
            }
            if (same) {
                return true;
            }
        }
        return false;
    }

    int count() {
        return count;
    }

    /** Whether a label's name comes behind {@code name} in the order of bytes. */
    boolean isAfter(int label, String name) {
        int length = nameLength(label);
        for (int at = 0; at < Math.min(length, name.length()); at++) {
            int difference = text.bytes()[nameOffset(label) + at] - name.charAt(at);
            if (difference != 0) {
                return difference > 0;
            }
        }
        return length > name.length();
    }

    /** Where the names and values are. */
    byte[] bytes() {
        return text.bytes();
    }

    int nameOffset(int label) {
        return labels[label][NAME];
    }

    int nameLength(int label) {
        return labels[label][ORIGINAL] - labels[label][NAME];
    }

    int valueOffset(int label) {
        return labels[label][VALUE];
    }

    int valueLength(int label) {
        return labels[label][END] - labels[label][VALUE];
    }

    private void endLast() {
        if (count > 0) {
            labels[count - 1][END] = text.length();
        }
    }

    /** Appends {@code {name="value",…}}, or nothing when there are none. */
    public void append(Buffer out) {
        endLast();
        sort();
        for (int at = 0; at < count; at++) {
            int[] label = labels[at];
            boolean same = at > 0 && compare(labels[at - 1], NAME, label, NAME) == 0;
            if (same) {
                out.setLength(out.length() - 1).put(';');
            } else {
                out.put(at == 0 ? '{' : ',');
                out.put(text.bytes(), label[NAME], label[ORIGINAL] - label[NAME]).put('=').put('"');
            }
            escape(out, text.bytes(), label[VALUE], label[END], true);
            out.put('"');
        }
        if (count > 0) {
            out.put('}');
        }
    }

    /** By insertion: there are few, and mostly in order. */
    private void sort() {
        for (int at = 1; at < count; at++) {
            int[] label = labels[at];
            int to = at;
            while (to > 0 && isAfter(labels[to - 1], label)) {
                labels[to] = labels[to - 1];
                to--;
            }
            labels[to] = label;
        }
    }

    private boolean isAfter(int[] a, int[] b) {
        int names = compare(a, NAME, b, NAME);
        return names > 0 || names == 0 && compare(a, ORIGINAL, b, ORIGINAL) > 0;
    }

    private int compare(int[] a, int partOfA, int[] b, int partOfB) {
        return Arrays.compareUnsigned(text.bytes(), a[partOfA], a[partOfA + 1],
                text.bytes(), b[partOfB], b[partOfB + 1]);
    }

    /** Appends text with backslash, line end and, if asked, quotation mark escaped. */
    static void escape(Buffer out, byte[] text, int from, int to, boolean quotes) {
        int start = from;
        for (int at = from; at < to; at++) {
            int value = text[at];
            if (value == '\\' || value == '\n' || quotes && value == '"') {
                out.put(text, start, at - start).put('\\').put(value == '\n' ? 'n' : value);
                start = at + 1;
            }
        }
        out.put(text, start, to - start);
    }
}
