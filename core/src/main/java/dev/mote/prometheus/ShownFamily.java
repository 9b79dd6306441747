package dev.mote.prometheus;

import dev.mote.bytes.Buffer;
import dev.mote.otlp.MetricsReader;
import dev.mote.processor.SeriesTable;
import dev.mote.semconv.Metric.Instrument;
import java.util.Arrays;

/** A family that an exporter shows: the head of its samples in both formats. */
final class ShownFamily {
    private static final byte[] TOTAL = {'_', 't', 'o', 't', 'a', 'l'};

    /** Its name without {@code _total}, by which families are told apart and sorted. */
    private final byte[] key;
    final Buffer[] heads = {new Buffer(0), new Buffer(0)};
    /** Two of the same name with different ones cannot be shown together. */
    final int type;
    /** The first of its series while a page is written. */
    int first = SeriesTable.NONE;
    /** How many series it has. */
    int series;

    /**
     * A family of the metric that {@code reader} stands at; null: of the resource.
     *
     * @param suffixes whether the samples of a counter get {@code _total}
     */
    ShownFamily(byte[] name, int type, MetricsReader reader, boolean suffixes, FamilyHead head) {
        key = Arrays.copyOf(name, keyLength(name, name.length));
        this.type = type;
        boolean ends = key.length < name.length;
        for (ExpositionFormat format : ExpositionFormat.values()) {
            Buffer out = heads[format.ordinal()];
            if (reader == null) {
                FamilyHead.target(out, format);
            } else {
                boolean cut = !suffixes && ends && reader.instrument() == Instrument.COUNTER;
                head.write(out, name, 0, cut ? key.length : name.length, reader,
                        suffixes || cut, format);
            }
        }
    }

    /** How much of a name the key is: OpenMetrics calls the family of {@code x_total} x. */
    static int keyLength(byte[] name, int length) {
        int end = length - TOTAL.length;
        return end > 0 && Arrays.equals(name, end, length, TOTAL, 0, TOTAL.length) ? end : length;
    }

    /** The order of keys. */
    int compare(byte[] other, int keyLength) {
        return Arrays.compareUnsigned(key, 0, key.length, other, 0, keyLength);
    }
}
