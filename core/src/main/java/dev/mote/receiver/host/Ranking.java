package dev.mote.receiver.host;

/**
 * The rows with the largest values, largest first; equal ones in the order in which they came. Each
 * may carry a note.
 */
final class Ranking {
    private final long[] values;
    private final int[] rows;
    private final long[] notes;
    private int size;

    Ranking(int sizeMax) {
        values = new long[sizeMax];
        rows = new int[sizeMax];
        notes = new long[sizeMax];
    }

    void clear() {
        size = 0;
    }

    void offer(int row, long value, long note) {
        if (size == values.length) {
            if (size == 0 || value <= values[size - 1]) {
                return;
            }
            size--;
        }
        int at = size++;
        while (at > 0 && values[at - 1] < value) {
            values[at] = values[at - 1];
            rows[at] = rows[at - 1];
            notes[at] = notes[at - 1];
            at--;
        }
        values[at] = value;
        rows[at] = row;
        notes[at] = note;
    }

    int size() {
        return size;
    }

    int row(int rank) {
        return rows[rank];
    }

    long note(int rank) {
        return notes[rank];
    }
}
