package dev.mote.receiver.host;

/** The rows with the largest values, largest first; equal ones in the order in which they came. */
final class Ranking {
    private final long[] values;
    private final int[] rows;
    private int size;

    Ranking(int sizeMax) {
        values = new long[sizeMax];
        rows = new int[sizeMax];
    }

    void clear() {
        size = 0;
    }

    void offer(int row, long value) {
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
            at--;
        }
        values[at] = value;
        rows[at] = row;
    }

    int size() {
        return size;
    }

    int row(int rank) {
        return rows[rank];
    }
}
