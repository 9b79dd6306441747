package dev.mote.http;

import dev.mote.bytes.Ascii;

/**
 * One request's head, read where it stands (RFC 9112, sections 3 and 5). Bodies are not taken, so
 * GET and HEAD are all there is.
 */
public final class ServerRequest {
    private final HeaderScanner headers = new HeaderScanner();
    private byte[] bytes = new byte[0];
    private int headersOffset;
    private int headEnd;
    private int pathOffset;
    private int pathLength;
    private int hostOffset;
    private int hostLength;
    private boolean head;
    private boolean keepAlive;

    /**
     * Reads the head in {@code bytes[offset .. end)}, empty line included.
     *
     * @return 0, or the status that refuses the request
     */
    int parse(byte[] bytes, int offset, int end) {
        this.bytes = bytes;
        headEnd = end;
        hostLength = -1;
        head = false;
        int lineEnd = indexOf('\n', offset, end);
        headersOffset = lineEnd + 1;
        if (lineEnd > offset && bytes[lineEnd - 1] == '\r') {
            lineEnd--;
        }
        int method = indexOf(' ', offset, lineEnd);
        int target = indexOf(' ', method + 1, lineEnd);
        if (!isToken(offset, method) || target <= method + 1 || target >= lineEnd) {
            return 400;
        }
        int version = version(target + 1, lineEnd);
        if (version < 0) {
            return version == -505 ? 505 : 400;
        }
        head = is(offset, method, "HEAD");
        boolean known = head || is(offset, method, "GET");
        if (known && !readTarget(method + 1, target)) {
            return 400;
        }
        int refused = readHeaders(version);
        return refused != 0 ? refused : known ? 0 : 405;
    }

    /** There is no whole request: what is answered next is not one's head. */
    void forget() {
        head = false;
    }

    /** The minor version of HTTP/1.x; -505 for another major version, -400 for something else. */
    private int version(int from, int to) {
        if (to - from != 8 || !is(from, from + 5, "HTTP/") || bytes[from + 6] != '.'
                || !Ascii.isDigit(bytes[from + 5]) || !Ascii.isDigit(bytes[from + 7])) {
            return -400;
        }
        return bytes[from + 5] == '1' ? bytes[from + 7] - '0' : -505;
    }

    /** Path without query, from {@code /path} or {@code http://host/path}. */
    private boolean readTarget(int from, int to) {
        int path = from;
        if (bytes[from] != '/') {
            if (to - from < 8 || !is(from, from + 7, "http://")) {
                return false;
            }
            hostOffset = from + 7;
            path = indexOf('/', hostOffset, to);
            hostLength = path - hostOffset;
        }
        for (int at = path; at < to; at++) {
            if (bytes[at] <= ' ' || bytes[at] == 127) {
                return false;
            }
        }
        pathOffset = path;
        pathLength = indexOf('?', path, to) - path;
        return path < to;
    }

    private int readHeaders(int minorVersion) {
        boolean targetHasHost = hostLength >= 0;
        boolean body = false;
        int hosts = 0;
        keepAlive = minorVersion > 0;
        headers.over(bytes, headersOffset, headEnd);
        while (headers.next()) {
            if (headers.nameIs("host")) {
                hosts++;
                if (!targetHasHost) {
                    hostOffset = headers.valueOffset();
                    hostLength = headers.valueLength();
                }
            } else if (headers.nameIs("connection")) {
                keepAlive = !headers.hasToken("close")
                        && (minorVersion > 0 || headers.hasToken("keep-alive"));
            } else if (headers.nameIs("content-length")) {
                body |= headers.number() != 0;
            } else if (headers.nameIs("transfer-encoding")) {
                body = true;
            }
        }
        if (headers.malformed() || hosts > 1 || hosts == 0 && minorVersion > 0) {
            return 400;
        }
        return body ? 413 : 0;
    }

    /** Whether the path, without its query, is {@code path}. */
    public boolean pathIs(String path) {
        return is(pathOffset, pathOffset + pathLength, path);
    }

    /** Whether the request asks for the head of the answer only. */
    public boolean isHead() {
        return head;
    }

    /** Whether the client wants to go on with the same connection. */
    boolean keepAlive() {
        return keepAlive;
    }

    /** Finds the first header of this name (lower case); its value is then in the scanner. */
    public boolean hasHeader(String name) {
        headers.over(bytes, headersOffset, headEnd);
        while (headers.next()) {
            if (headers.nameIs(name)) {
                return true;
            }
        }
        return false;
    }

    boolean acceptsGzip() {
        return hasHeader("accept-encoding") && headers.hasToken("gzip");
    }

    public byte[] bytes() {
        return bytes;
    }

    /** Where the value that {@link #hasHeader} found begins in {@link #bytes}. */
    public int valueOffset() {
        return headers.valueOffset();
    }

    public int valueLength() {
        return headers.valueLength();
    }

    /** Whether the client said which host it asks; HTTP/1.0 and older need not. */
    boolean hasHost() {
        return hostLength >= 0;
    }

    /** Whether the host that the client asked for, without port, is {@code name} (lower case). */
    boolean hostIs(String name) {
        int end = hostOffset + Math.max(0, hostLength);
        int port = hostOffset;
        while (port < end && bytes[port] != ':') {
            port = bytes[port] == '[' ? indexOf(']', port, end) : port + 1;
        }
        if (port - hostOffset != name.length()) {
            return false;
        }
        for (int at = 0; at < name.length(); at++) {
            if (Ascii.lower(bytes[hostOffset + at]) != name.charAt(at)) {
                return false;
            }
        }
        return true;
    }

    private int indexOf(int value, int from, int to) {
        int at = from;
        while (at < to && bytes[at] != value) {
            at++;
        }
        return at;
    }

    private boolean isToken(int from, int to) {
        for (int at = from; at < to; at++) {
            if (!HeaderScanner.isTokenByte(bytes[at])) {
                return false;
            }
        }
        return to > from;
    }

    private boolean is(int from, int to, String text) {
        if (to - from != text.length()) {
            return false;
        }
        for (int at = 0; at < text.length(); at++) {
            if (bytes[from + at] != text.charAt(at)) {
                return false;
            }
        }
        return true;
    }
}
