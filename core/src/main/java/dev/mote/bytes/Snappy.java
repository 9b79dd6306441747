package dev.mote.bytes;

import java.util.Arrays;

/**
 * Snappy's block format (google/snappy, format_description.txt), as remote write carries it.
 *
 * <pre>
 *   length of the content (varint) | element | element | …
 *
 *   literal   len - 1 below 60: 1 byte, (len - 1) &lt;&lt; 2; else 60 to 63 stand there, and
 *             len - 1 follows in 1 to 4 bytes, lowest first; then the bytes
 *   copy      4 to 11 bytes from less than 2,048 back: 2 bytes; up to 64 from less than 65,536: 3
 * </pre>
 */
public final class Snappy {
    /** Longer content is another's mistake or an attack; as OTLP's limit after decompression. */
    public static final int PLAIN_BYTES_MAX = 64 << 20;

    private static final int HASH_BITS = 12;
    private static final int MATCH_MIN = 4;
    private static final int COPY_MAX = 64;
    private static final int DISTANCE_MAX = 65_535;
    /** The search moves on faster the longer nothing was found: noise costs little time. */
    private static final int SKIP_BITS = 5;

    /** Where four bytes with this hash stood last, plus one. */
    private final int[] newest = new int[1 << HASH_BITS];

    /** Appends the compressed form. */
    public void compress(byte[] in, int offset, int length, Buffer out) {
        Arrays.fill(newest, 0);
        out.varint(length);
        int end = offset + length;
        int literals = offset;
        int at = offset;
        int misses = 0;
        while (at + MATCH_MIN <= end) {
            int word = word(in, at);
            int slot = word * 0x1E35A7BD >>> 32 - HASH_BITS;
            int candidate = newest[slot] - 1;
            newest[slot] = at + 1;
            if (candidate < offset || at - candidate > DISTANCE_MAX
                    || word(in, candidate) != word) {
                at += 1 + (misses++ >> SKIP_BITS);
                continue;
            }
            misses = 0;
            literal(in, literals, at, out);
            int matched = MATCH_MIN;
            while (at + matched < end && in[candidate + matched] == in[at + matched]) {
                matched++;
            }
            copy(at - candidate, matched, out);
            at += matched;
            literals = at;
        }
        literal(in, literals, end, out);
    }

    private static int word(byte[] in, int at) {
        return in[at] & 0xFF | (in[at + 1] & 0xFF) << 8 | (in[at + 2] & 0xFF) << 16
                | in[at + 3] << 24;
    }

    private static void literal(byte[] in, int from, int to, Buffer out) {
        int rest = to - from - 1;
        if (rest < 0) {
            return;
        }
        if (rest < 60) {
            out.put(rest << 2);
        } else {
            int more = (39 - Integer.numberOfLeadingZeros(rest)) / 8;
            out.put(59 + more << 2);
            for (int at = 0; at < more; at++) {
                out.put(rest >>> 8 * at);
            }
        }
        out.put(in, from, to - from);
    }

    private static void copy(int distance, int length, Buffer out) {
        int rest = length;
        while (rest >= COPY_MAX + MATCH_MIN) {
            longCopy(distance, COPY_MAX, out);
            rest -= COPY_MAX;
        }
        if (rest > COPY_MAX) {
            longCopy(distance, COPY_MAX - MATCH_MIN, out);
            rest -= COPY_MAX - MATCH_MIN;
        }
        if (rest < 12 && distance < 2048) {
            out.put(1 | rest - 4 << 2 | distance >>> 8 << 5).put(distance);
        } else {
            longCopy(distance, rest, out);
        }
    }

    private static void longCopy(int distance, int length, Buffer out) {
        out.put(2 | length - 1 << 2).put(distance).put(distance >>> 8);
    }

    /**
     * Appends the content of a block.
     *
     * @return false when the block is damaged, or longer than {@code lengthMax}; {@code out} is
     * then as it was
     */
    public static boolean decompress(byte[] in, int offset, int length, int lengthMax,
            Buffer out) {
        int end = offset + length;
        int at = offset;
        long plain = 0;
        int shift = 0;
        boolean more = true;
        while (more && at < end && shift < 35) {
            plain |= (in[at] & 0x7FL) << shift;
            shift += 7;
            more = in[at++] < 0;
        }
        if (more || plain > lengthMax) {
            return false;
        }
        int start = out.length();
        out.reserve((int) plain);
        if (elements(in, at, end, out, start, start + (int) plain)) {
            return true;
        }
        out.setLength(start);
        return false;
    }

    private static boolean elements(byte[] in, int from, int end, Buffer out, int start,
            int plainEnd) {
        byte[] bytes = out.bytes();
        int to = start;
        int at = from;
        while (at < end) {
            int tag = in[at++] & 0xFF;
            int kind = tag & 3;
            int bytesMore = kind == 0 ? Math.max(0, (tag >>> 2) - 59) : kind == 3 ? 4 : kind;
            if (end - at < bytesMore) {
                return false;
            }
            long number = 0;
            for (int index = 0; index < bytesMore; index++) {
                number |= (in[at++] & 0xFFL) << 8 * index;
            }
            long count = kind == 0 ? (bytesMore == 0 ? tag >>> 2 : number) + 1
                    : kind == 1 ? (tag >>> 2 & 7) + 4 : (tag >>> 2) + 1;
            if (count > plainEnd - to) {
                return false;
            }
            if (kind == 0) {
                if (count > end - at) {
                    return false;
                }
                System.arraycopy(in, at, bytes, to, (int) count);
                at += (int) count;
            } else {
                long distance = kind == 1 ? (tag >>> 5) << 8 | number : number;
                if (distance == 0 || distance > to - start) {
                    return false;
                }
                repeat(bytes, to, (int) distance, (int) count);
            }
            to += (int) count;
        }
        out.setLength(to);
        return to == plainEnd;
    }

    /** Copies what stands {@code distance} back, which may be what this very call has written. */
    private static void repeat(byte[] bytes, int to, int distance, int count) {
        if (distance >= count) {
            System.arraycopy(bytes, to - distance, bytes, to, count);
            return;
        }
        for (int at = to; at < to + count; at++) {
            bytes[at] = bytes[at - distance];
        }
    }
}
