package dev.mote.log;

import dev.mote.bytes.Crc32c;
import dev.mote.component.Batch;

/**
 * What stands before every record, lowest byte first.
 *
 * <pre>
 *   0        4        8      16          24      28      32      36      40       41      42  44
 *   | length | crc32c | wall | since on  | items | route | plain | crc32 | signal | flags | 0 |
 *   44     48
 *   | boot | payload …
 *
 *   length   bytes of the payload behind the header
 *   crc32c   of everything behind it, payload included
 *   wall, since on    both clocks when the batch was made: the date, and since the host was
 *            switched on, in nanoseconds
 *   plain, crc32      length and CRC-32 of the OTLP request inside
 *   flags    bit 0: the payload is a deflate fragment; bit 1: the clock may have been wrong
 *   boot     a hash of the kernel's boot id: which start of the host "since on" counts from
 * </pre>
 */
final class RecordHeader {
    static final int BYTES = 48;
    /** More is no record: OTLP's limit of a request, which compression hardly makes larger. */
    static final int LENGTH_MAX = 65 << 20;
    private static final int CHECKED_FROM = 8;
    private static final int DEFLATED = 1;
    private static final int NO_CLOCK = 2;

    final byte[] bytes = new byte[BYTES];
    private int crc;

    int length;
    long wallNanos;
    long bootNanos;
    int items;
    int route;
    int plainLength;
    int plainCrc32;
    Batch.Signal signal;
    boolean deflated;
    boolean noClock;
    int boot;

    /** Writes the fields to {@code into}, before the payload that is there already. */
    void write(byte[] into, int offset) {
        put(into, offset, length, 4);
        put(into, offset + 8, wallNanos, 8);
        put(into, offset + 16, bootNanos, 8);
        put(into, offset + 24, items, 4);
        put(into, offset + 28, route, 4);
        put(into, offset + 32, plainLength, 4);
        put(into, offset + 36, plainCrc32, 4);
        into[offset + 40] = (byte) signal.ordinal();
        into[offset + 41] = (byte) ((deflated ? DEFLATED : 0) | (noClock ? NO_CLOCK : 0));
        put(into, offset + 42, 0, 2);
        put(into, offset + 44, boot, 4);
        put(into, offset + 4, Crc32c.of(into, offset + CHECKED_FROM,
                BYTES - CHECKED_FROM + length), 4);
    }

    /** Reads the fields from {@link #bytes}; false when they cannot be a header's. */
    boolean read() {
        length = (int) get(bytes, 0, 4);
        wallNanos = get(bytes, 8, 8);
        bootNanos = get(bytes, 16, 8);
        items = (int) get(bytes, 24, 4);
        route = (int) get(bytes, 28, 4);
        plainLength = (int) get(bytes, 32, 4);
        plainCrc32 = (int) get(bytes, 36, 4);
        signal = SIGNALS[bytes[40] >= 0 && bytes[40] < SIGNALS.length ? bytes[40] : 0];
        deflated = (bytes[41] & DEFLATED) != 0;
        noClock = (bytes[41] & NO_CLOCK) != 0;
        boot = (int) get(bytes, 44, 4);
        return length >= 0 && length <= LENGTH_MAX && items >= 0 && plainLength >= 0
                && bytes[40] >= 0 && bytes[40] < SIGNALS.length;
    }

    private static final Batch.Signal[] SIGNALS = Batch.Signal.values();

    /** Begins to check the record whose header is in {@link #bytes}. */
    void beginCheck() {
        crc = Crc32c.of(bytes, CHECKED_FROM, BYTES - CHECKED_FROM);
    }

    void check(byte[] payload, int offset, int count) {
        crc = Crc32c.extend(crc, payload, offset, count);
    }

    /** Whether everything that was checked is what was written. */
    boolean isWhole() {
        return crc == (int) get(bytes, 4, 4);
    }

    static void put(byte[] into, int offset, long value, int count) {
        for (int at = 0; at < count; at++) {
            into[offset + at] = (byte) (value >>> 8 * at);
        }
    }

    static long get(byte[] from, int offset, int count) {
        long value = 0;
        for (int at = count - 1; at >= 0; at--) {
            value = value << 8 | from[offset + at] & 0xFF;
        }
        return value;
    }
}
