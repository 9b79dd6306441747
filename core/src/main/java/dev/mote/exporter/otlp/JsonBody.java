package dev.mote.exporter.otlp;

import dev.mote.bytes.Buffer;
import dev.mote.bytes.Gzip;
import dev.mote.component.Batch;
import dev.mote.exporter.Request;
import dev.mote.http.HttpClient;
import dev.mote.otlp.OtlpJson;

/** A request as OTLP/JSON, for servers that take nothing else. Made anew for each try. */
final class JsonBody implements HttpClient.Body {
    private final Buffer plain = new Buffer(1024);
    private final Buffer text = new Buffer(1024);
    private final Buffer compressed = new Buffer(1024);
    private final Gzip gzip;

    JsonBody(boolean gzip) {
        this.gzip = gzip ? new Gzip() : null;
    }

    JsonBody of(Request request) {
        int length = request.length();
        request.copy(0, plain.clear().reserve(length), 0, length);
        OtlpJson.request(request.signal(), plain.bytes(), 0, length, text.clear());
        if (gzip != null) {
            gzip.compress(text.bytes(), 0, text.length(), compressed.clear());
        }
        return this;
    }

    boolean isGzip() {
        return gzip != null;
    }

    private Buffer body() {
        return gzip == null ? text : compressed;
    }

    @Override
    public int length() {
        return body().length();
    }

    @Override
    public void copy(int position, byte[] into, int offset, int count) {
        System.arraycopy(body().bytes(), position, into, offset, count);
    }

    /**
     * Reads an {@code Export…ServiceResponse} in JSON: {@code {"partialSuccess":
     * {"rejectedDataPoints": "3", "errorMessage": "why"}}}, numbers with or without quotes.
     */
    void readSuccess(Buffer answer, Batch.Signal signal, ExportAnswer into) {
        String all = answer.asText();
        int message = all.indexOf("\"errorMessage\"");
        String rejected = switch (signal) {
            case METRICS -> "\"rejectedDataPoints\"";
            case LOGS -> "\"rejectedLogRecords\"";
            case TRACES -> "\"rejectedSpans\"";
        };
        int count = all.indexOf(rejected);
        into.set(count < 0 ? 0 : number(all, count + rejected.length()),
                message < 0 ? "" : string(all, message + 14));
    }

    private static long number(String text, int from) {
        int at = from;
        while (at < text.length() && " \t\r\n:\"".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        long number = 0;
        for (; at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9'; at++) {
            number = Math.min(Integer.MAX_VALUE, number * 10 + text.charAt(at) - '0');
        }
        return number;
    }

    private static String string(String text, int from) {
        int begin = text.indexOf('"', from);
        int end = begin + 1;
        while (begin >= 0 && end < text.length() && text.charAt(end) != '"') {
            end += text.charAt(end) == '\\' ? 2 : 1;
        }
        return begin < 0 ? "" : text.substring(begin + 1, Math.min(end, text.length()));
    }
}
