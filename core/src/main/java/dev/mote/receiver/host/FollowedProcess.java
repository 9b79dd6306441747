package dev.mote.receiver.host;

import static dev.mote.bytes.TextCursor.word;

import dev.mote.bytes.TextCursor;
import dev.mote.os.Errno;
import dev.mote.os.FileSystem;
import dev.mote.os.Path;

/**
 * One process that is followed: its open files, what it is called, and its last numbers. A file of
 * /proc/PID stays that process's after its end (and then reads as ESRCH), whoever has its pid then.
 */
final class FollowedProcess {
    /** Indices of {@link #values}; a value below zero is not known. */
    static final int USER_TICKS = 0;
    static final int SYSTEM_TICKS = 1;
    static final int RESIDENT_BYTES = 2;
    static final int VIRTUAL_BYTES = 3;
    static final int READ_BYTES = 4;
    static final int WRITTEN_BYTES = 5;
    static final int THREADS = 6;
    static final int DESCRIPTORS = 7;
    static final int VOLUNTARY_SWITCHES = 8;
    static final int INVOLUNTARY_SWITCHES = 9;
    static final int MINOR_FAULTS = 10;
    static final int MAJOR_FAULTS = 11;
    private static final int VALUES = 12;

    private static final byte[] RESIDENT = word("VmRSS:");
    private static final byte[] VOLUNTARY = word("voluntary_ctxt_switches:");
    private static final byte[] INVOLUNTARY = word("nonvoluntary_ctxt_switches:");
    private static final byte[] USER = word("Uid:");

    /** Longest executable name and command that is kept; what is longer is cut. */
    private static final int TEXT_BYTES_MAX = 64;
    private static final int NONE = -1;
    /** Last value of {@link #ioFile}: not readable by us, which does not change. */
    private static final int REFUSED = -2;

    int pid = NONE;
    int start;
    /** Collections since it was last among the first. */
    int outFor;
    final long[] values = new long[VALUES];
    long startTicks;
    /** Low 32 bits of the CPU ticks at the last regular collection, and its time; 0: none. */
    int baseUserTicks;
    int baseSystemTicks;
    long baseNanos;
    double userUtilization;
    double systemUtilization;
    boolean hasUtilization;
    int userId;
    /** The last {@link ProcessTable#turn} that has found it among the processes. */
    int seenTurn;

    final byte[] name = new byte[TEXT_BYTES_MAX];
    int nameLength;
    private boolean named;
    final byte[] command;
    int commandLength;
    final byte[] owner;
    /** Length of the owner's name; below zero when it has not been looked up. */
    int ownerLength;

    private int statusFile = NONE;
    private int ioFile = NONE;

    FollowedProcess(boolean withCommand, boolean withOwner) {
        command = new byte[withCommand ? TEXT_BYTES_MAX : 0];
        owner = new byte[withOwner ? TEXT_BYTES_MAX : 0];
    }

    boolean isFree() {
        return pid == NONE;
    }

    boolean is(int pid, int start) {
        return this.pid == pid && this.start == start;
    }

    /** Begins to follow, from what the process had used at {@code baseNanos} on. */
    void begin(int pid, int start, long base, long baseNanos) {
        this.pid = pid;
        this.start = start;
        this.baseNanos = baseNanos;
        baseUserTicks = (int) (base >> 32);
        baseSystemTicks = (int) base;
        outFor = 0;
        nameLength = 0;
        named = false;
        commandLength = 0;
        ownerLength = NONE;
        userId = NONE;
    }

    void end(FileSystem system) {
        pid = NONE;
        statusFile = close(system, statusFile);
        ioFile = close(system, ioFile);
    }

    private static int close(FileSystem system, int file) {
        if (file >= 0) {
            system.close(file);
        }
        return NONE;
    }

    /** Takes what stat says of it; {@code content} is what was parsed. */
    void take(ProcessStat stat, byte[] content) {
        startTicks = stat.startTicks;
        values[USER_TICKS] = stat.userTicks;
        values[SYSTEM_TICKS] = stat.systemTicks;
        values[VIRTUAL_BYTES] = stat.virtualBytes;
        values[THREADS] = stat.threads;
        values[MINOR_FAULTS] = stat.minorFaults;
        values[MAJOR_FAULTS] = stat.majorFaults;
        if (nameLength == 0) {
            nameLength = cut(content, stat.nameOffset, stat.nameLength, name);
        }
    }

    /** Reads what stat does not say. */
    void read(HostFiles files, TextCursor cursor) {
        if (!named) {
            named = true;
            readExecutable(files);
        }
        statusFile = open(files, statusFile, "/status");
        int length = readFile(files, statusFile);
        parseStatus(cursor.over(files.content(), 0, Math.max(0, length)), this);
        ioFile = ioFile == REFUSED ? ioFile : open(files, ioFile, "/io");
        length = readFile(files, ioFile);
        parseIo(cursor.over(files.content(), 0, Math.max(0, length)), this);
        if (length < 0 && length != -Errno.EMFILE) {
            close(files.system(), ioFile);
            ioFile = REFUSED;
        }
    }

    private Path path(HostFiles files, String file) {
        return files.path().append("/proc/").append(pid).append(file);
    }

    private int open(HostFiles files, int file, String name) {
        if (file >= 0) {
            return file;
        }
        path(files, name);
        return files.openPath();
    }

    private static int readFile(HostFiles files, int file) {
        byte[] content = files.content();
        return file < 0 ? file : files.system().read(file, 0, content, 0, content.length);
    }

    /** Takes memory, switches and user from /proc/PID/status (proc.rst, table 1-2). */
    static void parseStatus(TextCursor text, FollowedProcess into) {
        into.values[RESIDENT_BYTES] = NONE;
        into.values[VOLUNTARY_SWITCHES] = NONE;
        into.values[INVOLUNTARY_SWITCHES] = NONE;
        do {
            if (text.skip(RESIDENT)) {
                into.values[RESIDENT_BYTES] = number(text) * 1024;
            } else if (text.skip(VOLUNTARY)) {
                into.values[VOLUNTARY_SWITCHES] = number(text);
            } else if (text.skip(INVOLUNTARY)) {
                into.values[INVOLUNTARY_SWITCHES] = number(text);
            } else if (text.skip(USER)) {
                text.skipWord(); // the real one; the second is in effect
                into.userId = (int) number(text);
            }
        } while (text.nextLine());
    }

    /** Takes bytes read from and written to disks from /proc/PID/io (proc.rst, section 3.3). */
    static void parseIo(TextCursor text, FollowedProcess into) {
        into.values[READ_BYTES] = NONE;
        into.values[WRITTEN_BYTES] = NONE;
        do {
            if (text.skip("read_bytes:")) {
                into.values[READ_BYTES] = number(text);
            } else if (text.skip("write_bytes:")) {
                into.values[WRITTEN_BYTES] = number(text);
            }
        } while (text.nextLine());
    }

    private static long number(TextCursor text) {
        return Math.max(NONE, text.number());
    }

    /** The base name of the file it runs, if we may see it; otherwise the name it has in stat. */
    private void readExecutable(HostFiles files) {
        byte[] content = files.content();
        int length = files.system().readLink(path(files, "/exe").bytes(), content);
        int end = Math.max(0, Math.min(length, content.length));
        if (endsWith(content, end, " (deleted)")) {
            end -= " (deleted)".length();
        }
        int from = end;
        while (from > 0 && content[from - 1] != '/') {
            from--;
        }
        if (from < end) {
            nameLength = cut(content, from, end - from, name);
        }
    }

    private static boolean endsWith(byte[] text, int length, String end) {
        int from = length - end.length();
        for (int at = 0; at < end.length(); at++) {
            if (from < 0 || text[from + at] != end.charAt(at)) {
                return false;
            }
        }
        return true;
    }

    static int cut(byte[] from, int offset, int length, byte[] into) {
        int taken = Math.min(length, into.length);
        System.arraycopy(from, offset, into, 0, taken);
        return taken;
    }

    /** Its first argument: /proc/PID/cmdline up to the first zero. */
    void readCommand(HostFiles files) {
        path(files, "/cmdline");
        int length = files.readPath();
        int end = 0;
        while (end < length && files.content()[end] != 0) {
            end++;
        }
        commandLength = cut(files.content(), 0, end, command);
    }

    /** Counts the entries of /proc/PID/fd. */
    void countDescriptors(HostFiles files) {
        values[DESCRIPTORS] = NONE;
        path(files, "/fd");
        int directory = files.openDirectory();
        if (directory < 0) {
            return;
        }
        int count = 0;
        int filled = files.system().list(directory, files.content());
        while (filled > 0) {
            for (int at = 0; at < filled; at++) {
                count += files.content()[at] == 0 ? 1 : 0;
            }
            filled = files.system().list(directory, files.content());
        }
        files.system().close(directory);
        values[DESCRIPTORS] = filled < 0 ? NONE : count;
    }
}
