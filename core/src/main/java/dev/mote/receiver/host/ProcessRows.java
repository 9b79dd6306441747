package dev.mote.receiver.host;

import java.util.Arrays;

/**
 * What is kept of every process between two collections: 20 bytes each, in columns, so that 3,000
 * processes cost 60 kB. Rows stand in the order of their pids, like the listing of /proc, and are
 * brought up to date by walking through both at once.
 */
final class ProcessRows {
    private static final int ROWS_AT_START = 128;
    /** In {@link #file}. */
    static final byte NO_FILE = 0;
    static final byte KERNEL_THREAD = -1;
    /** And not to be there at the next update. */
    static final byte ENDED = -2;

    int[] pid = new int[ROWS_AT_START];
    /** Low 32 bits of {@link ProcessStat#startTicks}. */
    int[] start = new int[ROWS_AT_START];
    /** Low 32 bits of the CPU ticks at the last regular collection. */
    int[] userTicks = new int[ROWS_AT_START];
    int[] systemTicks = new int[ROWS_AT_START];
    /** The most CPU ticks of one interval, cooling down by a quarter each collection. */
    char[] heat = new char[ROWS_AT_START];
    /** Letter of the state as last read, 0 if never. */
    byte[] state = new byte[ROWS_AT_START];
    /** Slot of the stat file that is held open, plus one, or one of the above. */
    byte[] file = new byte[ROWS_AT_START];
    private int size;

    /** Told of each row that goes. */
    interface Listener {
        void gone(int row);
    }

    int size() {
        return size;
    }

    /** Brings the rows in line with the listing; new ones are all zero but for their pid. */
    void update(ProcessList listed, Listener listener) {
        int to = common(listed);
        if (to == size && to == listed.size()) {
            return;
        }
        int from = openGap(to);
        for (int at = to; at < listed.size(); at++) {
            int next = listed.get(at);
            while (from < pid.length && pid[from] < next) {
                listener.gone(from++);
            }
            if (from < pid.length && pid[from] == next) {
                move(from++, to++);
            } else {
                from = to == from ? grow(from) : from;
                clear(to);
                pid[to++] = next;
            }
        }
        while (from < pid.length) {
            listener.gone(from++);
        }
        size = to;
    }

    /** How many rows at the start are what the listing starts with. */
    private int common(ProcessList listed) {
        int count = Math.min(size, listed.size());
        int at = 0;
        while (at < count && pid[at] == listed.get(at)) {
            at++;
        }
        return at;
    }

    /** Moves the rows from {@code first} on to the end of the columns, to make room in between. */
    private int openGap(int first) {
        int count = size - first;
        int to = pid.length - count;
        shift(first, to, count);
        return to;
    }

    private void shift(int from, int to, int count) {
        System.arraycopy(pid, from, pid, to, count);
        System.arraycopy(start, from, start, to, count);
        System.arraycopy(userTicks, from, userTicks, to, count);
        System.arraycopy(systemTicks, from, systemTicks, to, count);
        System.arraycopy(heat, from, heat, to, count);
        System.arraycopy(state, from, state, to, count);
        System.arraycopy(file, from, file, to, count);
    }

    private void move(int from, int to) {
        pid[to] = pid[from];
        start[to] = start[from];
        userTicks[to] = userTicks[from];
        systemTicks[to] = systemTicks[from];
        heat[to] = heat[from];
        state[to] = state[from];
        file[to] = file[from];
    }

    private void clear(int row) {
        start[row] = 0;
        userTicks[row] = 0;
        systemTicks[row] = 0;
        heat[row] = 0;
        state[row] = 0;
        file[row] = 0;
    }

    /** Makes the columns longer, with the gap in front of what was at {@code from}. */
    private int grow(int from) {
        int count = pid.length - from;
        int length = pid.length + pid.length / 2;
        pid = Arrays.copyOf(pid, length);
        start = Arrays.copyOf(start, length);
        userTicks = Arrays.copyOf(userTicks, length);
        systemTicks = Arrays.copyOf(systemTicks, length);
        heat = Arrays.copyOf(heat, length);
        state = Arrays.copyOf(state, length);
        file = Arrays.copyOf(file, length);
        shift(from, length - count, count);
        return length - count;
    }
}
