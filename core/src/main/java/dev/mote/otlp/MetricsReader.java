package dev.mote.otlp;

import dev.mote.semconv.Metric.Instrument;

/**
 * Walks through the data points of encoded metrics, without copying and without garbage. Reads what
 * {@link MetricsWriter} writes and what others send; malformed bytes end the walk with
 * {@link #malformed} set, never with an exception.
 *
 * <pre>
 *   reader.over(bytes, 0, length);
 *   while (reader.nextPoint()) {
 *       … reader.bytes(), reader.nameOffset(), reader.nameLength() …
 *       while (reader.nextAttribute()) { … }
 *   }
 * </pre>
 *
 * Text is given as (offset, length) into {@link #bytes}. Only gauges and sums have points here.
 */
public final class MetricsReader {
    private static final int GAUGE = 5;
    private static final int SUM = 7;

    /** Nested messages: where each level ends. */
    private static final int LEVEL_REQUEST = 0;
    private static final int LEVEL_RESOURCE = 1;
    private static final int LEVEL_SCOPE = 2;
    private static final int LEVEL_METRIC = 3;
    private static final int LEVEL_DATA = 4;
    private static final int LEVELS = 5;

    private final int[] end = new int[LEVELS];
    private final int[] resume = new int[LEVELS];
    private final ProtobufReader in = new ProtobufReader();
    private byte[] bytes = new byte[0];
    private int level;
    private boolean malformed;
    private boolean newMetric;

    private int metricOffset;
    private int metricLength;
    private int nameOffset;
    private int nameLength;
    private int unitOffset;
    private int unitLength;
    private int descriptionOffset;
    private int descriptionLength;
    private Instrument instrument;
    private int dataOffset;
    private int dataEnd;

    private int pointOffset;
    private int pointEnd;
    private long startNanos;
    private long timeNanos;
    private boolean integer;
    private long valueBits;
    private int attributeAt;
    private int keyOffset;
    private int keyLength;
    private boolean attributeIsText;
    private int textOffset;
    private int textLength;
    private long attributeNumber;

    public MetricsReader over(byte[] bytes, int offset, int length) {
        this.bytes = bytes;
        level = LEVEL_REQUEST;
        end[LEVEL_REQUEST] = offset + length;
        resume[LEVEL_REQUEST] = offset;
        malformed = false;
        return this;
    }

    /** Starts with one metric: what {@link #metricOffset} and {@link #metricLength} said of it. */
    public MetricsReader overMetric(byte[] bytes, int offset, int length) {
        over(bytes, offset, 0);
        for (level = LEVEL_REQUEST; level < LEVEL_METRIC; level++) {
            end[level] = offset;
            resume[level] = offset;
        }
        resume[LEVEL_METRIC] = offset;
        end[LEVEL_METRIC] = offset + length;
        readMetric();
        return this;
    }

    /** Moves to the next metric, with or without points; false at the end or when malformed. */
    public boolean nextMetric() {
        while (level >= 0 && !malformed) {
            if (level >= LEVEL_METRIC || resume[level] >= end[level]) {
                level--;
            } else {
                step();
                if (level == LEVEL_METRIC) {
                    return !malformed;
                }
            }
        }
        return false;
    }

    /** Moves to the next data point; false at the end or when the bytes are malformed. */
    public boolean nextPoint() {
        newMetric = false;
        while (level >= 0 && !malformed) {
            if (resume[level] >= end[level]) {
                level--;
            } else if (level == LEVEL_DATA) {
                if (stepInData()) {
                    return true;
                }
            } else {
                step();
            }
        }
        return false;
    }

    private void step() {
        in.over(bytes, resume[level], end[level]);
        if (!in.nextField()) {
            malformed = true;
            return;
        }
        resume[level] = in.position();
        boolean message = in.isBytes();
        if (level == LEVEL_METRIC) {
            if (message && (in.field() == GAUGE || in.field() == SUM)) {
                enter(LEVEL_DATA);
            }
        } else if (message && in.field() == (level == LEVEL_REQUEST ? 1 : 2)) {
            enter(level + 1);
            if (level == LEVEL_METRIC) {
                readMetric();
            }
        }
    }

    private void enter(int next) {
        level = next;
        resume[next] = in.offset();
        end[next] = in.offset() + in.length();
    }

    /** Name, unit, description and instrument may stand behind the points: look at all first. */
    private void readMetric() {
        nameLength = 0;
        unitLength = 0;
        descriptionLength = 0;
        instrument = Instrument.GAUGE;
        newMetric = true;
        metricOffset = resume[LEVEL_METRIC];
        metricLength = end[LEVEL_METRIC] - metricOffset;
        in.over(bytes, resume[LEVEL_METRIC], end[LEVEL_METRIC]);
        while (in.nextField()) {
            if (!in.isBytes()) {
                continue;
            }
            switch (in.field()) {
                case 1 -> {
                    nameOffset = in.offset();
                    nameLength = in.length();
                }
                case 2 -> {
                    descriptionOffset = in.offset();
                    descriptionLength = in.length();
                }
                case 3 -> {
                    unitOffset = in.offset();
                    unitLength = in.length();
                }
                case SUM -> {
                    dataOffset = in.offset();
                    dataEnd = in.offset() + in.length();
                    instrument = Instrument.UP_DOWN_COUNTER;
                }
                default -> { }
            }
        }
        malformed |= in.malformed();
        if (instrument != Instrument.GAUGE && !malformed && isMonotonic()) {
            instrument = Instrument.COUNTER;
        }
    }

    private boolean isMonotonic() {
        boolean monotonic = false;
        in.over(bytes, dataOffset, dataEnd);
        while (in.nextField()) {
            monotonic |= in.field() == 3 && !in.isBytes() && in.value() != 0;
        }
        return monotonic;
    }

    private boolean stepInData() {
        in.over(bytes, resume[LEVEL_DATA], end[LEVEL_DATA]);
        if (!in.nextField()) {
            malformed = true;
            return false;
        }
        resume[LEVEL_DATA] = in.position();
        if (in.field() != 1 || !in.isBytes()) {
            return false;
        }
        pointOffset = in.offset();
        pointEnd = in.offset() + in.length();
        readPoint();
        return !malformed;
    }

    private void readPoint() {
        startNanos = 0;
        timeNanos = 0;
        integer = false;
        valueBits = 0;
        in.over(bytes, pointOffset, pointEnd);
        while (in.nextField()) {
            if (in.isBytes()) {
                continue;
            }
            switch (in.field()) {
                case 2 -> startNanos = in.value();
                case 3 -> timeNanos = in.value();
                case 4, 6 -> {
                    integer = in.field() == 6;
                    valueBits = in.value();
                }
                default -> { }
            }
        }
        malformed |= in.malformed();
        attributeAt = pointOffset;
    }

    /** Moves to the point's next attribute. */
    public boolean nextAttribute() {
        in.over(bytes, attributeAt, pointEnd);
        while (in.nextField()) {
            attributeAt = in.position();
            if (in.field() == 7 && in.isBytes()) {
                readAttribute(in.offset(), in.offset() + in.length());
                return true;
            }
        }
        attributeAt = pointEnd;
        return false;
    }

    private void readAttribute(int offset, int limit) {
        keyLength = 0;
        textLength = 0;
        attributeIsText = true;
        int valueOffset = 0;
        int valueEnd = 0;
        in.over(bytes, offset, limit);
        while (in.nextField()) {
            if (in.isBytes() && in.field() == 1) {
                keyOffset = in.offset();
                keyLength = in.length();
            } else if (in.isBytes() && in.field() == 2) {
                valueOffset = in.offset();
                valueEnd = in.offset() + in.length();
            }
        }
        in.over(bytes, valueOffset, valueEnd);
        while (in.nextField()) {
            if (in.field() == 1 && in.isBytes()) {
                textOffset = in.offset();
                textLength = in.length();
            } else if (in.field() == 3 && !in.isBytes()) {
                attributeIsText = false;
                attributeNumber = in.value();
            }
        }
    }

    public boolean malformed() {
        return malformed;
    }

    public byte[] bytes() {
        return bytes;
    }

    /** Whether this point is the first of its metric. */
    public boolean newMetric() {
        return newMetric;
    }

    /** Where the metric's message begins, for {@link #overMetric}. */
    public int metricOffset() {
        return metricOffset;
    }

    public int metricLength() {
        return metricLength;
    }

    public int nameOffset() {
        return nameOffset;
    }

    public int nameLength() {
        return nameLength;
    }

    public int unitOffset() {
        return unitOffset;
    }

    public int unitLength() {
        return unitLength;
    }

    public int descriptionOffset() {
        return descriptionOffset;
    }

    public int descriptionLength() {
        return descriptionLength;
    }

    public Instrument instrument() {
        return instrument;
    }

    public long startNanos() {
        return startNanos;
    }

    public long timeNanos() {
        return timeNanos;
    }

    public boolean isInteger() {
        return integer;
    }

    public long longValue() {
        return valueBits;
    }

    /** The value as a double, whichever way it was written. */
    public double doubleValue() {
        return integer ? valueBits : Double.longBitsToDouble(valueBits);
    }

    /** Whether the metric's name is {@code name} (ASCII). */
    public boolean nameIs(String name) {
        return textIs(nameOffset, nameLength, name);
    }

    public boolean keyIs(String key) {
        return textIs(keyOffset, keyLength, key);
    }

    public boolean textIs(int offset, int length, String text) {
        if (length != text.length()) {
            return false;
        }
        for (int at = 0; at < length; at++) {
            if (bytes[offset + at] != text.charAt(at)) {
                return false;
            }
        }
        return true;
    }

    public int keyOffset() {
        return keyOffset;
    }

    public int keyLength() {
        return keyLength;
    }

    /** Whether the attribute is text; otherwise {@link #attributeNumber} has it. */
    public boolean attributeIsText() {
        return attributeIsText;
    }

    public int textOffset() {
        return textOffset;
    }

    public int textLength() {
        return textLength;
    }

    public long attributeNumber() {
        return attributeNumber;
    }
}
