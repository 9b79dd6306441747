package dev.mote.receiver.host;

import static dev.mote.bytes.TextCursor.word;

import dev.mote.bytes.TextCursor;
import dev.mote.os.Errno;
import dev.mote.otlp.MetricsWriter;
import dev.mote.semconv.Attribute;
import dev.mote.semconv.Attributes;
import dev.mote.semconv.Convention;
import dev.mote.semconv.MemoryMetrics;
import dev.mote.semconv.Metric;
import java.util.Arrays;

/**
 * Memory, from /proc/meminfo (proc.rst, "meminfo"): lines of {@code Name:   12345 kB}, where kB are
 * 1,024 bytes, and of huge pages a number without a unit.
 *
 * <p>{@code used} is MemTotal − MemAvailable: what programs cannot get any more. Kernels before
 * 3.14 and some containers do not say MemAvailable; then free, buffers, page cache and reclaimable
 * slab less shared memory stand in for it, and {@code system.memory.linux.available} is left out.
 */
public final class MemoryCollector implements Collector {
    static final int TOTAL = 0;
    static final int FREE = 1;
    static final int AVAILABLE = 2;
    static final int BUFFERS = 3;
    static final int CACHED = 4;
    static final int SHARED = 5;
    static final int RECLAIMABLE = 6;
    static final int UNRECLAIMABLE = 7;
    static final int HUGE_TOTAL = 8;
    static final int HUGE_FREE = 9;
    static final int HUGE_RESERVED = 10;
    static final int HUGE_SURPLUS = 11;
    static final int HUGE_SIZE = 12;
    private static final byte[][] NAMES = {word("MemTotal:"), word("MemFree:"),
        word("MemAvailable:"), word("Buffers:"), word("Cached:"), word("Shmem:"),
        word("SReclaimable:"), word("SUnreclaim:"), word("HugePages_Total:"),
        word("HugePages_Free:"), word("HugePages_Rsvd:"), word("HugePages_Surp:"),
        word("Hugepagesize:")};
    /** How many values a reading has. */
    static final int VALUES = NAMES.length;
    /** What a value is that the file does not have. */
    static final long ABSENT = -1;

    /** 2^50 kB: more than any address space; beyond it the number is garbage. */
    private static final long KIBIBYTES_MAX = 1L << 50;

    private final KeptFile file = new KeptFile("/proc/meminfo");
    private final TextCursor cursor = new TextCursor();
    private final long[] values = new long[VALUES];

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public int collect(Scrape scrape) {
        int length = file.read(scrape.files);
        if (length < 0) {
            return length;
        }
        int result = parse(cursor.over(scrape.files.content(), 0, length), values);
        if (result == 0) {
            write(scrape.out);
        }
        return result;
    }

    /**
     * Parses the file.
     *
     * @param into receives bytes, or pages for the four counts of huge pages; {@link #ABSENT} for
     *             what is not there
     * @return 0, or -EBADMSG when the total or the free memory is not there or makes no sense
     */
    static int parse(TextCursor text, long[] into) {
        Arrays.fill(into, ABSENT);
        int next = 0;
        do {
            int found = find(text, next);
            if (found >= 0) {
                into[found] = value(text, found);
                next = found + 1;
            }
        } while (text.nextLine());
        long total = into[TOTAL];
        return total > 0 && into[FREE] >= 0 && into[FREE] <= total && into[AVAILABLE] <= total
                ? 0 : -Errno.EBADMSG;
    }

    /** Which of the names is here; looks first where the kernel's order says. */
    private static int find(TextCursor text, int next) {
        for (int at = 0; at < NAMES.length; at++) {
            int index = (next + at) % NAMES.length;
            if (text.skip(NAMES[index])) {
                return index;
            }
        }
        return -1;
    }

    private static long value(TextCursor text, int index) {
        long number = text.number();
        if (number < 0 || number > KIBIBYTES_MAX) {
            return ABSENT;
        }
        return index >= HUGE_TOTAL && index <= HUGE_SURPLUS ? number : number * 1024;
    }

    private void write(MetricsWriter out) {
        writeStates(out, MemoryMetrics.USAGE, false);
        out.metric(MemoryMetrics.LIMIT);
        out.point().value(values[TOTAL]);
        writeStates(out, MemoryMetrics.UTILIZATION, true);
        write(out, MemoryMetrics.AVAILABLE, values[AVAILABLE]);
        write(out, MemoryMetrics.SHARED, values[SHARED]);
        out.metric(MemoryMetrics.SLAB);
        write(out, MemoryMetrics.SLAB_STATE, MemoryMetrics.RECLAIMABLE, values[RECLAIMABLE]);
        write(out, MemoryMetrics.SLAB_STATE, MemoryMetrics.UNRECLAIMABLE, values[UNRECLAIMABLE]);
        if (values[HUGE_TOTAL] >= 0) {
            writeHugePages(out);
        }
    }

    private void writeStates(MetricsWriter out, Metric metric, boolean share) {
        boolean otelcol = out.convention() == Convention.OTELCOL;
        out.metric(metric);
        state(out, Attributes.USED, Math.max(0, values[TOTAL] - available()), share);
        state(out, Attributes.FREE, values[FREE], share);
        state(out, MemoryMetrics.BUFFERS, values[BUFFERS], share);
        // The collector's library counts the reclaimable slab as page cache; and also as slab.
        state(out, MemoryMetrics.CACHED, otelcol && values[CACHED] >= 0
                ? values[CACHED] + Math.max(0, values[RECLAIMABLE]) : values[CACHED], share);
        if (otelcol) {
            state(out, MemoryMetrics.RECLAIMABLE, values[RECLAIMABLE], share);
            state(out, MemoryMetrics.UNRECLAIMABLE, values[UNRECLAIMABLE], share);
        }
    }

    private long available() {
        if (values[AVAILABLE] >= 0) {
            return values[AVAILABLE];
        }
        return values[FREE] + Math.max(0, values[BUFFERS]) + Math.max(0, values[CACHED])
                + Math.max(0, values[RECLAIMABLE]) - Math.max(0, values[SHARED]);
    }

    private void state(MetricsWriter out, Attribute.Value state, long value, boolean share) {
        if (value < 0) {
            return;
        }
        out.point().attribute(Attributes.MEMORY_STATE, state);
        if (share) {
            out.value((double) value / values[TOTAL]);
        } else {
            out.value(value);
        }
    }

    private void writeHugePages(MetricsWriter out) {
        long total = values[HUGE_TOTAL];
        write(out, MemoryMetrics.HUGE_LIMIT, total);
        write(out, MemoryMetrics.HUGE_PAGE_SIZE, values[HUGE_SIZE]);
        write(out, MemoryMetrics.HUGE_RESERVED, values[HUGE_RESERVED]);
        write(out, MemoryMetrics.HUGE_SURPLUS, values[HUGE_SURPLUS]);
        long free = values[HUGE_FREE];
        if (free < 0 || free > total) {
            return;
        }
        out.metric(MemoryMetrics.HUGE_USAGE);
        write(out, MemoryMetrics.HUGE_STATE, Attributes.FREE, free);
        write(out, MemoryMetrics.HUGE_STATE, Attributes.USED, total - free);
        if (total > 0) {
            out.metric(MemoryMetrics.HUGE_UTILIZATION);
            out.point().attribute(MemoryMetrics.HUGE_STATE, Attributes.FREE)
                    .value((double) free / total);
            out.point().attribute(MemoryMetrics.HUGE_STATE, Attributes.USED)
                    .value((double) (total - free) / total);
        }
    }

    private static void write(MetricsWriter out, Metric metric, long value) {
        if (value >= 0) {
            out.metric(metric);
            out.point().value(value);
        }
    }

    private static void write(MetricsWriter out, Attribute key, Attribute.Value state, long value) {
        if (value >= 0) {
            out.point().attribute(key, state).value(value);
        }
    }
}
