package dev.mote.receiver.host;

import dev.mote.bytes.TextCursor;
import dev.mote.os.Clock;
import dev.mote.os.Errno;
import dev.mote.otlp.MetricsWriter;
import dev.mote.semconv.Attribute;
import dev.mote.semconv.Attributes;
import dev.mote.semconv.NetworkMetrics;
import java.util.Arrays;

/**
 * Sockets by transport, TCP also by state. Reads /proc/net/tcp and tcp6
 * (networking/proc_net_tcp.rst) for the states and /proc/net/sockstat and sockstat6 for the totals;
 * UDP sockets have no state, so their total is all there is to say.
 *
 * <p>To print its two tables the kernel walks through all of its hash table, however few sockets
 * there are: 3.5 ms on a host with 24 GB of memory, 0.1 ms on one with 512 MB. So the time it took
 * decides when the tables are read next, and in between the last reading is repeated:
 * {@link #COST_RATIO} keeps it under 0.003 % of one CPU, {@link #AGE_NANOS_MAX} keeps it fresh.
 * With more than {@link #TABLE_CONNECTIONS_MAX} connections only totals are given: all without a
 * state, and {@code time_wait}, which the kernel counts by itself.
 */
public final class ConnectionsCollector implements Collector {
    /** 20,000 lines are 3 MB of text and some 15 ms; those of a busy proxy would stall the loop. */
    private static final int TABLE_CONNECTIONS_MAX = 20_000;
    private static final long COST_RATIO = 40_000;
    private static final long AGE_NANOS_MAX = 120_000_000_000L;
    /** Every line of tcp has 150 bytes, of tcp6 at most this (IPv6 addresses are longer). */
    private static final int RECORD_BYTES_MAX = 200;

    private static final int TIME_WAIT = 6;
    /** A request that is not yet a socket is shown as 3 by kernels before 4.4, as 12 since. */
    private static final int SYN_RECEIVED = 3;
    private static final int NEW_SYN_RECEIVED = 12;
    private static final Attribute.Value[] STATES = NetworkMetrics.tcpStates();
    /** Index of what has no known state. */
    private static final int NO_STATE = 0;

    /** What sockstat says: TCP sockets, TCP connections in time_wait, UDP sockets. */
    static final int TOTAL_TCP = 0;
    static final int TOTAL_TIME_WAIT = 1;
    static final int TOTAL_UDP = 2;

    private enum Source {
        NONE, TABLES, TOTALS
    }

    private final Clock clock;
    private final KeptFile sockstat = KeptFile.network("sockstat", KeptFile.WHOLE);
    private final KeptFile sockstat6 = KeptFile.network("sockstat6", KeptFile.WHOLE);
    private final KeptFile tcp = KeptFile.network("tcp", RECORD_BYTES_MAX);
    private final KeptFile tcp6 = KeptFile.network("tcp6", RECORD_BYTES_MAX);
    private final Lines lines = new Lines();
    private final TextCursor cursor = new TextCursor();
    private final long[] totals = new long[3];
    private final long[] states = new long[STATES.length];
    /** What the numbers in {@link #states} are. */
    private Source source = Source.NONE;
    private long nextTableNanos = Long.MIN_VALUE;

    public ConnectionsCollector(Clock clock) {
        this.clock = clock;
    }

    @Override
    public String name() {
        return "connections";
    }

    @Override
    public int collect(Scrape scrape) {
        int result = readTotals(scrape.files);
        if (result < 0) {
            return result;
        }
        if (totals[TOTAL_TCP] + totals[TOTAL_TIME_WAIT] > TABLE_CONNECTIONS_MAX) {
            source = Source.TOTALS;
            nextTableNanos = Long.MIN_VALUE;
            Arrays.fill(states, 0);
            states[NO_STATE] = totals[TOTAL_TCP];
            states[TIME_WAIT] = totals[TOTAL_TIME_WAIT];
        } else if (scrape.monotonicNanos >= nextTableNanos && !scrape.first) {
            result = readTables(scrape);
            source = result == 0 ? Source.TABLES : Source.NONE;
        }
        write(scrape.out);
        return result;
    }

    private int readTotals(HostFiles files) {
        Arrays.fill(totals, 0);
        int result = readTotals(files, sockstat);
        int result6 = readTotals(files, sockstat6);
        return result6 == -Errno.ENOENT ? result : Math.min(result, result6);
    }

    private int readTotals(HostFiles files, KeptFile file) {
        int length = file.read(files);
        if (length < 0) {
            return length;
        }
        return parseTotals(cursor.over(files.content(), 0, length), totals) ? 0 : -Errno.EBADMSG;
    }

    /** Adds what one sockstat file says; false if it says nothing of the kind. */
    static boolean parseTotals(TextCursor text, long[] totals) {
        boolean found = false;
        do {
            if (text.skip("TCP: inuse ") || text.skip("TCP6: inuse ")) {
                found = true;
                add(totals, TOTAL_TCP, text.number());
                text.skip(" orphan ");
                text.number();
                if (text.skip(" tw ")) {
                    add(totals, TOTAL_TIME_WAIT, text.number());
                }
            } else if (text.skip("UDP: inuse ") || text.skip("UDP6: inuse ")) {
                add(totals, TOTAL_UDP, text.number());
            }
        } while (text.nextLine());
        return found;
    }

    private static void add(long[] totals, int index, long value) {
        totals[index] += value < 0 ? 0 : value;
    }

    private int readTables(Scrape scrape) {
        long beganNanos = clock.monotonicNanos();
        Arrays.fill(states, 0);
        int result = readTable(scrape.files, tcp);
        int result6 = readTable(scrape.files, tcp6);
        long tookNanos = clock.monotonicNanos() - beganNanos;
        nextTableNanos = scrape.monotonicNanos
                + Math.min(AGE_NANOS_MAX, tookNanos * COST_RATIO);
        return result6 == -Errno.ENOENT ? result : Math.min(result, result6);
    }

    private int readTable(HostFiles files, KeptFile table) {
        lines.open(files, table);
        int result = 0;
        lines.next(); // the heading
        while (lines.next()) {
            int state = parse(cursor.over(lines.bytes(), lines.offset(), lines.length()));
            if (state < 0) {
                result = state;
            } else {
                states[state == NEW_SYN_RECEIVED ? SYN_RECEIVED : state]++;
            }
        }
        return Math.min(result, lines.result());
    }

    /**
     * Parses a line of a table, whose fourth word is the state in hexadecimal.
     *
     * @return the kernel's number of the state, 1 to 12, or -EBADMSG
     */
    static int parse(TextCursor line) {
        line.skipWords(3).skipBlanks();
        if (line.wordLength() != 2 || line.peek() != '0') {
            return -Errno.EBADMSG;
        }
        line.skip("0");
        int digit = line.peek();
        int state = digit >= '1' && digit <= '9' ? digit - '0'
                : digit >= 'A' && digit <= 'C' ? digit - 'A' + 10 : -Errno.EBADMSG;
        return state;
    }

    private void write(MetricsWriter out) {
        out.metric(NetworkMetrics.CONNECTIONS);
        out.point().attribute(Attributes.TRANSPORT, NetworkMetrics.UDP).value(totals[TOTAL_UDP]);
        switch (source) {
            case TABLES -> {
                for (int state = 1; state < STATES.length; state++) {
                    writeState(out, state);
                }
            }
            case TOTALS -> {
                writeState(out, TIME_WAIT);
                out.point().attribute(Attributes.TRANSPORT, NetworkMetrics.TCP)
                        .value(states[NO_STATE]);
            }
            case NONE -> { }
        }
    }

    private void writeState(MetricsWriter out, int state) {
        out.point().attribute(Attributes.TRANSPORT, NetworkMetrics.TCP)
                .attribute(Attributes.CONNECTION_STATE, STATES[state]).value(states[state]);
    }
}
