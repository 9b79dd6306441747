package dev.mote.receiver.host;

import dev.mote.bytes.TextCursor;
import dev.mote.os.Errno;
import dev.mote.os.FileSystem;
import java.util.Arrays;

/**
 * All processes, read once a collection for all who ask: how many are in which state, and which use
 * the most CPU time and memory.
 *
 * <p>What a collection costs is the listing, 2 µs a process, and the readings of /proc/PID/stat,
 * 3 µs each from a file that is held open and 7 µs otherwise. So {@link #FILES_MAX} files stay
 * open, those of the processes that were there first, and a kernel thread that sleeps is looked at
 * in every {@link #KERNEL_THREAD_TURNS}th collection only: it stays one as long as it is there, and
 * counts as sleeping in between. And of /proc only those are listed that may have begun, as {@link
 * ProcessBirths} says. Who ended shows that when it is read; a kernel thread that is not read shows
 * it by the number of threads.
 */
final class ProcessTable implements ProcessRows.Listener, HostFiles.Holder {
    /** An open file of /proc costs the kernel some 5 kB, so these cost less than Mote itself. */
    private static final int FILES_MAX = 64;
    private static final int KERNEL_THREAD_TURNS = 16;
    /**
     * Listed at least this often: where a mount option hides the processes of others, one may come
     * into view by changing its user.
     */
    private static final int LISTING_TURNS = 30;
    private static final int STATES = 128;

    private final ProcessList listed = new ProcessList();
    private final ProcessRows rows = new ProcessRows();
    private final ProcessBirths births = new ProcessBirths();
    private final ProcessStat stat = new ProcessStat();
    private final TextCursor cursor = new TextCursor();
    private final int[] files = new int[FILES_MAX];
    private int filesOpen;
    private int filesMax = FILES_MAX;
    private final int[] counts = new int[STATES];
    private final Ranking byCpu;
    private final Ranking byMemory;
    private FileSystem system;
    private long readNanos = Long.MIN_VALUE;
    private long regularNanos;
    private long baseNanos;
    private final Observer observer;
    private int turn;
    private int result;
    private int listedTurn;
    private int begun;
    private boolean anyEnded;
    /** Threads of those that were read; of sleeping kernel threads one each. */
    private long threads;
    private boolean allRead;

    /** Told what is read of every process that is no kernel thread. */
    interface Observer {
        /** {@code stat} is valid during the call, {@code content} is what it was parsed from. */
        void found(int pid, ProcessStat stat, byte[] content);
    }

    /** @param ranks how many of the largest are wanted by CPU time, and as many by memory */
    ProcessTable(int ranks, Observer observer) {
        this.observer = observer;
        byCpu = new Ranking(ranks);
        byMemory = new Ranking(ranks);
        Arrays.fill(files, -1);
    }

    /** Reads all processes, unless that was done for this collection. */
    int refresh(Scrape scrape) {
        if (scrape.monotonicNanos != readNanos) {
            boolean first = rows.size() == 0;
            readNanos = scrape.monotonicNanos;
            if (scrape.regular) {
                baseNanos = regularNanos;
                regularNanos = readNanos;
            }
            system = scrape.files.system();
            scrape.files.heldBy(this);
            turn++;
            find(scrape);
            if (result == 0 || result == -Errno.EFBIG) {
                readRows(scrape, first);
                if (isDoubtful() && findMissing(scrape.files)) {
                    rows.update(listed, this);
                    readRows(scrape, first);
                }
            }
        }
        return result;
    }

    /** Brings the rows in line with the processes that there may be. */
    private void find(Scrape scrape) {
        begun = births.look(scrape, rows.size());
        if (begun == ProcessBirths.ANY || begun == ProcessBirths.ABOVE && !listed.seeks()
                || result != 0 || turn - listedTurn >= LISTING_TURNS) {
            result = listed.read(scrape.files);
            listedTurn = turn;
        } else if (begun == ProcessBirths.ABOVE) {
            result = listed.readBehind(births.lastPid(), rows, scrape.files);
        } else if (anyEnded) {
            listed.keep(rows, Integer.MAX_VALUE);
        } else {
            return;
        }
        anyEnded = false;
        if (result == 0 || result == -Errno.EFBIG) {
            rows.update(listed, this);
        }
    }

    private void readRows(Scrape scrape, boolean first) {
        Arrays.fill(counts, 0);
        byCpu.clear();
        byMemory.clear();
        threads = 0;
        allRead = true;
        for (int row = 0; row < rows.size(); row++) {
            if (isQuiet(row)) {
                allRead = false;
                threads++;
            } else {
                readRow(scrape, row, first);
            }
            counts[rows.state[row]]++;
        }
    }

    /**
     * Whether, not all having been listed, threads are missing or left over: some kernel thread
     * that was not read has ended, or somebody has a pid that nobody expected.
     */
    private boolean isDoubtful() {
        return listedTurn != turn && !(allRead && begun == ProcessBirths.NONE)
                && threads != births.threads();
    }

    /** Lists all; ends the rows that are not there, and says whether there is one without a row. */
    private boolean findMissing(HostFiles files) {
        if (listed.read(files) != 0) {
            return false;
        }
        listedTurn = turn;
        boolean found = false;
        int row = 0;
        for (int next = 0; next < listed.size(); next++) {
            int pid = listed.get(next);
            while (row < rows.size() && rows.pid[row] < pid) {
                endMissing(row++);
            }
            boolean known = row < rows.size() && rows.pid[row] == pid;
            found |= !known;
            row += known ? 1 : 0;
        }
        while (row < rows.size()) {
            endMissing(row++);
        }
        return found;
    }

    private void endMissing(int row) {
        counts[rows.state[row]]--;
        end(row);
        counts[0]++;
    }

    private void end(int row) {
        release(row);
        rows.state[row] = 0;
        rows.file[row] = ProcessRows.ENDED;
        anyEnded = true;
    }

    private boolean isQuiet(int row) {
        return rows.file[row] == ProcessRows.KERNEL_THREAD
                && (rows.state[row] == 'I' || rows.state[row] == 'S')
                && (rows.pid[row] + turn) % KERNEL_THREAD_TURNS != 0;
    }

    private void readRow(Scrape scrape, int row, boolean first) {
        int each = read(scrape.files, row);
        if (each < 0) {
            rows.state[row] = 0;
            if (each == -Errno.ENOENT || each == -Errno.ESRCH) {
                end(row);
            } else {
                result = Math.min(result, each);
            }
            return;
        }
        if (rows.state[row] == 0 || rows.start[row] != (int) stat.startTicks) {
            begin(row, first);
        }
        rows.state[row] = stat.state;
        threads += stat.threads;
        if (stat.kernelThread) {
            release(row);
            rows.file[row] = ProcessRows.KERNEL_THREAD;
        } else if (scrape.regular) {
            rank(row);
        }
    }

    /** Reads a row's stat and shows it; returns 0 or a negative error code. */
    int read(HostFiles files, int row) {
        int length = readStat(files, row);
        if (length <= 0) {
            return length < 0 ? length : -Errno.ESRCH;
        }
        if (!ProcessStat.parse(cursor.over(files.content(), 0, length), stat)) {
            return -Errno.EBADMSG;
        }
        if (!stat.kernelThread) {
            observer.found(rows.pid[row], stat, files.content());
        }
        return 0;
    }

    private void begin(int row, boolean first) {
        release(row);
        rows.start[row] = (int) stat.startTicks;
        // What was not there at the last collection used all of its CPU time since then.
        rows.userTicks[row] = first ? (int) stat.userTicks : 0;
        rows.systemTicks[row] = first ? (int) stat.systemTicks : 0;
        rows.heat[row] = 0;
    }

    private void rank(int row) {
        long base = (long) rows.userTicks[row] << 32 | rows.systemTicks[row] & 0xFFFF_FFFFL;
        int used = Math.max(0, (int) (stat.userTicks + stat.systemTicks)
                - rows.userTicks[row] - rows.systemTicks[row]);
        int heat = rows.heat[row];
        heat = Math.max(0, heat - heat / 4 - 1);
        rows.heat[row] = (char) Math.min(Character.MAX_VALUE, Math.max(heat, used));
        rows.userTicks[row] = (int) stat.userTicks;
        rows.systemTicks[row] = (int) stat.systemTicks;
        if (rows.heat[row] > 0) {
            byCpu.offer(row, rows.heat[row], base);
        }
        if (stat.residentPages > 0) {
            byMemory.offer(row, stat.residentPages, base);
        }
    }

    private int readStat(HostFiles hostFiles, int row) {
        byte[] content = hostFiles.content();
        if (rows.file[row] > ProcessRows.NO_FILE) {
            int length = system.read(files[rows.file[row] - 1], 0, content, 0, content.length);
            if (length > 0) {
                return length;
            }
            release(row); // ended; its number may belong to another by now
        }
        hostFiles.path().append("/proc/").append(rows.pid[row]).append("/stat");
        int file = hostFiles.openPath();
        if (file < 0) {
            return file;
        }
        int length = system.read(file, 0, content, 0, content.length);
        keepOrClose(row, file, length);
        return length;
    }

    /** Holds the file of a process open that was there before: those that just began end soon. */
    private void keepOrClose(int row, int file, int length) {
        if (length <= 0 || rows.state[row] == 0 || rows.file[row] == ProcessRows.KERNEL_THREAD
                || filesOpen >= filesMax) {
            system.close(file);
            return;
        }
        int slot = 0;
        while (files[slot] >= 0) {
            slot++;
        }
        files[slot] = file;
        filesOpen++;
        rows.file[row] = (byte) (slot + 1);
    }

    @Override
    public void gone(int row) {
        release(row);
    }

    /** Half as many must do from now on, so that there is room for who else opens files. */
    @Override
    public boolean giveUp() {
        boolean any = filesOpen > 0;
        filesMax /= 2;
        for (int row = 0; row < rows.size(); row++) {
            if (rows.file[row] > ProcessRows.NO_FILE) {
                release(row);
            }
        }
        return any;
    }

    private void release(int row) {
        int slot = rows.file[row] - 1;
        if (slot >= 0) {
            system.close(files[slot]);
            files[slot] = -1;
            filesOpen--;
        }
        rows.file[row] = ProcessRows.NO_FILE;
    }

    /** How many processes were read; those that ended while this went on do not count. */
    int size() {
        return rows.size() - counts[0];
    }

    /** How many processes are in the state that stat calls {@code letter}. */
    int count(int letter) {
        return counts[letter];
    }

    /** Counts the readings. */
    int turn() {
        return turn;
    }

    /** When the regular collection before this one took place, monotonic; 0: there was none. */
    long baseNanos() {
        return baseNanos;
    }

    /**
     * The first by CPU time. The note of each is what it had used at {@link #baseNanos}: user ticks
     * in the upper 32 bits, system ticks in the lower ones.
     */
    Ranking byCpu() {
        return byCpu;
    }

    /** The first by memory, noted as in {@link #byCpu}. */
    Ranking byMemory() {
        return byMemory;
    }

    int pid(int row) {
        return rows.pid[row];
    }

    int start(int row) {
        return rows.start[row];
    }
}
