package dev.mote.ottl;

/** The names that numbers of OTLP have: {@code SEVERITY_NUMBER_WARN2}, {@code SPAN_KIND_SERVER}. */
final class Enums {
    private static final String[] SEVERITIES = {"TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"};
    private static final String[] NAMES = {"STATUS_CODE_UNSET", "STATUS_CODE_OK",
        "STATUS_CODE_ERROR", "SPAN_KIND_UNSPECIFIED", "SPAN_KIND_INTERNAL", "SPAN_KIND_SERVER",
        "SPAN_KIND_CLIENT", "SPAN_KIND_PRODUCER", "SPAN_KIND_CONSUMER", "METRIC_DATA_TYPE_NONE",
        "METRIC_DATA_TYPE_GAUGE", "METRIC_DATA_TYPE_SUM", "METRIC_DATA_TYPE_HISTOGRAM",
        "METRIC_DATA_TYPE_EXPONENTIAL_HISTOGRAM", "METRIC_DATA_TYPE_SUMMARY",
        "AGGREGATION_TEMPORALITY_UNSPECIFIED", "AGGREGATION_TEMPORALITY_DELTA",
        "AGGREGATION_TEMPORALITY_CUMULATIVE"};
    private static final int[] VALUES = {0, 1, 2, 0, 1, 2, 3, 4, 5, 0, 1, 2, 3, 4, 5, 0, 1, 2};
    private static final String SEVERITY = "SEVERITY_NUMBER_";

    private Enums() {
    }

    /** Null when the word is none of them. */
    static Literal of(String word) {
        for (int at = 0; at < NAMES.length; at++) {
            if (NAMES[at].equals(word)) {
                return Literal.integer(VALUES[at]);
            }
        }
        if (word.equals(SEVERITY + "UNSPECIFIED")) {
            return Literal.integer(0);
        }
        for (int at = 0; at < SEVERITIES.length; at++) {
            String name = SEVERITY + SEVERITIES[at];
            String rest = word.startsWith(name) ? word.substring(name.length()) : "-";
            if (rest.isEmpty() || rest.length() == 1 && "234".contains(rest)) {
                int step = rest.isEmpty() ? 0 : rest.charAt(0) - '1';
                return Literal.integer(4L * at + 1 + step);
            }
        }
        return null;
    }
}
