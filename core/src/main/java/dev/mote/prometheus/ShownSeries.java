package dev.mote.prometheus;

import dev.mote.bytes.Buffer;
import dev.mote.otlp.ExponentialPoint;
import dev.mote.otlp.MetricsReader;
import dev.mote.otlp.SeriesHash;
import dev.mote.processor.SeriesTable;
import dev.mote.telemetry.Telemetry.Counter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The newest point of each series, as the lines that a page has of it: they are written once, when
 * the point comes, and a page only puts them together. All lines of a histogram are one series.
 *
 * <pre>
 *   families, by name   head lines
 *   table               name and labels, hashed: a number
 *   by number           family, time, lines in each format
 * </pre>
 *
 * What is not told again for a while is forgotten. In steady state it allocates nothing.
 */
final class ShownSeries implements Samples.Sink {
    private static final int TEXT = ExpositionFormat.TEXT.ordinal();
    private static final int OPEN = ExpositionFormat.OPENMETRICS.ordinal();
    /** How often what is not told any more is looked for, at least. */
    private static final long SWEEP_NANOS = 60_000_000_000L;

    private final ExpositionSettings settings;
    private final Counter conflicts;
    private final Counter overflow;
    private final SeriesTable table;
    private final SeriesHash hash = new SeriesHash();
    private final List<ShownFamily> families = new ArrayList<>();
    private final FamilyHead head = new FamilyHead();
    private final PointLines[] writers;
    private final Buffer name = new Buffer(64);
    private final Buffer labelText = new Buffer(256);
    private final Buffer infinite = new Buffer(4).ascii("+Inf");
    private ShownFamily[] familyOf = new ShownFamily[0];
    private long[] times = new long[0];
    private int[] next = new int[0];
    private Buffer[][] lines = new Buffer[0][];

    /** Null: the resource's own metric. */
    private MetricsReader reader;
    private int nameLength;
    private int keyLength;
    private int type;
    private long nowNanos;
    private long nextSweepNanos = Long.MIN_VALUE;
    /** The series whose lines come; {@link SeriesTable#NONE}: they are not wanted. */
    private int number = SeriesTable.NONE;
    /** Where the last line for OpenMetrics ends without an exemplar; -1: it can have none. */
    private int lineEnd;

    ShownSeries(ExpositionSettings settings, Counter conflicts, Counter overflow) {
        this.settings = settings;
        this.conflicts = conflicts;
        this.overflow = overflow;
        table = new SeriesTable(settings.seriesMax);
        PointLines text = new PointLines(ExpositionFormat.TEXT, settings.timestamps);
        writers = settings.openMetrics ? new PointLines[] {text,
            new PointLines(ExpositionFormat.OPENMETRICS, settings.timestamps)}
                : new PointLines[] {text};
    }

    /** What follows comes now. */
    void begin(long nowNanos) {
        this.nowNanos = nowNanos;
        if (nowNanos >= nextSweepNanos) {
            nextSweepNanos = nowNanos + Math.min(SWEEP_NANOS, settings.expirationNanos);
            sweep();
        }
    }

    private void sweep() {
        long since = nowNanos - settings.expirationNanos;
        for (int each = table.nextStale(0, since); each != SeriesTable.NONE;
                each = table.nextStale(each + 1, since)) {
            remove(each);
        }
    }

    private void remove(int each) {
        table.remove(each);
        ShownFamily family = familyOf[each];
        familyOf[each] = null;
        if (--family.series == 0) {
            families.remove(family);
        }
    }

    @Override
    public void metric(Buffer family, MetricsReader reader) {
        this.reader = reader;
        name.clear().put(family.bytes(), 0, family.length());
        nameLength = name.length();
        keyLength = ShownFamily.keyLength(name.bytes(), nameLength);
        type = reader.kind() << 3 | reader.instrument().ordinal() << 1
                | (keyLength < nameLength ? 1 : 0);
    }

    @Override
    public void point(Labels labels, boolean ended, long timeMillis) {
        lineEnd = -1;
        number = SeriesTable.NONE;
        int at = place();
        if (at >= 0 && families.get(at).type != type) {
            conflicts.add(ended ? 0 : 1);
            return;
        }
        hash(labels);
        int known = table.find(hash.high(), hash.low());
        if (ended) {
            if (known != SeriesTable.NONE) {
                remove(known);
            }
            return;
        }
        number = known == SeriesTable.NONE ? add(at) : timeMillis >= times[known] ? known
                : SeriesTable.NONE;
        if (number != SeriesTable.NONE) {
            table.seen(number, nowNanos);
            times[number] = timeMillis;
            lines[number][TEXT].clear();
            lines[number][OPEN].clear();
            PointLines.labels(labelText.clear(), labels);
        }
    }

    /** Where the family stands; -1 - where it would, when it is new. */
    private int place() {
        int low = 0;
        int high = families.size();
        while (low < high) {
            int middle = low + high >>> 1;
            int order = families.get(middle).compare(name.bytes(), keyLength);
            if (order == 0) {
                return middle;
            }
            low = order < 0 ? middle + 1 : low;
            high = order < 0 ? high : middle;
        }
        return -1 - low;
    }

    private void hash(Labels labels) {
        hash.begin();
        hash.text(name.bytes(), 0, nameLength);
        for (int at = 0; at < labels.count(); at++) {
            hash.text(labels.bytes(), labels.nameOffset(at), labels.nameLength(at));
            hash.text(labels.bytes(), labels.valueOffset(at), labels.valueLength(at));
        }
    }

    /** Adds a series to the family at a place; returns {@link SeriesTable#NONE} without room. */
    private int add(int place) {
        int added = table.add(hash.high(), hash.low());
        if (added == SeriesTable.NONE) {
            overflow.add(1);
            return added;
        }
        if (table.capacity() > familyOf.length) {
            familyOf = Arrays.copyOf(familyOf, table.capacity());
            times = Arrays.copyOf(times, table.capacity());
            next = Arrays.copyOf(next, table.capacity());
            lines = Arrays.copyOf(lines, table.capacity());
        }
        if (place < 0) {
            families.add(-1 - place, new ShownFamily(Arrays.copyOf(name.bytes(), nameLength),
                    type, reader, settings.samples.suffixes, head));
        }
        ShownFamily family = families.get(place < 0 ? -1 - place : place);
        family.series++;
        familyOf[added] = family;
        if (lines[added] == null) {
            lines[added] = new Buffer[] {new Buffer(96), new Buffer(0)};
        }
        return added;
    }

    @Override
    public void sample(String suffix, Labels labels, String extra, Buffer extraValue, double value,
            long timeMillis) {
        if (number == SeriesTable.NONE) {
            return;
        }
        for (int format = 0; format < writers.length; format++) {
            writers[format].sample(lines[number][format], name.bytes(), nameLength, suffix,
                    labelText, extra, extraValue, value, timeMillis);
        }
        lineEnd = suffix.equals("_bucket") || suffix.equals("_total")
                ? lines[number][OPEN].length() : -1;
    }

    /** A page of text has no place for its buckets: it shows how many values there are, and sum. */
    @Override
    public void histogram(Labels labels, ExponentialPoint point, boolean ended, long timeMillis) {
        sample("_sum", labels, null, null, point.sum(), timeMillis);
        sample("_count", labels, null, null, point.count(), timeMillis);
        sample("_bucket", labels, "le", infinite, point.count(), timeMillis);
    }

    /** OpenMetrics has a place for one: the last is as good as any. */
    @Override
    public void exemplar(Labels labels, double value, long timeMillis) {
        if (number != SeriesTable.NONE && lineEnd >= 0 && settings.openMetrics) {
            writers[OPEN].exemplar(lines[number][OPEN].setLength(lineEnd), labels, value,
                    timeMillis);
        }
    }

    @Override
    public void target(Labels labels, long timeMillis) {
        reader = null;
        name.clear().ascii("target_info");
        nameLength = name.length();
        keyLength = nameLength;
        type = -1;
        point(labels, false, timeMillis);
        sample("", labels, null, null, 1, timeMillis);
    }

    /** Appends the page, as it is at {@link #begin}. */
    void write(ExpositionFormat format, Buffer out) {
        sweep();
        for (int each = familyOf.length - 1; each >= 0; each--) {
            ShownFamily family = familyOf[each];
            if (family != null) {
                next[each] = family.first;
                family.first = each;
            }
        }
        int kind = format.ordinal();
        for (int at = 0; at < families.size(); at++) {
            ShownFamily family = families.get(at);
            out.put(family.heads[kind].bytes(), 0, family.heads[kind].length());
            for (int each = family.first; each != SeriesTable.NONE; each = next[each]) {
                out.put(lines[each][kind].bytes(), 0, lines[each][kind].length());
            }
            family.first = SeriesTable.NONE;
        }
        out.ascii(format == ExpositionFormat.OPENMETRICS ? "# EOF\n" : "");
    }
}
