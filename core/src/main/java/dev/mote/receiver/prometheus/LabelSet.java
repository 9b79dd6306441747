package dev.mote.receiver.prometheus;

import dev.mote.bytes.Buffer;
import java.util.Arrays;

/**
 * Labels of a series or target. One with an empty value is none, as for Prometheus. Texts are only
 * appended, so that what is read from here may be put back here.
 *
 * <pre>
 *   text     … name value … value …
 *   places   of each label: its name from, to, its value from, to
 * </pre>
 */
final class LabelSet {
    private final Buffer text = new Buffer(256);
    private int[] places = new int[32];
    private int count;

    void clear() {
        text.clear();
        count = 0;
    }

    int count() {
        return count;
    }

    byte[] bytes() {
        return text.bytes();
    }

    int nameFrom(int label) {
        return places[4 * label];
    }

    int nameTo(int label) {
        return places[4 * label + 1];
    }

    int valueFrom(int label) {
        return places[4 * label + 2];
    }

    int valueTo(int label) {
        return places[4 * label + 3];
    }

    boolean isEmpty(int label) {
        return valueFrom(label) == valueTo(label);
    }

    /** Appends the name of one more label; its value goes to the buffer that is returned. */
    Buffer add(byte[] bytes, int from, int to) {
        if (4 * count == places.length) {
            places = Arrays.copyOf(places, 2 * places.length);
        }
        places[4 * count] = text.length();
        text.put(bytes, from, to - from);
        endName();
        return text;
    }

    private void endName() {
        places[4 * count + 1] = text.length();
        places[4 * count + 2] = text.length();
        count++;
        endValue();
    }

    /** The value of the last label has come. */
    void endValue() {
        places[4 * count - 1] = text.length();
    }

    /** The label of this name; -1: there is none. */
    int find(byte[] bytes, int from, int to) {
        for (int label = 0; label < count; label++) {
            if (!isEmpty(label) && Arrays.equals(text.bytes(), nameFrom(label), nameTo(label),
                    bytes, from, to)) {
                return label;
            }
        }
        return -1;
    }

    /** The label of this name, in ASCII; -1: there is none. */
    int find(String name) {
        for (int label = 0; label < count; label++) {
            if (!isEmpty(label) && isCalled(label, name)) {
                return label;
            }
        }
        return -1;
    }

    boolean isCalled(int label, String name) {
        int from = nameFrom(label);
        boolean same = nameTo(label) - from == name.length();
        for (int at = 0; same && at < name.length(); at++) {
            same = text.bytes()[from + at] == name.charAt(at);
        }
        return same;
    }

    /** Whether it is for relabelling alone: it begins with two underscores. */
    boolean isInternal(int label) {
        int from = nameFrom(label);
        return nameTo(label) - from >= 2 && text.bytes()[from] == '_'
                && text.bytes()[from + 1] == '_';
    }

    void set(byte[] name, int nameFrom, int nameTo, byte[] value, int from, int to) {
        int label = find(name, nameFrom, nameTo);
        if (label < 0) {
            add(name, nameFrom, nameTo).put(value, from, to - from);
            endValue();
        } else {
            places[4 * label + 2] = text.length();
            text.put(value, from, to - from);
            places[4 * label + 3] = text.length();
        }
    }

    void remove(int label) {
        places[4 * label + 3] = valueFrom(label);
    }

    /** As {@code exported_…} a label of a page does not hide one of its target. */
    void export(int label) {
        int from = text.length();
        text.ascii("exported_").put(text.bytes(), nameFrom(label),
                nameTo(label) - nameFrom(label));
        places[4 * label] = from;
        places[4 * label + 1] = text.length();
    }

    void set(String name, String value) {
        Buffer key = new Buffer(name.length()).utf8(name);
        Buffer bytes = new Buffer(value.length()).utf8(value);
        set(key.bytes(), 0, key.length(), bytes.bytes(), 0, bytes.length());
    }

    /** The value of a label, {@code ""} when there is none. */
    String get(String name) {
        int label = find(name);
        return label < 0 ? "" : value(label);
    }

    String name(int label) {
        return text(nameFrom(label), nameTo(label));
    }

    String value(int label) {
        return text(valueFrom(label), valueTo(label));
    }

    private String text(int from, int to) {
        return new Buffer(to - from).put(text.bytes(), from, to - from).asUtf8();
    }
}
