package dev.mote.http2;

/** The numbers of RFC 9113: frame types (6), flags, error codes (7), settings (6.5.2). */
public final class Http2 {
    static final int DATA = 0;
    static final int HEADERS = 1;
    static final int PRIORITY = 2;
    static final int RST_STREAM = 3;
    static final int SETTINGS = 4;
    static final int PUSH_PROMISE = 5;
    static final int PING = 6;
    static final int GOAWAY = 7;
    static final int WINDOW_UPDATE = 8;
    static final int CONTINUATION = 9;

    static final int END_STREAM = 1;
    static final int ACK = 1;
    static final int END_HEADERS = 4;
    static final int PADDED = 8;
    static final int PRIORITY_FLAG = 32;

    public static final int NO_ERROR = 0;
    public static final int PROTOCOL_ERROR = 1;
    public static final int INTERNAL_ERROR = 2;
    public static final int FLOW_CONTROL_ERROR = 3;
    public static final int STREAM_CLOSED = 5;
    public static final int FRAME_SIZE_ERROR = 6;
    public static final int REFUSED_STREAM = 7;
    public static final int CANCEL = 8;
    public static final int COMPRESSION_ERROR = 9;
    public static final int ENHANCE_YOUR_CALM = 11;

    static final int HEADER_TABLE_SIZE = 1;
    static final int ENABLE_PUSH = 2;
    static final int MAX_CONCURRENT_STREAMS = 3;
    static final int INITIAL_WINDOW_SIZE = 4;
    static final int MAX_FRAME_SIZE = 5;
    static final int MAX_HEADER_LIST_SIZE = 6;

    static final int FRAME_HEAD_BYTES = 9;
    /** What both sides begin with. */
    static final int WINDOW_DEFAULT = 65_535;
    static final int FRAME_BYTES_DEFAULT = 16_384;

    /** What a client begins with. */
    public static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

    private Http2() {
    }

    /** Plain words for an error code. */
    public static String describe(int error) {
        return switch (error) {
            case NO_ERROR -> "no error";
            case PROTOCOL_ERROR -> "protocol error";
            case INTERNAL_ERROR -> "internal error";
            case FLOW_CONTROL_ERROR -> "flow control error";
            case STREAM_CLOSED -> "stream closed";
            case FRAME_SIZE_ERROR -> "frame size error";
            case REFUSED_STREAM -> "stream refused";
            case CANCEL -> "stream cancelled";
            case COMPRESSION_ERROR -> "header compression error";
            case ENHANCE_YOUR_CALM -> "too many or too large requests";
            default -> "error " + error;
        };
    }
}
