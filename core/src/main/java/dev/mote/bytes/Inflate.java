package dev.mote.bytes;

/**
 * Unpacks gzip (RFC 1952), one member or several, of bytes that are all there, and without garbage.
 * What comes out is bounded by the caller: a file of 4 MB may claim to hold 4 GB. About 7 kB of
 * tables, made with the object and kept.
 */
public final class Inflate {
    public static final int MALFORMED = -1;
    public static final int TOO_LARGE = -2;

    private static final int HEAD_BYTES = 10;
    private static final int HEADER_CRC = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;

    private static final int END_OF_BLOCK = 256;
    private static final int LENGTH_CODES = 286;
    private static final int DISTANCE_CODES = 30;
    private static final int MATCH_MAX = 258;
    /** The order in which the lengths of the lengths' code are given (RFC 1951, 3.2.7). */
    private static final String LENGTH_ORDER = "\20\21\22\0\10\7\11\6\12\5\13\4\14\3\15\2\16\1\17";

    private final InflateCode literals = new InflateCode(288);
    private final InflateCode distances = new InflateCode(32);
    private final byte[] lengths = new byte[320];
    private byte[] in;
    private int at;
    private int end;
    /** Bits that are taken from the input and not used, the first one lowest. */
    private long bits;
    private int count;
    private Buffer out;
    private int start;
    private int limit;

    /**
     * Appends what is packed.
     *
     * @param bytesMax appended at most
     * @return 0, {@link #MALFORMED} or {@link #TOO_LARGE}
     */
    public int gunzip(byte[] bytes, int offset, int length, Buffer out, int bytesMax) {
        in = bytes;
        at = offset;
        end = offset + length;
        this.out = out;
        limit = out.length() + bytesMax;
        do {
            start = out.length();
            if (!skipHead()) {
                return MALFORMED;
            }
            bits = 0;
            count = 0;
            int result = blocks();
            if (result != 0) {
                return result;
            }
            at -= count / 8;
            if (end - at < 8 || word(at) != Crc32.of(out.bytes(), start, out.length() - start)
                    || word(at + 4) != out.length() - start) {
                return MALFORMED;
            }
            at += 8;
        } while (at < end);
        return 0;
    }

    private int word(int at) {
        return in[at] & 0xFF | (in[at + 1] & 0xFF) << 8 | (in[at + 2] & 0xFF) << 16
                | in[at + 3] << 24;
    }

    private boolean skipHead() {
        if (end - at < HEAD_BYTES || (word(at) & 0xFFFFFF) != 0x088B1F) {
            return false;
        }
        int flags = in[at + 3];
        at += HEAD_BYTES;
        if ((flags & EXTRA) != 0) {
            at += end - at < 2 ? 2 : 2 + (in[at] & 0xFF | (in[at + 1] & 0xFF) << 8);
        }
        for (int text = flags & (NAME | COMMENT); text != 0; text &= text - 1) {
            while (at < end && in[at] != 0) {
                at++;
            }
            at++;
        }
        at += (flags & HEADER_CRC) != 0 ? 2 : 0;
        return at < end;
    }

    private void refill() {
        while (count <= 48 && at < end) {
            bits |= (in[at++] & 0xFFL) << count;
            count += 8;
        }
    }

    /** Takes up to 16 bits; behind the end {@link #count} falls below zero. */
    private int bits(int wanted) {
        refill();
        int value = (int) bits & (1 << wanted) - 1;
        bits >>>= wanted;
        count -= wanted;
        return value;
    }

    private int blocks() {
        boolean last = false;
        while (!last) {
            last = bits(1) == 1;
            int result = switch (bits(2)) {
                case 0 -> stored();
                case 1 -> fixed();
                case 2 -> dynamic() ? codes() : MALFORMED;
                default -> MALFORMED;
            };
            if (result != 0 || count < 0) {
                return result != 0 ? result : MALFORMED;
            }
        }
        return 0;
    }

    private int stored() {
        bits >>>= count & 7;
        count -= count & 7;
        int length = bits(16);
        int complement = bits(16);
        if (count < 0 || length != (complement ^ 0xFFFF)) {
            return MALFORMED;
        }
        at -= count / 8;
        bits = 0;
        count = 0;
        if (length > end - at) {
            return MALFORMED;
        }
        if (length > limit - out.length()) {
            return TOO_LARGE;
        }
        out.put(in, at, length);
        at += length;
        return 0;
    }

    private int fixed() {
        for (int symbol = 0; symbol < 288; symbol++) {
            lengths[symbol] = (byte) (symbol < 144 ? 8 : symbol < 256 ? 9 : symbol < 280 ? 7 : 8);
        }
        literals.build(lengths, 0, 288);
        for (int symbol = 0; symbol < 32; symbol++) {
            lengths[symbol] = 5;
        }
        distances.build(lengths, 0, 32);
        return codes();
    }

    /** Reads the two codes of a block; false when they are malformed. */
    private boolean dynamic() {
        int literalCount = bits(5) + 257;
        int distanceCount = bits(5) + 1;
        int lengthCount = bits(4) + 4;
        for (int index = 0; index < LENGTH_ORDER.length(); index++) {
            lengths[LENGTH_ORDER.charAt(index)] = (byte) (index < lengthCount ? bits(3) : 0);
        }
        if (literalCount > LENGTH_CODES || distanceCount > DISTANCE_CODES
                || !literals.build(lengths, 0, 19)) {
            return false;
        }
        int total = literalCount + distanceCount;
        int index = 0;
        while (index < total) {
            refill();
            int entry = literals.find(bits);
            bits >>>= entry & 15;
            count -= entry & 15;
            int symbol = entry >> 4;
            if (entry == 0 || count < 0 || symbol == 16 && index == 0) {
                return false;
            }
            if (symbol < 16) {
                lengths[index++] = (byte) symbol;
                continue;
            }
            byte repeated = symbol == 16 ? lengths[index - 1] : 0;
            int times = symbol == 16 ? 3 + bits(2) : symbol == 17 ? 3 + bits(3) : 11 + bits(7);
            if (times > total - index) {
                return false;
            }
            for (; times > 0; times--) {
                lengths[index++] = repeated;
            }
        }
        return lengths[END_OF_BLOCK] != 0 && literals.build(lengths, 0, literalCount)
                && distances.build(lengths, literalCount, distanceCount);
    }

    /** Reads a block's literals and matches. */
    private int codes() {
        byte[] to = out.reserve(MATCH_MAX);
        int length = out.length();
        int result = MALFORMED;
        while (count >= 0) {
            refill();
            int entry = literals.lookup[(int) bits & (1 << InflateCode.LOOKUP_BITS) - 1];
            if (entry == 0) {
                entry = literals.find(bits);
            }
            bits >>>= entry & 15;
            count -= entry & 15;
            int symbol = entry >> 4;
            if (entry == 0 || symbol == END_OF_BLOCK || count < 0) {
                result = symbol == END_OF_BLOCK ? 0 : MALFORMED;
                break;
            }
            if (length >= limit) {
                result = TOO_LARGE;
                break;
            }
            if (symbol < END_OF_BLOCK) {
                to[length++] = (byte) symbol;
            } else {
                int matched = symbol >= LENGTH_CODES ? 0 : matchLength(symbol - 257);
                int distance = matchDistance();
                if (matched == 0 || distance <= 0 || distance > length - start || count < 0) {
                    break;
                }
                if (matched > limit - length) {
                    result = TOO_LARGE;
                    break;
                }
                copy(to, length, distance, matched);
                length += matched;
            }
            if (to.length - length < MATCH_MAX) {
                to = out.setLength(length).reserve(MATCH_MAX);
            }
        }
        out.setLength(length);
        return result;
    }

    /** 3 to 258: eight codes of one length, then four of each doubled range (RFC 1951, 3.2.5). */
    private int matchLength(int code) {
        if (code < 8 || code == 28) {
            return code == 28 ? MATCH_MAX : 3 + code;
        }
        int extra = (code >> 2) - 1;
        return 3 + (4 + (code & 3) << extra) + bits(extra);
    }

    /** 1 to 32,768; not positive when there is none. */
    private int matchDistance() {
        refill();
        int entry = distances.lookup[(int) bits & (1 << InflateCode.LOOKUP_BITS) - 1];
        if (entry == 0) {
            entry = distances.find(bits);
        }
        bits >>>= entry & 15;
        count -= entry & 15;
        int code = entry >> 4;
        if (entry == 0 || code >= DISTANCE_CODES) {
            return 0;
        }
        if (code < 4) {
            return 1 + code;
        }
        int extra = (code >> 1) - 1;
        return 1 + (2 + (code & 1) << extra) + bits(extra);
    }

    private static void copy(byte[] bytes, int to, int distance, int length) {
        if (distance >= length) {
            System.arraycopy(bytes, to - distance, bytes, to, length);
            return;
        }
        for (int at = to; at < to + length; at++) {
            bytes[at] = bytes[at - distance];
        }
    }
}
