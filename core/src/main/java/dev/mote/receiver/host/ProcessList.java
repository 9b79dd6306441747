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

    /**
     * Where process 0 would stand in the kernel's counting of /proc's entries: behind 256 places
     * for what is no process, and two links to the reader itself (TGID_OFFSET, fs/proc/base.c).
     * Nobody promises that, so it is tried before it is used.
     */
    private static final int OFFSET_OF_PIDS = 256 + 2;

    private int[] pids = new int[128];
    private int size;
    /** Whether the listing of this /proc can begin at a process. */
    private boolean seeks;

    boolean seeks() {
        return seeks;
    }

    /** Lists /proc; returns 0, -EFBIG when not all found room, or another negative error code. */
    int read(HostFiles files) {
        size = 0;
        return list(files, 0);
    }

    /** The same where all up to the pid {@code known} are in {@code rows} or have ended. */
    int readBehind(int known, ProcessRows rows, HostFiles files) {
        keep(rows, known);
        return list(files, known + 1);
    }

    /** Takes those of {@code rows} that are there still, up to the pid {@code last}. */
    void keep(ProcessRows rows, int last) {
        size = 0;
        for (int row = 0; row < rows.size() && rows.pid[row] <= last; row++) {
            if (rows.file[row] != ProcessRows.ENDED) {
                add(rows.pid[row]);
            }
        }
    }

    private int list(HostFiles files, int first) {
        files.path().append("/proc");
        int directory = files.openDirectory();
        if (directory < 0) {
            return directory;
        }
        int result = first == 0 ? 0 : files.system().seek(directory, OFFSET_OF_PIDS + first);
        int filled = 1;
        while (filled > 0 && result == 0) {
            filled = files.system().list(directory, files.content());
            result = filled < 0 ? filled : take(files.content(), filled);
        }
        if (!seeks && result == 0 && size > 0) {
            seeks = findsLast(files, directory);
        }
        files.system().close(directory);
        sort();
        return result;
    }

    /** Whether a listing that begins at the last process does begin with it. */
    private boolean findsLast(HostFiles files, int directory) {
        int last = pids[size - 1];
        int all = size;
        int filled = files.system().seek(directory, OFFSET_OF_PIDS + last) < 0 ? 0
                : files.system().list(directory, files.content());
        if (filled > 0) {
            take(files.content(), filled);
        }
        boolean found = size > all && pids[all] == last;
        size = all;
        return found;
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
