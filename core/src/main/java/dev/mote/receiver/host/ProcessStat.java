package dev.mote.receiver.host;

import dev.mote.bytes.Ascii;
import dev.mote.bytes.TextCursor;

/**
 * One reading of /proc/PID/stat (proc.rst, table 1-4):
 *
 * <pre>
 *   1   2      3     4    9     10     12     14    15    20      22        23    24
 *   pid (comm) state ppid flags minflt majflt utime stime threads starttime vsize rss
 * </pre>
 *
 * comm may hold anything but a zero, blanks and parentheses too; what follows its last ')' cannot.
 */
final class ProcessStat {
    /** Time in stat is counted in ticks of USER_HZ, which is 100 on every architecture here. */
    static final int TICKS_PER_SECOND = 100;
    static final long NANOS_PER_TICK = 1_000_000_000L / TICKS_PER_SECOND;

    /** PF_KTHREAD of include/linux/sched.h. */
    private static final long KERNEL_THREAD = 0x0020_0000;

    /** fs/proc/array.c, proc_task_name: 64 bytes with the zero, for the names of work queues. */
    private static final int NAME_MAX = 63;

    int nameOffset;
    int nameLength;
    byte state;
    boolean kernelThread;
    long minorFaults;
    long majorFaults;
    long userTicks;
    long systemTicks;
    long threads;
    /** When it began, in ticks after boot: with the pid, what identifies a process. */
    long startTicks;
    long virtualBytes;
    long residentPages;

    /** Parses; false if this is not the content of a stat file, and then nothing may be used. */
    static boolean parse(TextCursor text, ProcessStat into) {
        byte[] bytes = text.bytes();
        int open = text.indexOf('(');
        int close = Math.min(text.limit() - 1, open + NAME_MAX + 1);
        while (close > open && bytes[close] != ')') {
            close--;
        }
        if (close <= open) {
            return false;
        }
        into.nameOffset = open + 1;
        into.nameLength = close - open - 1;
        text.moveTo(close + 1);
        text.skipBlanks();
        into.state = (byte) text.peek();
        into.kernelThread = (text.skipWord().skipWords(5).number() & KERNEL_THREAD) != 0;
        into.minorFaults = text.number();
        into.majorFaults = text.skipWord().number();
        into.userTicks = text.skipWord().number();
        into.systemTicks = text.number();
        into.threads = text.skipWords(4).number();
        into.startTicks = text.skipWord().number();
        into.virtualBytes = text.number();
        into.residentPages = text.number();
        return into.residentPages >= 0 && into.startTicks >= 0 && into.userTicks >= 0
                && into.systemTicks >= 0 && isState(into.state);
    }

    private static boolean isState(byte state) {
        return Ascii.isLetter(state);
    }
}
