package dev.mote.grpc;

import dev.mote.bytes.Buffer;
import dev.mote.otlp.ProtobufReader;

/**
 * How long a far end wants to be left alone, in the details of a Status (googleapis: google/rpc/
 * status.proto, error_details.proto).
 *
 * <pre>
 *   Status { 1 code, 2 message, 3 details … }
 *     Any { 1 type_url ".../google.rpc.RetryInfo", 2 value }
 *       RetryInfo { 1 retry_delay }
 *         Duration { 1 seconds, 2 nanos }
 * </pre>
 */
public final class RetryInfo {
    private static final String TYPE = "type.googleapis.com/google.rpc.RetryInfo";
    private static final String NAME = "/google.rpc.RetryInfo";
    private static final long SECOND = 1_000_000_000L;

    private RetryInfo() {
    }

    /** The delay in nanoseconds; -1 when the Status has none. */
    static long delayNanos(byte[] status, int offset, int end) {
        ProtobufReader in = new ProtobufReader().over(status, offset, end);
        long delay = -1;
        while (delay < 0 && in.nextField()) {
            if (in.field() == 3 && in.isBytes()) {
                delay = ofDetail(status, in.offset(), in.offset() + in.length());
            }
        }
        return delay;
    }

    private static long ofDetail(byte[] bytes, int offset, int end) {
        ProtobufReader any = new ProtobufReader().over(bytes, offset, end);
        boolean named = false;
        int from = 0;
        int to = 0;
        while (any.nextField()) {
            if (any.field() == 1 && any.isBytes()) {
                named = endsWith(bytes, any.offset() + any.length(), any.length(), NAME);
            } else if (any.field() == 2 && any.isBytes()) {
                from = any.offset();
                to = from + any.length();
            }
        }
        return named ? ofRetryInfo(bytes, from, to) : -1;
    }

    private static long ofRetryInfo(byte[] bytes, int from, int to) {
        ProtobufReader info = new ProtobufReader().over(bytes, from, to);
        long seconds = 0;
        long nanos = 0;
        while (info.nextField()) {
            if (info.field() == 1 && info.isBytes()) {
                ProtobufReader duration = new ProtobufReader().over(bytes, info.offset(),
                        info.offset() + info.length());
                while (duration.nextField()) {
                    seconds = duration.field() == 1 ? duration.value() : seconds;
                    nanos = duration.field() == 2 ? duration.value() : nanos;
                }
            }
        }
        // A year and more is as good as a year; below zero makes no sense.
        return Math.max(0, Math.min(seconds, 365 * 86_400) * SECOND
                + Math.max(0, Math.min(nanos, SECOND - 1)));
    }

    private static boolean endsWith(byte[] bytes, int end, int length, String text) {
        boolean same = length >= text.length();
        for (int at = 0; same && at < text.length(); at++) {
            same = bytes[end - text.length() + at] == text.charAt(at);
        }
        return same;
    }

    /** Appends a Status; {@code retrySeconds} below zero: without RetryInfo. */
    public static void writeStatus(int code, String message, int retrySeconds, Buffer out) {
        if (code != 0) {
            out.put(0x08).put(code);
        }
        out.put(0x12).varint(message.length()).ascii(message);
        if (retrySeconds >= 0) {
            int seconds = Math.min(retrySeconds, 127);
            out.put(0x1A).put(2 + TYPE.length() + 2 + 4).put(0x0A).put(TYPE.length()).ascii(TYPE);
            out.put(0x12).put(4).put(0x0A).put(2).put(0x08).put(seconds);
        }
    }
}
