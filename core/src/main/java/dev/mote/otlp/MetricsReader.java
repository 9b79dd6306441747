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
 * Text is given as (offset, length) into {@link #bytes}. Gauges and sums have points here; with
 * {@link #ofAllKinds} histograms and summaries too, whose values {@link HistogramPoint},
 * {@link ExponentialPoint} and {@link SummaryPoint} read.
 */
public final class MetricsReader {
    /** What {@link #kind} gives: the number of the metric's field that holds the points. */
    public static final int GAUGE = 5;
    public static final int SUM = 7;
    public static final int HISTOGRAM = 9;
    public static final int EXPONENTIAL_HISTOGRAM = 10;
    public static final int SUMMARY = 11;

    /** AggregationTemporality: what a point counts since its start, or since the one before. */
    public static final int DELTA = 1;
    public static final int CUMULATIVE = 2;

    private static final int NUMBERS = 1 << GAUGE | 1 << SUM;
    private static final int ALL = NUMBERS | 1 << HISTOGRAM | 1 << EXPONENTIAL_HISTOGRAM
            | 1 << SUMMARY;
    /** DataPointFlags: the series has ended, there is no value. */
    private static final int NO_RECORDED_VALUE = 1;

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
    private final AttributeReader attributes = new AttributeReader();
    private final int kinds;
    private byte[] bytes = new byte[0];
    private int level;
    private boolean malformed;
    private boolean newMetric;

    private int resourceOffset;
    private int resourceLength;
    private int metricOffset;
    private int metricLength;
    private int kind;
    private int temporality;
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
    private int flags;
    private boolean integer;
    private long valueBits;

    public MetricsReader() {
        this(NUMBERS);
    }

    private MetricsReader(int kinds) {
        this.kinds = kinds;
    }

    /** Visits the points of histograms and summaries, too. */
    public static MetricsReader ofAllKinds() {
        return new MetricsReader(ALL);
    }

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
            if (message && isKind(in.field())) {
                enter(LEVEL_DATA);
            }
        } else if (message && in.field() == (level == LEVEL_REQUEST ? 1 : 2)) {
            enter(level + 1);
            if (level == LEVEL_METRIC) {
                readMetric();
            } else if (level == LEVEL_RESOURCE) {
                resourceOffset = resume[level];
                resourceLength = end[level] - resume[level];
            }
        }
    }

    private boolean isKind(int field) {
        return field <= SUMMARY && (kinds >> field & 1) != 0;
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
        kind = 0;
        temporality = 0;
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
                default -> {
                    if (isKind(in.field())) {
                        kind = in.field();
                        dataOffset = in.offset();
                        dataEnd = in.offset() + in.length();
                    }
                }
            }
        }
        malformed |= in.malformed();
        if (kind != 0 && kind != GAUGE && !malformed) {
            readAggregation();
        }
    }

    private void readAggregation() {
        boolean monotonic = false;
        in.over(bytes, dataOffset, dataEnd);
        while (in.nextField()) {
            if (in.field() == 2 && !in.isBytes()) {
                temporality = (int) in.value();
            } else if (in.field() == 3 && !in.isBytes()) {
                monotonic = in.value() != 0;
            }
        }
        if (kind != SUM) {
            instrument = Instrument.UP_DOWN_COUNTER;
        } else {
            instrument = monotonic ? Instrument.COUNTER : Instrument.UP_DOWN_COUNTER;
        }
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
        flags = 0;
        integer = false;
        valueBits = 0;
        boolean number = kind == GAUGE || kind == SUM;
        int flagsField = kind == HISTOGRAM || kind == EXPONENTIAL_HISTOGRAM ? 10 : 8;
        in.over(bytes, pointOffset, pointEnd);
        while (in.nextField()) {
            if (in.isBytes()) {
                continue;
            }
            switch (in.field()) {
                case 2 -> startNanos = in.value();
                case 3 -> timeNanos = in.value();
                case 4, 6 -> {
                    integer = number && in.field() == 6;
                    valueBits = number ? in.value() : valueBits;
                }
                default -> flags = in.field() == flagsField ? (int) in.value() : flags;
            }
        }
        malformed |= in.malformed();
        attributes.over(bytes, pointOffset, pointEnd,
                kind == HISTOGRAM ? 9 : kind == EXPONENTIAL_HISTOGRAM ? 1 : 7);
    }

    /** Moves to the point's next attribute. */
    public boolean nextAttribute() {
        return attributes.next();
    }

    /** The attribute that {@link #nextAttribute} moved to. */
    public AttributeReader attribute() {
        return attributes;
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

    /** The {@code ResourceMetrics} that the metric belongs to. */
    public int resourceOffset() {
        return resourceOffset;
    }

    public int resourceLength() {
        return resourceLength;
    }

    /** One of {@link #GAUGE}, {@link #SUM} …; 0 for a metric without data. */
    public int kind() {
        return kind;
    }

    /** {@link #DELTA}, {@link #CUMULATIVE}; 0 when it is not told. */
    public int temporality() {
        return temporality;
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

    /** A histogram or summary is an up-down-counter here: not a gauge, nor one number. */
    public Instrument instrument() {
        return instrument;
    }

    /** The point's message, for {@link HistogramPoint} and its like. */
    public int pointOffset() {
        return pointOffset;
    }

    public int pointLength() {
        return pointEnd - pointOffset;
    }

    /** Whether the point only says that its series has ended. */
    public boolean isEnded() {
        return (flags & NO_RECORDED_VALUE) != 0;
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
        return textIs(keyOffset(), keyLength(), key);
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
        return attributes.keyOffset();
    }

    public int keyLength() {
        return attributes.keyLength();
    }

    /** Whether the attribute is text; otherwise {@link #attributeNumber} has it. */
    public boolean attributeIsText() {
        return attributes.isText();
    }

    public int textOffset() {
        return attributes.textOffset();
    }

    public int textLength() {
        return attributes.textLength();
    }

    public long attributeNumber() {
        return attributes.number();
    }
}
