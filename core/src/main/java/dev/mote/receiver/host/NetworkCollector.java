package dev.mote.receiver.host;

import dev.mote.bytes.TextCursor;
import dev.mote.os.Errno;
import dev.mote.otlp.MetricsWriter;
import dev.mote.semconv.Attribute;
import dev.mote.semconv.Attributes;
import dev.mote.semconv.Metric;
import dev.mote.semconv.NetworkMetrics;

/**
 * Traffic by interface: bytes, packets, errors, dropped. Reads /proc/net/dev (proc.rst, section
 * 1.4), below a root path /proc/1/net/dev, for /proc/net is that of whoever looks.
 *
 * <pre>
 *     eth0: 638196645 23910 0 0 0 0 0 0   2120308 18313 0 0 0 0 0 0
 *           bytes packets errs drop fifo frame compressed multicast, then the same sent
 * </pre>
 */
public final class NetworkCollector implements Collector {
    /**
     * The host's ends of containers' interfaces: they have random names, come and go with their
     * containers, and what crosses them also crosses a bridge or a real interface. By Docker,
     * Calico, Cilium, Amazon, Azure and Google.
     */
    public static final String[] EXCLUDED_BY_DEFAULT =
        {"veth*", "cali*", "lxc*", "eni*", "azv*", "gke*"};

    private static final Metric[] METRICS = {NetworkMetrics.IO, NetworkMetrics.PACKETS,
        NetworkMetrics.ERRORS, NetworkMetrics.DROPPED};
    private static final Attribute[] NAME_KEYS = {Attributes.INTERFACE, Attributes.DEVICE,
        Attributes.INTERFACE, Attributes.INTERFACE};
    private static final Attribute.Value[] DIRECTIONS =
        {Attributes.RECEIVE, Attributes.TRANSMIT};

    /** A name and 16 numbers of at most 20 digits, with what stands between them. */
    private static final int LINE_BYTES_MAX = 400;

    private final NameFilter filter;
    private final InterfaceTable table = new InterfaceTable();
    private final KeptFile file = KeptFile.network("dev", LINE_BYTES_MAX);
    private final Lines lines = new Lines();
    private final TextCursor cursor = new TextCursor();
    private final long[] reading = new long[InterfaceTable.READING];
    private final byte[] name = new byte[InterfaceTable.NAME_BYTES_MAX + 1];
    /** When this collected last, after boot; below zero before the first time. */
    private long previousNanos = -1;

    public NetworkCollector(NameFilter filter) {
        this.filter = filter;
    }

    @Override
    public String name() {
        return "network";
    }

    @Override
    public int collect(Scrape scrape) {
        int result = lines.open(scrape.files, file);
        while (lines.next()) {
            result = Math.min(result, take());
        }
        result = Math.min(result, lines.result());
        if (result == 0 || result == -Errno.EBADMSG) {
            table.sweep();
            previousNanos = scrape.wallNanos - scrape.bootNanos;
            write(scrape);
        }
        return result;
    }

    private int take() {
        int result = parse(cursor, lines.bytes(), lines.offset(), lines.length(), reading);
        if (result <= 0) {
            return result;
        }
        int row = table.find(reading);
        if (row < 0) {
            int length = InterfaceTable.unpack(reading[0], reading[1], name);
            if (!filter.accepts(name, 0, length)) {
                return 0;
            }
            // What was not there before counts since then at the earliest, not since the boot.
            row = table.add(reading, Math.max(0, previousNanos));
        }
        if (row < 0) {
            return -Errno.EFBIG;
        }
        table.update(row, reading, Math.max(0, previousNanos));
        return 0;
    }

    /**
     * Parses one line.
     *
     * @param into receives {@link InterfaceTable#READING} longs: packed name, counters
     * @return 1 if it is an interface, 0 if it is a heading, -EBADMSG if it is neither
     */
    static int parse(TextCursor cursor, byte[] text, int offset, int length, long[] into) {
        cursor.over(text, offset, length).skipBlanks();
        int start = cursor.position();
        int colon = cursor.indexOf(':');
        if (colon == cursor.limit()) {
            return 0;
        }
        if (colon == start || colon - start > InterfaceTable.NAME_BYTES_MAX) {
            return -Errno.EBADMSG;
        }
        InterfaceTable.pack(text, start, colon - start, into);
        cursor.moveTo(colon + 1);
        for (int counter = 0; counter < InterfaceTable.COUNTERS; counter++) {
            if (counter == InterfaceTable.COUNTERS / 2) {
                cursor.skipWords(4); // fifo, frame, compressed, multicast
            }
            into[2 + counter] = cursor.number();
            if (into[2 + counter] == TextCursor.NONE) {
                return -Errno.EBADMSG;
            }
        }
        return 1;
    }

    private void write(Scrape scrape) {
        for (int metric = 0; metric < METRICS.length; metric++) {
            scrape.out.metric(METRICS[metric]);
            for (int row = 0; row < table.rows(); row++) {
                write(scrape, metric, row);
            }
        }
    }

    private void write(Scrape scrape, int metric, int row) {
        int length = table.name(row, name);
        for (int direction = 0; direction < 2; direction++) {
            int counter = direction * METRICS.length + metric;
            MetricsWriter point = scrape.out.point(
                    scrape.bootNanos + table.sinceNanos(row, counter));
            point.attribute(NAME_KEYS[metric], name, 0, length)
                    .attribute(Attributes.NETWORK_DIRECTION, DIRECTIONS[direction])
                    .value(table.value(row, counter));
        }
    }
}
