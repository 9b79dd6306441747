package dev.mote.otlp;

import dev.mote.component.Batch;

/**
 * The fields of OTLP's messages, one table a message, after opentelemetry-proto 1.x (metrics/v1,
 * logs/v1, trace/v1, common/v1, resource/v1). A field is one string:
 *
 * <pre>
 *   "7*kattributes"
 *    │││└ name in JSON
 *    ││└─ kind: one of the constants here, or the letter of a message
 *    │└── '*' repeated, '.' not
 *    └─── number, one or two digits
 * </pre>
 */
final class OtlpFields {
    static final char STRING = 's';
    static final char BYTES = 'b';
    /** A trace or span id. */
    static final char ID = 'x';
    static final char BOOLEAN = 't';
    static final char DOUBLE = 'd';
    /** 64 bits with sign, fixed. */
    static final char SIGNED = 'i';
    /** 64 bits with sign, a varint. */
    static final char SIGNED_VARINT = 'j';
    /** 64 bits without sign, fixed. */
    static final char UNSIGNED = 'u';
    /** 32 bits, or an enum, a varint. */
    static final char SMALL = 'n';
    /** 32 bits without sign, fixed. */
    static final char FIXED32 = 'f';
    static final char ZIGZAG = 'z';
    static final char UNSIGNED_PACKED = 'U';
    static final char DOUBLE_PACKED = 'D';
    static final char VARINT_PACKED = 'V';

    private static final String[] METRICS_REQUEST = {"1*RresourceMetrics"};
    private static final String[] LOGS_REQUEST = {"1*GresourceLogs"};
    private static final String[] TRACES_REQUEST = {"1*TresourceSpans"};
    private static final String[] RESOURCE_METRICS =
            {"1.rresource", "2*SscopeMetrics", "3.sschemaUrl"};
    private static final String[] RESOURCE =
            {"1*kattributes", "2.ndroppedAttributesCount", "3*FentityRefs"};
    private static final String[] ENTITY_REF =
            {"1.sschemaUrl", "2.stype", "3*sidKeys", "4*sdescriptionKeys"};
    private static final String[] SCOPE_METRICS = {"1.cscope", "2*Mmetrics", "3.sschemaUrl"};
    private static final String[] SCOPE =
            {"1.sname", "2.sversion", "3*kattributes", "4.ndroppedAttributesCount"};
    private static final String[] METRIC = {"1.sname", "2.sdescription", "3.sunit", "5.ggauge",
        "7.Asum", "9.hhistogram", "10.eexponentialHistogram", "11.ysummary", "12*kmetadata"};
    private static final String[] GAUGE = {"1*pdataPoints"};
    private static final String[] SUM =
            {"1*pdataPoints", "2.naggregationTemporality", "3.tisMonotonic"};
    private static final String[] HISTOGRAM = {"1*HdataPoints", "2.naggregationTemporality"};
    private static final String[] EXPONENTIAL = {"1*EdataPoints", "2.naggregationTemporality"};
    private static final String[] SUMMARY = {"1*YdataPoints"};
    private static final String[] NUMBER_POINT = {"7*kattributes", "2.ustartTimeUnixNano",
        "3.utimeUnixNano", "4.dasDouble", "6.iasInt", "5*Xexemplars", "8.nflags"};
    private static final String[] HISTOGRAM_POINT = {"9*kattributes", "2.ustartTimeUnixNano",
        "3.utimeUnixNano", "4.ucount", "5.dsum", "6*UbucketCounts", "7*DexplicitBounds",
        "8*Xexemplars", "10.nflags", "11.dmin", "12.dmax"};
    private static final String[] EXPONENTIAL_POINT = {"1*kattributes", "2.ustartTimeUnixNano",
        "3.utimeUnixNano", "4.ucount", "5.dsum", "6.zscale", "7.uzeroCount", "8.Bpositive",
        "9.Bnegative", "10.nflags", "11*Xexemplars", "12.dmin", "13.dmax", "14.dzeroThreshold"};
    private static final String[] BUCKETS = {"1.zoffset", "2*VbucketCounts"};
    private static final String[] SUMMARY_POINT = {"7*kattributes", "2.ustartTimeUnixNano",
        "3.utimeUnixNano", "4.ucount", "5.dsum", "6*qquantileValues", "8.nflags"};
    private static final String[] QUANTILE = {"1.dquantile", "2.dvalue"};
    private static final String[] EXEMPLAR = {"7*kfilteredAttributes", "2.utimeUnixNano",
        "3.dasDouble", "6.iasInt", "4.xspanId", "5.xtraceId"};
    private static final String[] RESOURCE_LOGS =
            {"1.rresource", "2*IscopeLogs", "3.sschemaUrl"};
    private static final String[] SCOPE_LOGS = {"1.cscope", "2*JlogRecords", "3.sschemaUrl"};
    private static final String[] LOG_RECORD = {"1.utimeUnixNano", "11.uobservedTimeUnixNano",
        "2.nseverityNumber", "3.sseverityText", "5.vbody", "6*kattributes",
        "7.ndroppedAttributesCount", "8.fflags", "9.xtraceId", "10.xspanId", "12.seventName"};
    private static final String[] RESOURCE_SPANS =
            {"1.rresource", "2*WscopeSpans", "3.sschemaUrl"};
    private static final String[] SCOPE_SPANS = {"1.cscope", "2*Pspans", "3.sschemaUrl"};
    private static final String[] SPAN = {"1.xtraceId", "2.xspanId", "3.straceState",
        "4.xparentSpanId", "16.fflags", "5.sname", "6.nkind", "7.ustartTimeUnixNano",
        "8.uendTimeUnixNano", "9*kattributes", "10.ndroppedAttributesCount", "11*Nevents",
        "12.ndroppedEventsCount", "13*Olinks", "14.ndroppedLinksCount", "15.Qstatus"};
    private static final String[] EVENT =
            {"1.utimeUnixNano", "2.sname", "3*kattributes", "4.ndroppedAttributesCount"};
    private static final String[] LINK = {"1.xtraceId", "2.xspanId", "3.straceState",
        "4*kattributes", "5.ndroppedAttributesCount", "6.fflags"};
    private static final String[] STATUS = {"2.smessage", "3.ncode"};
    private static final String[] KEY_VALUE = {"1.skey", "2.vvalue"};
    private static final String[] ANY_VALUE = {"1.sstringValue", "2.tboolValue", "3.jintValue",
        "4.ddoubleValue", "5.larrayValue", "6.LkvlistValue", "7.bbytesValue"};
    private static final String[] ARRAY = {"1*vvalues"};
    private static final String[] LIST = {"1*kvalues"};

    private OtlpFields() {
    }

    /** The fields of the request of a signal. */
    static String[] request(Batch.Signal signal) {
        return switch (signal) {
            case METRICS -> METRICS_REQUEST;
            case LOGS -> LOGS_REQUEST;
            case TRACES -> TRACES_REQUEST;
        };
    }

    /** The fields of the message that a kind stands for; null when it is none. */
    static String[] message(char kind) {
        return switch (kind) {
            case 'R' -> RESOURCE_METRICS;
            case 'r' -> RESOURCE;
            case 'F' -> ENTITY_REF;
            case 'S' -> SCOPE_METRICS;
            case 'c' -> SCOPE;
            case 'M' -> METRIC;
            case 'g' -> GAUGE;
            case 'A' -> SUM;
            case 'h' -> HISTOGRAM;
            case 'e' -> EXPONENTIAL;
            case 'y' -> SUMMARY;
            case 'p' -> NUMBER_POINT;
            case 'H' -> HISTOGRAM_POINT;
            case 'E' -> EXPONENTIAL_POINT;
            case 'B' -> BUCKETS;
            case 'Y' -> SUMMARY_POINT;
            case 'q' -> QUANTILE;
            case 'X' -> EXEMPLAR;
            case 'G' -> RESOURCE_LOGS;
            case 'I' -> SCOPE_LOGS;
            case 'J' -> LOG_RECORD;
            case 'T' -> RESOURCE_SPANS;
            case 'W' -> SCOPE_SPANS;
            case 'P' -> SPAN;
            case 'N' -> EVENT;
            case 'O' -> LINK;
            case 'Q' -> STATUS;
            case 'k' -> KEY_VALUE;
            case 'v' -> ANY_VALUE;
            case 'l' -> ARRAY;
            case 'L' -> LIST;
            default -> null;
        };
    }

    static int number(String field) {
        int first = field.charAt(0) - '0';
        return markAt(field) == 1 ? first : 10 * first + field.charAt(1) - '0';
    }

    static boolean isRepeated(String field) {
        return field.charAt(markAt(field)) == '*';
    }

    static char kind(String field) {
        return field.charAt(markAt(field) + 1);
    }

    static int nameOffset(String field) {
        return markAt(field) + 2;
    }

    private static int markAt(String field) {
        char second = field.charAt(1);
        return second == '*' || second == '.' ? 1 : 2;
    }
}
