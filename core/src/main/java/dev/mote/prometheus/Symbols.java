package dev.mote.prometheus;

import dev.mote.bytes.Buffer;
import java.util.Arrays;

/** A table of different texts, numbered in the order in which they came; number 0 is empty. */
public final class Symbols {
    private final Buffer text = new Buffer(1024);
    private final Buffer own = new Buffer(16);
    private int[] starts = new int[128];
    private int count;
    /** Open addressing: number + 1 at the hash of the text. At most half full. */
    private int[] table = new int[256];

    public Symbols() {
        clear();
    }

    public void clear() {
        text.clear();
        Arrays.fill(table, 0);
        count = 0;
        of(text.bytes(), 0, 0);
    }

    /** The number of a text in ASCII. */
    int of(String ascii) {
        own.clear().ascii(ascii);
        return of(own.bytes(), 0, own.length());
    }

    public int of(byte[] bytes, int offset, int length) {
        int slot = slot(bytes, offset, length);
        if (table[slot] != 0) {
            return table[slot] - 1;
        }
        if (count + 2 > starts.length) {
            starts = Arrays.copyOf(starts, 2 * starts.length);
        }
        starts[count] = text.length();
        text.put(bytes, offset, length);
        count++;
        starts[count] = text.length();
        table[slot] = count;
        if (2 * count > table.length) {
            grow();
        }
        return count - 1;
    }

    private void grow() {
        table = new int[2 * table.length];
        for (int number = 0; number < count; number++) {
            table[slot(text.bytes(), starts[number], length(number))] = number + 1;
        }
    }

    private int slot(byte[] bytes, int offset, int length) {
        int slot = Families.hash(bytes, offset, length) & table.length - 1;
        while (table[slot] != 0) {
            int number = table[slot] - 1;
            if (length(number) == length && Arrays.equals(text.bytes(), starts[number],
                    starts[number] + length, bytes, offset, offset + length)) {
                return slot;
            }
            slot = slot + 1 & table.length - 1;
        }
        return slot;
    }

    int count() {
        return count;
    }

    public byte[] bytes() {
        return text.bytes();
    }

    public int offset(int number) {
        return starts[number];
    }

    public int length(int number) {
        return starts[number + 1] - starts[number];
    }
}
