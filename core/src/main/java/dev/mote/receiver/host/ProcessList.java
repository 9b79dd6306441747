package dev.mote.receiver.host;

import dev.mote.os.Errno;
import java.util.Arrays;

/** The process ids that a listing of /proc gave, ascending. */
final class ProcessList {
    /**
     * Bounds the memory to 0.8 MB: the highest pid that Linux gives by default on hosts with up to
     * 32 CPUs. A host with more processes is told about, see {@link #read}.
     */
    static final int PROCESSES_MAX = 32_768;

    private int[] pids = new int[128];
    private int size;

    /** Lists /proc; returns 0, -EFBIG when not all found room, or another negative error code. */
    int read(HostFiles files) {
        size = 0;
        files.path().append("/proc");
        int directory = files.openDirectory();
        if (directory < 0) {
            return directory;
        }
        int result = 0;
        int filled = 1;
        while (filled > 0 && result == 0) {
            filled = files.system().list(directory, files.content());
            result = filled < 0 ? filled : take(files.content(), filled);
        }
        files.system().close(directory);
        sort();
        return result;
    }

    private int take(byte[] entries, int filled) {
        int at = 0;
        while (at < filled) {
            int name = at + 1;
            int pid = 0;
            at = name;
            while (at < filled && entries[at] >= '0' && entries[at] <= '9' && at - name < 9) {
                pid = pid * 10 + entries[at++] - '0';
            }
            boolean whole = at > name && at < filled && entries[at] == 0;
            while (at < filled && entries[at] != 0) {
                at++;
            }
            at++;
            if (whole && !add(pid)) {
                return -Errno.EFBIG;
            }
        }
        return 0;
    }

    private boolean add(int pid) {
        if (size == PROCESSES_MAX) {
            return false;
        }
        if (size == pids.length) {
            pids = Arrays.copyOf(pids, pids.length + pids.length / 2);
        }
        pids[size++] = pid;
        return true;
    }

    /** Linux lists ascending and then this only looks; other file systems may not. */
    private void sort() {
        for (int gap = size / 2; gap > 0 && !isSorted(); gap /= 2) {
            for (int from = gap; from < size; from++) {
                int pid = pids[from];
                int at = from;
                while (at >= gap && pids[at - gap] > pid) {
                    pids[at] = pids[at - gap];
                    at -= gap;
                }
                pids[at] = pid;
            }
        }
    }

    private boolean isSorted() {
        for (int at = 1; at < size; at++) {
            if (pids[at - 1] > pids[at]) {
                return false;
            }
        }
        return true;
    }

    int size() {
        return size;
    }

    int get(int index) {
        return pids[index];
    }
}
