package dev.mote.receiver.host;

import dev.mote.bytes.TextCursor;
import dev.mote.os.Errno;
import dev.mote.os.Path;
import dev.mote.otlp.MetricsWriter;
import dev.mote.semconv.Attribute;
import dev.mote.semconv.Attributes;
import dev.mote.semconv.Convention;
import dev.mote.semconv.DiskMetrics;
import dev.mote.semconv.Metric;

/**
 * What block devices did, from /proc/diskstats (admin-guide/iostats.rst), and their sizes, from
 * /sys/block/NAME/size.
 *
 * <pre>
 *    254       0 vda 122 25 4515 114 50 196 33219 178 0 160 321 0 0 0 0 8 27
 *    major minor name, the fields of {@link DiskTable}, then discards and flushes
 * </pre>
 *
 * <p>A sector is 512 bytes here, whatever the device's own blocks are (block/stat.rst). A device
 * without a size (an empty drive, an unused loop or network block device) is left out, and so is a
 * partition unless asked for: what it does, its disk does. A partition is what /sys/block does not
 * have.
 */
public final class DiskCollector implements Collector {
    /**
     * Images in memory and on other disks: what they do appears again below them, or nowhere. And
     * drives whose media come and go: without one they make up a size.
     */
    public static final String[] EXCLUDED_BY_DEFAULT = {"ram*", "loop*", "sr*", "fd*"};

    private static final int SECTOR_BYTES = 512;
    private static final double MILLIS_PER_SECOND = 1000;
    /** The size of a partition: not asked for, for its disk has one. */
    private static final long SIZE_OF_PARTITION = DiskTable.SIZE_UNKNOWN - 1;
    /** More than 2^62 bytes are garbage. */
    private static final long SECTORS_MAX = 1L << 53;

    private final NameFilter filter;
    private final boolean partitions;
    private final DiskTable table = new DiskTable();
    private final TextCursor cursor = new TextCursor();
    /** A record is a disk with all of its partitions. */
    private final KeptFile file = new KeptFile("/proc/diskstats", KeptFile.ANY_RECORDS);
    private final Lines lines = new Lines();
    private final long[] reading = new long[DiskTable.FIELDS];
    /** When this collected last, after boot; below zero before the first time. */
    private long previousNanos = -1;
    /** The row whose size is read again next: one a collection, since sizes seldom change. */
    private int refreshed;

    public DiskCollector(NameFilter filter, boolean partitions) {
        this.filter = filter;
        this.partitions = partitions;
    }

    @Override
    public String name() {
        return "disk";
    }

    @Override
    public int collect(Scrape scrape) {
        int result = lines.open(scrape.files, file);
        table.begin();
        while (lines.next()) {
            result = Math.min(result, take());
        }
        result = Math.min(result, lines.result());
        if (result == 0 || result == -Errno.EBADMSG || result == -Errno.EFBIG) {
            table.sweep();
            previousNanos = scrape.wallNanos - scrape.bootNanos;
            result = Math.min(result, readSizes(scrape.files));
            write(scrape);
        }
        return result;
    }

    private int take() {
        cursor.over(lines.bytes(), lines.offset(), lines.length());
        int result = parse(cursor, reading);
        if (result < 0) {
            return result;
        }
        // parse leaves the cursor at the name.
        int offset = cursor.position();
        int length = cursor.wordLength();
        int row = table.find(cursor.bytes(), offset, length);
        if (row < 0) {
            // What was not there before counts since then at the earliest, not since the boot.
            row = table.add(cursor.bytes(), offset, length, Math.max(0, previousNanos));
            if (row < 0) {
                return -Errno.EFBIG;
            }
            table.setWanted(row, filter.accepts(cursor.bytes(), offset, length));
        }
        table.update(row, reading, Math.max(0, previousNanos));
        return 0;
    }

    /**
     * Parses one line and leaves the cursor at the device's name.
     *
     * @param into receives {@link DiskTable#FIELDS} numbers
     * @return 0 or -EBADMSG
     */
    static int parse(TextCursor line, long[] into) {
        boolean numbered = line.number() >= 0 && line.number() >= 0;
        int nameAt = line.skipBlanks().position();
        int nameLength = line.wordLength();
        line.skipWord();
        for (int field = 0; field < DiskTable.FIELDS; field++) {
            into[field] = line.number();
            if (into[field] < 0 || into[field] > SECTORS_MAX) {
                return -Errno.EBADMSG;
            }
        }
        line.moveTo(nameAt);
        return numbered && nameLength > 0 && nameLength <= DiskTable.NAME_BYTES_MAX ? 0
                : -Errno.EBADMSG;
    }

    private int readSizes(HostFiles files) {
        boolean known = table.rows() == 0;
        for (int row = 0; row < table.rows(); row++) {
            if (table.isWanted(row)
                    && (row == refreshed || table.size(row) == DiskTable.SIZE_UNKNOWN)) {
                table.setSize(row, readSize(files, row));
            }
            known |= !table.isWanted(row) || table.size(row) >= 0;
        }
        refreshed = refreshed + 1 < table.rows() ? refreshed + 1 : 0;
        return known ? 0 : findSizes(files);
    }

    /** No device has a size: that is the reason, when there is no /sys/block to have them. */
    private static int findSizes(HostFiles files) {
        files.path().append("/sys/block");
        int directory = files.openDirectory();
        return directory < 0 ? directory : Math.min(0, files.system().close(directory));
    }

    private long readSize(HostFiles files, int row) {
        Path path = files.path().append("/sys/block/");
        int start = path.length();
        path.append(table.names(), table.nameOffset(row), table.nameLength(row));
        for (int at = start; at < path.length(); at++) {
            if (path.bytes()[at] == '/') {
                path.bytes()[at] = '!'; // as sysfs writes it: cciss!c0d0
            }
        }
        path.append("/size");
        int length = files.readPath();
        if (length < 0) {
            return SIZE_OF_PARTITION;
        }
        long sectors = cursor.over(files.content(), 0, length).number();
        return sectors >= 0 && sectors <= SECTORS_MAX ? sectors * SECTOR_BYTES : SIZE_OF_PARTITION;
    }

    private boolean isWritten(int row) {
        return table.isWanted(row)
                && (partitions ? table.size(row) != 0 : table.size(row) > 0);
    }

    private void write(Scrape scrape) {
        boolean otelcol = scrape.out.convention() == Convention.OTELCOL;
        counts(scrape, DiskMetrics.IO, DiskTable.SECTORS_READ, DiskTable.SECTORS_WRITTEN,
                SECTOR_BYTES);
        counts(scrape, DiskMetrics.OPERATIONS, DiskTable.READS, DiskTable.WRITES, 1);
        seconds(scrape, DiskMetrics.IO_TIME, DiskTable.IO_MILLIS);
        operationTimes(scrape);
        counts(scrape, DiskMetrics.MERGED, DiskTable.READS_MERGED, DiskTable.WRITES_MERGED, 1);
        if (otelcol) {
            seconds(scrape, DiskMetrics.WEIGHTED_IO_TIME, DiskTable.WEIGHTED_MILLIS);
            pending(scrape);
        } else {
            limits(scrape);
        }
    }

    private MetricsWriter point(Scrape scrape, int row) {
        return scrape.out.point(scrape.bootNanos + table.sinceNanos(row)).attribute(
                Attributes.DEVICE, table.names(), table.nameOffset(row), table.nameLength(row));
    }

    private MetricsWriter point(Scrape scrape, int row, Attribute.Value direction) {
        return point(scrape, row).attribute(Attributes.DISK_DIRECTION, direction);
    }

    private void counts(Scrape scrape, Metric metric, int read, int written, int factor) {
        scrape.out.metric(metric);
        for (int row = 0; row < table.rows(); row++) {
            if (isWritten(row)) {
                point(scrape, row, Attributes.READ).value(table.value(row, read) * factor);
                point(scrape, row, Attributes.WRITE).value(table.value(row, written) * factor);
            }
        }
    }

    private void seconds(Scrape scrape, Metric metric, int field) {
        scrape.out.metric(metric);
        for (int row = 0; row < table.rows(); row++) {
            if (isWritten(row)) {
                point(scrape, row).value(table.value(row, field) / MILLIS_PER_SECOND);
            }
        }
    }

    private void operationTimes(Scrape scrape) {
        scrape.out.metric(DiskMetrics.OPERATION_TIME);
        for (int row = 0; row < table.rows(); row++) {
            if (isWritten(row)) {
                point(scrape, row, Attributes.READ)
                        .value(table.value(row, DiskTable.READ_MILLIS) / MILLIS_PER_SECOND);
                point(scrape, row, Attributes.WRITE)
                        .value(table.value(row, DiskTable.WRITE_MILLIS) / MILLIS_PER_SECOND);
            }
        }
    }

    private void pending(Scrape scrape) {
        scrape.out.metric(DiskMetrics.PENDING_OPERATIONS);
        for (int row = 0; row < table.rows(); row++) {
            if (isWritten(row)) {
                point(scrape, row).value(table.value(row, DiskTable.PENDING));
            }
        }
    }

    private void limits(Scrape scrape) {
        scrape.out.metric(DiskMetrics.LIMIT);
        for (int row = 0; row < table.rows(); row++) {
            if (isWritten(row) && table.size(row) > 0) {
                point(scrape, row).value(table.size(row));
            }
        }
    }
}
