package dev.mote.ottl;

import dev.mote.otlp.Level;

/** What a statement is about, from the outside in; what is around it can be read too. */
public enum OttlContext {
    RESOURCE("resource", Level.RESOURCE, "dropped_attributes_count n2"),
    SCOPE("scope", Level.SCOPE, "name s1 version s2 dropped_attributes_count n4"),
    METRIC("metric", Level.METRIC, "name s1 description s2 unit s3 type K0"
            + " aggregation_temporality D2 is_monotonic M3"),
    DATAPOINT("datapoint", Level.RECORD, "start_time_unix_nano u2 time_unix_nano u3 value_double v4"
            + " value_int w6 count C4 sum E5"),
    LOG("log", Level.RECORD, "time_unix_nano u1 observed_time_unix_nano u11 severity_number n2"
            + " severity_text s3 body a5 dropped_attributes_count n7 trace_id x9 span_id x10"
            + " trace_id.string X9 span_id.string X10 event_name s12"),
    SPAN("span", Level.RECORD, "trace_id x1 span_id x2 trace_state s3 parent_span_id x4 name s5"
            + " kind n6 start_time_unix_nano u7 end_time_unix_nano u8 dropped_attributes_count n10"
            + " status.code S3 status.message T2 trace_id.string X1 span_id.string X2"
            + " parent_span_id.string X4"),
    SPANEVENT("spanevent", Level.EVENT, "time_unix_nano u1 name s2 dropped_attributes_count n4");

    /** As in a config and before a path. */
    public final String word;
    public final Level level;
    /** Name, kind and number of each field; the kinds are those of {@link FieldPath}. */
    final String fields;

    OttlContext(String word, Level level, String fields) {
        this.word = word;
        this.level = level;
        this.fields = fields;
    }

    /** The context with the name, null if there is none. */
    public static OttlContext of(String word) {
        for (OttlContext context : values()) {
            if (context.word.equals(word)) {
                return context;
            }
        }
        return word.equals("instrumentation_scope") ? SCOPE : null;
    }

    /** Whether {@code other} is around this, or this itself. */
    boolean reaches(OttlContext other) {
        return switch (other) {
            case RESOURCE -> true;
            case SCOPE -> this != RESOURCE;
            case METRIC -> this == METRIC || this == DATAPOINT;
            case SPAN -> this == SPAN || this == SPANEVENT;
            default -> this == other;
        };
    }
}
