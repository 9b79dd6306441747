package dev.mote.prometheus;

import dev.mote.bytes.Buffer;
import java.util.Arrays;

/** The series of one family that are written already: pieces of the page, by their labels. */
final class SeriesSet {
    private int[] offsets = new int[64];
    private int[] lengths = new int[64];
    private int[] slots = new int[64];
    private int count;
    /** Open addressing: entry + 1. At most half full. */
    private int[] table = new int[128];

    void clear() {
        for (int at = 0; at < count; at++) {
            table[slots[at]] = 0;
        }
        count = 0;
    }

    /** Adds what stands in {@code page[offset .. end)}; false when the same is there already. */
    boolean add(Buffer page, int offset) {
        byte[] bytes = page.bytes();
        int length = page.length() - offset;
        if (count == offsets.length) {
            grow(bytes);
        }
        int slot = slot(bytes, offset, length);
        if (table[slot] != 0) {
            return false;
        }
        offsets[count] = offset;
        lengths[count] = length;
        slots[count] = slot;
        table[slot] = ++count;
        return true;
    }

    private int slot(byte[] bytes, int offset, int length) {
        int slot = Families.hash(bytes, offset, length) & table.length - 1;
        while (table[slot] != 0) {
            int entry = table[slot] - 1;
            if (lengths[entry] == length && Arrays.equals(bytes, offsets[entry],
                    offsets[entry] + length, bytes, offset, offset + length)) {
                return slot;
            }
            slot = slot + 1 & table.length - 1;
        }
        return slot;
    }

    private void grow(byte[] bytes) {
        offsets = Arrays.copyOf(offsets, 2 * count);
        lengths = Arrays.copyOf(lengths, 2 * count);
        slots = Arrays.copyOf(slots, 2 * count);
        table = new int[4 * count];
        for (int entry = 0; entry < count; entry++) {
            slots[entry] = slot(bytes, offsets[entry], lengths[entry]);
            table[slots[entry]] = entry + 1;
        }
    }
}
