package dev.mote.prometheus;

import dev.mote.bytes.Buffer;
import dev.mote.bytes.Gzip;
import dev.mote.http.Headers;
import dev.mote.server.Answer;
import dev.mote.server.Exchange;

/** One request to an exporter's page, {@code /metrics}. */
final class PageExchange implements Exchange {
    /** What all exchanges of an exporter share. */
    static final class Pages {
        final ShownSeries series;
        final boolean openMetrics;
        /** Not for a client on the same host: the way is shorter than the work. */
        final boolean compress;
        private final Buffer page = new Buffer(1024);
        /** Made when the first client wants it. */
        private Gzip gzip;

        Pages(ShownSeries series, boolean openMetrics, boolean compress) {
            this.series = series;
            this.openMetrics = openMetrics;
            this.compress = compress;
        }

        private void write(ExpositionFormat format, boolean compressed, Buffer out) {
            if (!compressed) {
                series.write(format, out);
                return;
            }
            gzip = gzip == null ? new Gzip() : gzip;
            series.write(format, page.clear());
            gzip.compress(page.bytes(), 0, page.length(), out);
        }
    }

    private final Pages pages;

    PageExchange(Pages pages) {
        this.pages = pages;
    }

    @Override
    public boolean begin(Headers request, Answer answer, long nowNanos) {
        boolean reads = request.find(":method")
                && (request.valueIs("GET") || request.valueIs("HEAD"));
        if (!request.find(":path") || !isPage(request)) {
            answer.status(404).header("content-type", "text/plain").body()
                    .ascii("there is /metrics\n");
        } else if (!reads) {
            answer.status(405).header("content-type", "text/plain").body()
                    .ascii("/metrics is for GET\n");
        } else {
            page(request, answer, nowNanos);
        }
        return true;
    }

    private void page(Headers request, Answer answer, long nowNanos) {
        ExpositionFormat format = pages.openMetrics && request.find("accept")
                ? ExpositionFormat.accepted(request.bytes(), request.valueOffset(),
                        request.valueLength()) : ExpositionFormat.TEXT;
        boolean compressed = pages.compress && request.find("accept-encoding")
                && takesGzip(request);
        answer.header("content-type", format.contentType());
        if (compressed) {
            answer.header("content-encoding", "gzip");
        }
        pages.series.begin(nowNanos);
        pages.write(format, compressed, answer.body());
    }

    private static boolean isPage(Headers request) {
        int length = 0;
        while (length < request.valueLength()
                && request.bytes()[request.valueOffset() + length] != '?') {
            length++;
        }
        return length == "/metrics".length() && has(request, "/metrics") == 0;
    }

    private static boolean takesGzip(Headers request) {
        return has(request, "gzip") >= 0 && has(request, "gzip;q=0") < 0;
    }

    /** Where the word stands in a header's value; -1: it does not. */
    private static int has(Headers request, String word) {
        byte[] bytes = request.bytes();
        int from = request.valueOffset();
        for (int at = 0; at + word.length() <= request.valueLength(); at++) {
            int same = 0;
            while (same < word.length() && bytes[from + at + same] == word.charAt(same)) {
                same++;
            }
            if (same == word.length()) {
                return at;
            }
        }
        return -1;
    }

    @Override
    public boolean content(byte[] bytes, int offset, int length, Answer answer, long nowNanos) {
        return true;
    }

    @Override
    public void end(Answer answer, long nowNanos) {
        // Every request is answered when it begins.
    }

    @Override
    public void close() {
        // Nothing is kept.
    }
}
