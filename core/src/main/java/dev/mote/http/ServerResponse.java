package dev.mote.http;

import dev.mote.bytes.Buffer;
import dev.mote.bytes.Gzip;

/**
 * One answer under construction. The body is written first, the head is then put before it, so that
 * both leave with one send:
 *
 * <pre>
 *   0            start      HEAD_BYTES_MAX
 *   | (unused) … | head … | body …
 * </pre>
 *
 * The server has one of these for all connections.
 */
public final class ServerResponse {
    /** Room for the head: 200 bytes of our own and a page's policies. */
    private static final int HEAD_BYTES_MAX = 1024;

    /** What fits into one packet as it is. */
    private static final int COMPRESSED_BYTES_MIN = 1200;

    private final Buffer head = new Buffer(HEAD_BYTES_MAX);
    private final Buffer headers = new Buffer(256);
    /** /metrics of a usual host is 34 kB; growing leaves garbage, room not written to is free. */
    private final Buffer out = new Buffer(64 * HEAD_BYTES_MAX);
    /** Made when the first client wants it: its tables are 20 kB that few need. */
    private Gzip gzip;
    private Buffer compressed;
    private int status;
    private String contentType;
    private int start;

    ServerResponse begin() {
        status = 200;
        contentType = "text/plain; charset=utf-8";
        headers.clear();
        out.setLength(HEAD_BYTES_MAX);
        return this;
    }

    /** Where the body goes: append only. */
    public Buffer body() {
        return out;
    }

    /** 200 if nobody says otherwise. */
    public ServerResponse status(int status) {
        this.status = status;
        return this;
    }

    /** Plain UTF-8 text if nobody says otherwise. */
    public ServerResponse contentType(String contentType) {
        this.contentType = contentType;
        return this;
    }

    /** One more header; all of them together have to stay below 700 bytes. */
    public ServerResponse header(String name, String value) {
        headers.ascii(name).ascii(": ").ascii(value).ascii("\r\n");
        return this;
    }

    /** Compresses the body, when that saves more than the header that tells it. */
    void compress() {
        int bodyLength = out.length() - HEAD_BYTES_MAX;
        if (bodyLength < COMPRESSED_BYTES_MIN) {
            return;
        }
        if (gzip == null) {
            gzip = new Gzip();
            compressed = new Buffer(bodyLength / 3);
        }
        gzip.compress(out.bytes(), HEAD_BYTES_MAX, bodyLength, compressed.clear());
        out.setLength(HEAD_BYTES_MAX).put(compressed.bytes(), 0, compressed.length());
        header("Content-Encoding", "gzip").header("Vary", "Accept-Encoding");
    }

    /** Puts the head before the body; what is to be sent is then {@link #bytes} start to end. */
    void end(boolean headOnly, boolean keepAlive, long wallNanos) {
        int bodyLength = out.length() - HEAD_BYTES_MAX;
        head.clear().ascii("HTTP/1.1 ").decimal(status).put(' ').ascii(reason(status));
        head.ascii("\r\nDate: ");
        HttpDate.append(head, wallNanos);
        head.ascii("\r\nContent-Type: ").ascii(contentType);
        head.ascii("\r\nContent-Length: ").decimal(bodyLength);
        head.ascii("\r\nCache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\n");
        head.ascii(keepAlive ? "" : "Connection: close\r\n");
        head.put(headers.bytes(), 0, headers.length()).ascii("\r\n");
        if (head.length() > HEAD_BYTES_MAX) {
            throw new IllegalStateException("a response head of " + head.length() + " bytes");
        }
        start = HEAD_BYTES_MAX - head.length();
        System.arraycopy(head.bytes(), 0, out.bytes(), start, head.length());
        if (headOnly) {
            out.setLength(HEAD_BYTES_MAX);
        }
    }

    byte[] bytes() {
        return out.bytes();
    }

    int startOffset() {
        return start;
    }

    int endOffset() {
        return out.length();
    }

    /** The reason phrases of RFC 9110, section 15. */
    private static String reason(int status) {
        return switch (status) {
            case 200 -> "OK";
            case 400 -> "Bad Request";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 408 -> "Request Timeout";
            case 413 -> "Content Too Large";
            case 414 -> "URI Too Long";
            case 421 -> "Misdirected Request";
            case 431 -> "Request Header Fields Too Large";
            case 503 -> "Service Unavailable";
            case 505 -> "HTTP Version Not Supported";
            default -> "Error";
        };
    }
}
