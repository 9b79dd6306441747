package dev.mote.otlp;

/** Numbers of OTLP's fields that several parts of Mote must know. */
public final class Otlp {
    /** Fields of Metric: what kind of data it has. */
    public static final int GAUGE = 5;
    public static final int SUM = 7;
    public static final int HISTOGRAM = 9;
    public static final int EXPONENTIAL = 10;
    public static final int SUMMARY = 11;

    public static final int METRIC_NAME = 1;
    /** Of Sum, Histogram and ExponentialHistogram. */
    public static final int TEMPORALITY = 2;
    public static final int DELTA = 1;
    public static final int CUMULATIVE = 2;
    public static final int IS_MONOTONIC = 3;

    /** Of every data point. */
    public static final int START_TIME = 2;
    public static final int TIME = 3;
    /** Of a NumberDataPoint. */
    public static final int AS_DOUBLE = 4;
    public static final int AS_INT = 6;
    /** Of every other data point. */
    public static final int COUNT = 4;
    public static final int SUM_OF_VALUES = 5;

    /** Of a HistogramDataPoint. */
    public static final int BUCKET_COUNTS = 6;
    public static final int EXPLICIT_BOUNDS = 7;
    public static final int HISTOGRAM_MIN = 11;
    public static final int HISTOGRAM_MAX = 12;

    public static final int LOG_TIME = 1;
    public static final int LOG_SEVERITY = 2;
    public static final int LOG_SEVERITY_TEXT = 3;
    public static final int LOG_BODY = 5;
    public static final int LOG_TRACE_ID = 9;
    public static final int LOG_SPAN_ID = 10;
    public static final int LOG_OBSERVED_TIME = 11;

    public static final int SPAN_TRACE_ID = 1;
    public static final int SPAN_ID = 2;
    public static final int SPAN_PARENT_ID = 4;
    public static final int SPAN_NAME = 5;
    public static final int SPAN_KIND = 6;
    public static final int SPAN_START = 7;
    public static final int SPAN_END = 8;
    public static final int SPAN_EVENTS = 11;
    public static final int SPAN_STATUS = 15;
    /** Of Status. */
    public static final int STATUS_CODE = 3;

    private Otlp() {
    }

    /** Whether the field of Metric holds data points. */
    static boolean isData(int field) {
        return field == GAUGE || field == SUM || field >= HISTOGRAM && field <= SUMMARY;
    }
}
