package dev.mote.server;

import dev.mote.bytes.Ascii;
import dev.mote.http.HeaderScanner;
import dev.mote.http.Headers;

/** Reads a request's head (RFC 9112, sections 3 and 5) as a list of headers like HTTP/2's. */
final class Http1Head {
    /** Whatever it is, it is not HTTP/1.1: an answer in HTTP/1.1 would not be understood. */
    static final String FOREIGN = "";
    private static final String MALFORMED = "This is not a request that HTTP/1.1 allows.";

    private final HeaderScanner scanner = new HeaderScanner();
    private boolean keepAlive;
    private boolean chunked;
    private boolean head;
    private boolean expects;
    private long contentLength;

    /** The index behind the empty line that ends a head, or -1 when it has not come yet. */
    static int end(byte[] bytes, int offset, int limit) {
        return HeaderScanner.headEnd(bytes, offset, limit);
    }

    /** Reads the head; returns what is wrong with it, or null. */
    String read(byte[] bytes, int offset, int end, Headers out) {
        int lineEnd = indexOf(bytes, '\n', offset, end);
        int next = lineEnd + 1;
        lineEnd -= lineEnd > offset && bytes[lineEnd - 1] == '\r' ? 1 : 0;
        int method = indexOf(bytes, ' ', offset, lineEnd);
        int target = indexOf(bytes, ' ', method + 1, lineEnd);
        int version = target + 1;
        boolean well = method > offset && target > method + 1 && lineEnd - version == 8
                && isText(bytes, offset, method) && isText(bytes, method + 1, target);
        for (int at = 0; well && at < 7; at++) {
            well = bytes[version + at] == "HTTP/1.".charAt(at);
        }
        if (!well || bytes[version + 7] != '0' && bytes[version + 7] != '1') {
            return FOREIGN;
        }
        out.add(":method", bytes, offset, method - offset);
        head = out.at(0).valueIs("HEAD");
        out.add(":path", bytes, method + 1, target - method - 1);
        return readHeaders(bytes, next, end, bytes[version + 7] == '1', out);
    }

    private String readHeaders(byte[] bytes, int offset, int end, boolean one, Headers out) {
        keepAlive = one;
        chunked = false;
        expects = false;
        contentLength = -1;
        boolean coded = false;
        int hosts = 0;
        scanner.over(bytes, offset, end);
        while (scanner.next()) {
            if (scanner.nameIs("host")) {
                hosts++;
            } else if (scanner.nameIs("connection")) {
                keepAlive = !scanner.hasToken("close") && (keepAlive && one
                        || scanner.hasToken("keep-alive"));
            } else if (scanner.nameIs("content-length")) {
                if (contentLength >= 0 || scanner.number() < 0) {
                    return "The request has no usable Content-Length.";
                }
                contentLength = scanner.number();
            } else if (scanner.nameIs("transfer-encoding")) {
                chunked = !coded && scanner.valueIs("chunked");
                coded = true;
            } else if (scanner.nameIs("expect")) {
                expects = scanner.valueIs("100-continue");
            }
            add(bytes, out);
        }
        if (scanner.malformed() || hosts > 1 || hosts == 0 && one) {
            return MALFORMED;
        }
        return coded && (!chunked || contentLength >= 0 || !one)
                ? "The request's body has no clear length." : out.isTooLarge()
                ? "The request's head is larger than 16,384 bytes." : null;
    }

    private void add(byte[] bytes, Headers out) {
        out.beginName();
        for (int at = 0; at < scanner.nameLength(); at++) {
            out.text().put(Ascii.lower(bytes[scanner.nameOffset() + at]));
        }
        out.beginValue();
        out.text().put(bytes, scanner.valueOffset(), scanner.valueLength());
        out.end();
    }

    private static int indexOf(byte[] bytes, int value, int from, int to) {
        int at = from;
        while (at < to && bytes[at] != value) {
            at++;
        }
        return at;
    }

    private static boolean isText(byte[] bytes, int from, int to) {
        for (int at = from; at < to; at++) {
            if (bytes[at] <= ' ' || bytes[at] == 127) {
                return false;
            }
        }
        return true;
    }

    boolean keepAlive() {
        return keepAlive;
    }

    boolean isChunked() {
        return chunked;
    }

    boolean isHead() {
        return head;
    }

    /** Whether the client waits for a word before it sends the body. */
    boolean expects() {
        return expects;
    }

    /** -1 when there is none. */
    long contentLength() {
        return contentLength;
    }
}
