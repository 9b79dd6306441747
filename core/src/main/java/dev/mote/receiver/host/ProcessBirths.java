package dev.mote.receiver.host;

import dev.mote.bytes.TextCursor;

/**
 * Which processes may have begun since /proc was listed, from three numbers of the kernel's:
 * threads begun since the boot, threads there are, and the pid that was given last.
 *
 * <p>The kernel counts a thread as begun when it can be listed, and as ended when it no longer can
 * be (total_forks and nr_threads, kernel/fork.c and exit.c), for all namespaces together. It gives
 * pids in ascending order, one at least to each thread, until it begins anew at the lowest free one
 * (kernel/pid.c). So when the last pid has grown by no less than threads began, those that began
 * have the pids in between. It has not where pids began anew, where others began in other
 * namespaces or where someone chose a pid (clone3(2), set_tid): then all are listed.
 */
final class ProcessBirths {
    static final int NONE = 0;
    /** None but those with a pid above {@link #lastPid}. */
    static final int ABOVE = 1;
    static final int ANY = 2;

    /** A thread has its pid some microseconds before it can be listed: so many may be between. */
    private static final int UNDER_WAY_MAX = 64;

    private long begun;
    private long threads;
    private long newest;
    private long newestListed;

    /** Looks at the numbers as they are now; at least {@code processes} are known. */
    int look(Scrape scrape, int processes) {
        long begunBefore = begun;
        long newestBefore = newest;
        begun = Math.max(0, ProcessesCollector.parse(scrape.stat.text(), "processes "));
        TextCursor load = scrape.load.text().skipWords(3);
        long running = load.number();
        threads = running >= 0 && load.skip("/") ? load.number() : 0;
        newest = load.number();
        newestListed = newestBefore;
        // Emulations of /proc make these numbers up.
        if (begun <= 0 || threads <= 0 || threads < processes) {
            return ANY;
        }
        return begun == begunBefore ? NONE
                : newestBefore > 0 && newest - newestBefore >= begun - begunBefore ? ABOVE : ANY;
    }

    /** Up to here all that could not be listed the last time has begun since and ended. */
    int lastPid() {
        return (int) Math.max(0, newestListed - UNDER_WAY_MAX);
    }

    /** How many threads there were, of all processes together, when this was looked at. */
    long threads() {
        return threads;
    }
}
