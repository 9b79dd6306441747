package dev.mote.receiver.host;

import static dev.mote.bytes.TextCursor.word;

import dev.mote.bytes.TextCursor;
import dev.mote.os.Errno;
import dev.mote.otlp.MetricsWriter;
import dev.mote.semconv.Attribute;
import dev.mote.semconv.Attributes;
import dev.mote.semconv.MemoryMetrics;
import java.util.Arrays;

/**
 * Swap space from /proc/swaps, faults and swapped pages from /proc/vmstat.
 *
 * <pre>
 *   Filename                Type            Size      Used    Priority
 *   /var/swap\040file       file            16368     0       -3            KiB
 * </pre>
 *
 * <p>The kernel counts all faults ({@code pgfault}) and the major ones; minor is the difference. It
 * counts pages swapped in and out; what minor faults move is not counted anywhere, so operations
 * are of type {@code major} only. (pgpgin and pgpgout are kilobytes of all disk traffic.)
 */
public final class PagingCollector implements Collector {
    static final int FAULTS = 0;
    static final int MAJOR_FAULTS = 1;
    static final int SWAPPED_IN = 2;
    static final int SWAPPED_OUT = 3;
    private static final byte[][] NAMES =
        {word("pgfault "), word("pgmajfault "), word("pswpin "), word("pswpout ")};
    static final int COUNTERS = NAMES.length;

    /** MAX_SWAPFILES of the kernel is 32, less a few for special use. */
    private static final int DEVICES_MAX = 32;
    /** A path in /proc/swaps is at most a page; what is longer here is cut. */
    private static final int NAME_BYTES_MAX = 256;
    /** The longest names have 32 bytes; a number has at most 20. */
    private static final int VMSTAT_LINE_BYTES_MAX = 100;
    private static final int SIZE = 0;
    private static final int USED = 1;

    private final KeptFile swaps = new KeptFile("/proc/swaps", KeptFile.ANY_RECORDS);
    private final KeptFile vmstat = new KeptFile("/proc/vmstat", VMSTAT_LINE_BYTES_MAX);
    private final TextCursor cursor = new TextCursor();
    private final byte[] names = new byte[DEVICES_MAX * NAME_BYTES_MAX];
    private final int[] nameLengths = new int[DEVICES_MAX];
    private final long[] sizes = new long[2 * DEVICES_MAX];
    private final long[] reading = new long[2];
    private final long[] counters = new long[COUNTERS];
    private final CounterStarts starts = new CounterStarts(COUNTERS);
    private int devices;

    @Override
    public String name() {
        return "paging";
    }

    @Override
    public int collect(Scrape scrape) {
        int swaps = readSwaps(scrape.files);
        writeUsage(scrape.out);
        int result = readCounters(scrape.files);
        if (result == 0) {
            writeCounters(scrape);
        }
        return Math.min(result, swaps);
    }

    /** A kernel without swap has no /proc/swaps, which is no error. */
    private int readSwaps(HostFiles files) {
        devices = 0;
        int length = swaps.read(files);
        if (length < 0) {
            return length == -Errno.ENOENT ? 0 : length;
        }
        int result = 0;
        cursor.over(files.content(), 0, length);
        while (cursor.nextLine() && devices < DEVICES_MAX) {
            result = Math.min(result, take());
        }
        return result;
    }

    private int take() {
        int nameAt = cursor.position();
        int nameLength = Math.min(cursor.wordLength(), NAME_BYTES_MAX);
        int result = parseSwap(cursor, reading);
        if (result == 0) {
            nameLengths[devices] = OctalEscapes.decode(cursor.bytes(), nameAt, nameLength, names,
                    devices * NAME_BYTES_MAX);
            sizes[2 * devices + SIZE] = reading[SIZE];
            sizes[2 * devices + USED] = reading[USED];
            devices++;
        }
        return result;
    }

    /** Parses a line of /proc/swaps into size and use in bytes; 0 or -EBADMSG. */
    static int parseSwap(TextCursor line, long[] into) {
        boolean named = line.wordLength() > 0;
        line.skipWords(2);
        long size = line.number();
        long used = line.number();
        if (!named || size < 0 || used < 0 || used > size || size > Long.MAX_VALUE / 1024) {
            return -Errno.EBADMSG;
        }
        into[SIZE] = size * 1024;
        into[USED] = used * 1024;
        return 0;
    }

    private int readCounters(HostFiles files) {
        int length = vmstat.read(files);
        return length < 0 ? length
                : parseCounters(cursor.over(files.content(), 0, length), counters);
    }

    /**
     * Parses /proc/vmstat.
     *
     * @param into receives {@link #COUNTERS} numbers, -1 for one that is not there (a kernel
     *             without swap counts none)
     * @return 0, or -EBADMSG when the faults are not there
     */
    static int parseCounters(TextCursor text, long[] into) {
        Arrays.fill(into, -1);
        do {
            for (int at = 0; at < COUNTERS; at++) {
                if (text.peek() == 'p' && text.skip(NAMES[at])) {
                    into[at] = Math.max(-1, text.number());
                }
            }
        } while (text.nextLine());
        return into[MAJOR_FAULTS] >= 0 && into[FAULTS] >= into[MAJOR_FAULTS] ? 0 : -Errno.EBADMSG;
    }

    private void writeUsage(MetricsWriter out) {
        out.metric(MemoryMetrics.PAGING_USAGE);
        for (int device = 0; device < devices; device++) {
            long used = sizes[2 * device + USED];
            point(out, device, Attributes.USED).value(used);
            point(out, device, Attributes.FREE).value(sizes[2 * device + SIZE] - used);
        }
        out.metric(MemoryMetrics.PAGING_UTILIZATION);
        for (int device = 0; device < devices; device++) {
            double size = sizes[2 * device + SIZE];
            if (size > 0) {
                double used = sizes[2 * device + USED];
                point(out, device, Attributes.USED).value(used / size);
                point(out, device, Attributes.FREE).value((size - used) / size);
            }
        }
    }

    private MetricsWriter point(MetricsWriter out, int device, Attribute.Value state) {
        return out.point()
                .attribute(Attributes.DEVICE, names, device * NAME_BYTES_MAX, nameLengths[device])
                .attribute(Attributes.PAGING_STATE, state);
    }

    private void writeCounters(Scrape scrape) {
        MetricsWriter out = scrape.out;
        out.metric(MemoryMetrics.PAGING_FAULTS);
        long major = counters[MAJOR_FAULTS];
        out.point(starts.of(MAJOR_FAULTS, major, scrape))
                .attribute(Attributes.PAGING_FAULT_TYPE, Attributes.MAJOR).value(major);
        long minor = counters[FAULTS] - major;
        out.point(starts.of(FAULTS, minor, scrape))
                .attribute(Attributes.PAGING_FAULT_TYPE, Attributes.MINOR).value(minor);
        out.metric(MemoryMetrics.PAGING_OPERATIONS);
        writeSwapped(scrape, SWAPPED_IN, Attributes.IN);
        writeSwapped(scrape, SWAPPED_OUT, Attributes.OUT);
        starts.end(scrape);
    }

    private void writeSwapped(Scrape scrape, int counter, Attribute.Value direction) {
        if (counters[counter] >= 0) {
            scrape.out.point(starts.of(counter, counters[counter], scrape))
                    .attribute(Attributes.PAGING_DIRECTION, direction)
                    .attribute(Attributes.PAGING_FAULT_TYPE, Attributes.MAJOR)
                    .value(counters[counter]);
        }
    }
}
