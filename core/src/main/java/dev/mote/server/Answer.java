package dev.mote.server;

import dev.mote.bytes.Buffer;
import dev.mote.http.Headers;
import dev.mote.http.HttpDate;
import dev.mote.http2.HpackEncoder;

/** One answer under construction; a server has one for all its connections. */
public final class Answer {
    private static final int HEADERS_BYTES_MAX = 4096;
    /** A success without a body, nor a length of one (RFC 9110, section 8.6). */
    private static final int NO_CONTENT = 204;

    private int status;
    private final Headers headers = new Headers(HEADERS_BYTES_MAX);
    private final Headers trailers = new Headers(HEADERS_BYTES_MAX);
    private final Buffer body = new Buffer(256);
    private boolean hasTrailers;

    Answer begin() {
        status = 200;
        headers.clear();
        trailers.clear();
        body.clear();
        hasTrailers = false;
        return this;
    }

    /** 200 if nobody says otherwise. */
    public Answer status(int status) {
        this.status = status;
        return this;
    }

    /** One more header; the name in lower case. */
    public Answer header(String name, String value) {
        headers.add(name, value);
        return this;
    }

    /** What stands behind the body, in HTTP/2. */
    public Headers trailers() {
        hasTrailers = true;
        return trailers;
    }

    /** Where the body goes: append only. */
    public Buffer body() {
        return body;
    }

    boolean hasTrailers() {
        return hasTrailers;
    }

    // ---- as HTTP/2 ------------------------------------------------------------------------------

    void writeHead(HpackEncoder out) {
        out.header(":status", statusText(status));
        writeAll(headers, out);
    }

    void writeTrailers(HpackEncoder out) {
        writeAll(trailers, out);
    }

    private static void writeAll(Headers headers, HpackEncoder out) {
        for (int index = 0; index < headers.count(); index++) {
            headers.at(index);
            out.passing(headers.bytes(), headers.nameOffset(), headers.nameLength(),
                    headers.valueOffset(), headers.valueLength());
        }
    }

    private static String statusText(int status) {
        return switch (status) {
            case 200 -> "200";
            case NO_CONTENT -> "204";
            case 401 -> "401";
            case 404 -> "404";
            case 405 -> "405";
            case 413 -> "413";
            case 415 -> "415";
            case 429 -> "429";
            case 503 -> "503";
            default -> status >= 500 ? "500" : "400";
        };
    }

    // ---- as HTTP/1.1 ----------------------------------------------------------------------------

    void writeTo(Buffer out, boolean keepAlive, boolean headOnly, long wallNanos) {
        out.ascii("HTTP/1.1 ").ascii(statusText(status)).put(' ').ascii(reason(status));
        out.ascii("\r\nDate: ");
        HttpDate.append(out, wallNanos);
        for (int index = 0; index < headers.count(); index++) {
            headers.at(index);
            out.ascii("\r\n").put(headers.bytes(), headers.nameOffset(), headers.nameLength());
            out.ascii(": ").put(headers.bytes(), headers.valueOffset(), headers.valueLength());
        }
        if (status != NO_CONTENT) {
            out.ascii("\r\nContent-Length: ").decimal(body.length());
        }
        out.ascii(keepAlive ? "\r\n\r\n" : "\r\nConnection: close\r\n\r\n");
        if (!headOnly) {
            out.put(body.bytes(), 0, body.length());
        }
    }

    /** The reason phrases of RFC 9110, section 15. */
    private static String reason(int status) {
        return switch (status) {
            case 200 -> "OK";
            case NO_CONTENT -> "No Content";
            case 401 -> "Unauthorized";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 413 -> "Content Too Large";
            case 415 -> "Unsupported Media Type";
            case 429 -> "Too Many Requests";
            case 503 -> "Service Unavailable";
            default -> status >= 500 ? "Internal Server Error" : "Bad Request";
        };
    }
}
