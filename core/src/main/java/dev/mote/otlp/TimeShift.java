package dev.mote.otlp;

/**
 * Moves the timestamps of a request by the same amount, in place: they are eight bytes each. For
 * what a clock told that was set since. Those that it cannot have told, of other hosts or of before
 * the host was switched on, stay as they are, and so does 0, "not told".
 *
 * <pre>
 *   metrics   points: 2 start, 3 time; exemplars: 2 time
 *   logs      1 time, 11 observed time
 *   traces    7 start, 8 end; events: 1 time
 * </pre>
 */
public final class TimeShift {
    private static final int METRICS = 0;
    private static final int LOGS = 1;

    private final long fromNanos;
    private final long toNanos;
    private final long byNanos;

    /** Times from {@code fromNanos} to {@code toNanos} lack {@code byNanos}. */
    public TimeShift(long fromNanos, long toNanos, long byNanos) {
        this.fromNanos = fromNanos;
        this.toNanos = toNanos;
        this.byNanos = byNanos;
    }

    public long byNanos() {
        return byNanos;
    }

    /** @param signal the ordinal of the batch's signal: metrics, logs, traces */
    public void apply(int signal, byte[] bytes, int offset, int end) {
        ProtobufReader in = new ProtobufReader().over(bytes, offset, end);
        while (in.nextField()) {
            if (in.field() == 1 && in.isBytes()) {
                scopes(signal, bytes, in.offset(), in.offset() + in.length());
            }
        }
    }

    private void scopes(int signal, byte[] bytes, int offset, int end) {
        ProtobufReader in = new ProtobufReader().over(bytes, offset, end);
        while (in.nextField()) {
            if (in.field() == 2 && in.isBytes()) {
                items(signal, bytes, in.offset(), in.offset() + in.length());
            }
        }
    }

    private void items(int signal, byte[] bytes, int offset, int end) {
        ProtobufReader in = new ProtobufReader().over(bytes, offset, end);
        while (in.nextField()) {
            if (in.field() != 2 || !in.isBytes()) {
                continue;
            }
            int to = in.offset() + in.length();
            if (signal == METRICS) {
                metric(bytes, in.offset(), to);
            } else if (signal == LOGS) {
                fields(bytes, in.offset(), to, 1, 11, 0, 0);
            } else {
                fields(bytes, in.offset(), to, 7, 8, 11, 1);
            }
        }
    }

    private void metric(byte[] bytes, int offset, int end) {
        ProtobufReader in = new ProtobufReader().over(bytes, offset, end);
        while (in.nextField()) {
            int kind = in.field();
            if (!in.isBytes() || kind < 5 || kind > 11) {
                continue;
            }
            int exemplars = kind == 9 ? 8 : kind == 10 ? 11 : 5;
            ProtobufReader data = new ProtobufReader().over(bytes, in.offset(),
                    in.offset() + in.length());
            while (data.nextField()) {
                if (data.field() == 1 && data.isBytes()) {
                    fields(bytes, data.offset(), data.offset() + data.length(), 2, 3, exemplars,
                            2);
                }
            }
        }
    }

    /** Moves two fields of a message, and one of the messages in its field {@code inner}. */
    private void fields(byte[] bytes, int offset, int end, int first, int second, int inner,
            int innerTime) {
        ProtobufReader in = new ProtobufReader().over(bytes, offset, end);
        while (in.nextField()) {
            if (!in.isBytes() && (in.field() == first || in.field() == second)) {
                move(bytes, in);
            } else if (in.isBytes() && inner > 0 && in.field() == inner) {
                fields(bytes, in.offset(), in.offset() + in.length(), innerTime, innerTime, 0, 0);
            }
        }
    }

    private void move(byte[] bytes, ProtobufReader in) {
        if (!in.isFixed64() || in.value() == 0 || in.value() < fromNanos
                || in.value() > toNanos) {
            return;
        }
        long moved = in.value() + byNanos;
        for (int at = 0; at < Long.BYTES; at++) {
            bytes[in.position() - Long.BYTES + at] = (byte) (moved >>> 8 * at);
        }
    }
}
