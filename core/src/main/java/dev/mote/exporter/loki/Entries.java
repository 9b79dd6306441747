package dev.mote.exporter.loki;

import dev.mote.bytes.Buffer;
import dev.mote.otlp.Protobuf;
import dev.mote.prometheus.Symbols;
import java.util.Arrays;

/** The entries of a request, encoded as they come, and written by stream and time. */
final class Entries {
    private static final int STREAM = 1;
    private static final int LABELS = 1;
    private static final int ENTRY = 2;

    private final Buffer bytes = new Buffer(1024);
    private int[] streams = new int[16];
    private long[] times = new long[16];
    /** Where each begins in {@link #bytes}; it ends where the next one begins. */
    private int[] starts = new int[17];
    private int count;
    private int message;
    /** The entries' numbers in the order in which they are written, and room to sort them. */
    private int[] order = {};
    private int[] merged = {};

    void clear() {
        bytes.clear();
        count = 0;
    }

    /** Begins an entry, whose fields are then appended to what this returns. */
    Buffer begin(int stream, long time) {
        if (count == streams.length) {
            streams = Arrays.copyOf(streams, 2 * count);
            times = Arrays.copyOf(times, 2 * count);
            starts = Arrays.copyOf(starts, 2 * count + 1);
        }
        streams[count] = stream;
        times[count] = time;
        starts[count] = bytes.length();
        message = Protobuf.begin(bytes, ENTRY);
        return bytes;
    }

    void end() {
        Protobuf.end(bytes, message);
        starts[++count] = bytes.length();
    }

    /** Appends all streams. */
    void writeTo(Symbols labels, Buffer out) {
        sort();
        for (int at = 0; at < count;) {
            int stream = streams[order[at]];
            int start = Protobuf.begin(out, STREAM);
            Protobuf.bytes(out, LABELS, labels.bytes(), labels.offset(stream),
                    labels.length(stream));
            for (; at < count && streams[order[at]] == stream; at++) {
                int entry = order[at];
                out.put(bytes.bytes(), starts[entry], starts[entry + 1] - starts[entry]);
            }
            Protobuf.end(out, start);
        }
    }

    /** Merges runs that are in order, which mostly is one: time goes on. Equal ones stay so. */
    private void sort() {
        if (order.length < count) {
            order = new int[streams.length];
            merged = new int[streams.length];
        }
        for (int at = 0; at < count; at++) {
            order[at] = at;
        }
        int to = 0;
        do {
            for (int from = 0; from < count; from = to) {
                int middle = runEnd(from);
                to = middle == count ? count : runEnd(middle);
                merge(from, middle, to);
            }
            int[] done = merged;
            merged = order;
            order = done;
        } while (runEnd(0) < count);
    }

    private int runEnd(int from) {
        int at = from + 1;
        while (at < count && !isBefore(order[at], order[at - 1])) {
            at++;
        }
        return Math.min(at, count);
    }

    private boolean isBefore(int one, int other) {
        return streams[one] < streams[other]
                || streams[one] == streams[other] && times[one] < times[other];
    }

    private void merge(int from, int middle, int to) {
        int left = from;
        int right = middle;
        for (int at = from; at < to; at++) {
            boolean takesRight = left == middle
                    || right < to && isBefore(order[right], order[left]);
            merged[at] = order[takesRight ? right++ : left++];
        }
    }
}
