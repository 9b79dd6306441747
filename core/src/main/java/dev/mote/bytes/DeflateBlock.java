package dev.mote.bytes;

/**
 * Collects sequences (a run of literals, then a match) and writes them as blocks, each in whichever
 * of the three forms is shortest: own Huffman codes, the fixed ones, or stored.
 *
 * <pre>
 *   a sequence:  31      24       16                0
 *                | run   | length | distance        |   length 3..258 as 0..255, distance 0: none
 * </pre>
 */
final class DeflateBlock {
    /** 8 kB: new codes cost 60 bytes, and as much time as 200 sequences. */
    private static final int SEQUENCES_MAX = 2048;
    private static final int RUN_MAX = 255;
    /** Stored blocks say their length in 16 bits. */
    private static final int STORED_MAX = 65_535;

    private static final int END_OF_BLOCK = 256;
    private static final int LITERALS_AND_LENGTHS = 286;
    private static final int DISTANCES = 30;
    /** The order in which the lengths of the code lengths' code are written: RFC 1951, 3.2.7. */
    private static final byte[] ORDER =
        {16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};

    private final int[] sequences = new int[SEQUENCES_MAX];
    private final HuffmanCode literals = new HuffmanCode(288, 15);
    private final HuffmanCode distances = new HuffmanCode(32, 15);
    private final HuffmanCode lengths = new HuffmanCode(19, 7);
    /** The code lengths, run-length coded: symbol in the low five bits, repeat above. */
    private final short[] described = new short[LITERALS_AND_LENGTHS + DISTANCES];

    private byte[] in;
    private int from;
    private int to;
    private int count;
    private int extraBits;
    private int describedCount;
    private int literalsUsed;
    private int distancesUsed;
    private int lengthsUsed;

    private Buffer target;
    private byte[] out;
    private int at;
    private long hold;
    private int held;

    void begin(byte[] bytes, int offset, Buffer out) {
        in = bytes;
        from = offset;
        to = offset;
        target = out;
        hold = 0;
        held = 0;
        clear();
    }

    private void clear() {
        from = to;
        count = 0;
        extraBits = 0;
        literals.clear();
        distances.clear();
    }

    /** Adds {@code run} literals and a match; length 0 for none. */
    void add(int run, int length, int distance) {
        int rest = run;
        for (; rest > RUN_MAX; rest -= RUN_MAX) {
            addSequence(RUN_MAX, 0, 0);
        }
        addSequence(rest, length, distance);
    }

    private void addSequence(int run, int length, int distance) {
        if (count == SEQUENCES_MAX) {
            write(false);
            clear();
        }
        byte[] bytes = in;
        int[] counts = literals.counts;
        int end = to + run;
        for (int next = to; next < end; next++) {
            counts[bytes[next] & 0xFF]++;
        }
        to = end;
        sequences[count++] = run << 24 | (length - 3 & 0xFF) << 16 | distance;
        if (distance > 0) {
            to += length;
            int lengthCode = lengthCode(length - 3);
            counts[lengthCode]++;
            extraBits += lengthExtra(lengthCode);
            int distanceCode = distanceCode(distance - 1);
            distances.counts[distanceCode]++;
            extraBits += distanceExtra(distanceCode);
        }
    }

    /**
     * Writes the rest and fills up the last byte; an empty stored block does so when others follow.
     */
    void finish(boolean last) {
        write(last);
        target.reserve(16);
        out = target.bytes();
        at = target.length();
        if (!last && held > 0) {
            bits(0, 3);
            alignToByte();
            out[at++] = 0;
            out[at++] = 0;
            out[at++] = -1;
            out[at++] = -1;
        }
        alignToByte();
        target.setLength(at);
        in = null;
        out = null;
        target = null;
    }

    private void write(boolean last) {
        literals.counts[END_OF_BLOCK] = 1;
        literals.build();
        distances.build();
        describe();
        int own = 17 + 3 * lengthsUsed + describedBits() + contentBits();
        int fixed = 3 + fixedBits();
        int bytes = to - from;
        int stored = 8 * bytes + 42 * (1 + bytes / STORED_MAX);
        out = target.reserve((Math.min(stored, Math.min(own, fixed)) >> 3) + 16);
        at = target.length();
        if (stored < own && stored < fixed) {
            writeStored(last);
        } else if (fixed <= own) {
            bits(last ? 3 : 2, 3);
            useFixedCodes();
            writeContent();
        } else {
            bits(last ? 5 : 4, 3);
            writeCodes();
            writeContent();
        }
        target.setLength(at);
    }

    private int contentBits() {
        int bits = extraBits;
        for (int symbol = 0; symbol < LITERALS_AND_LENGTHS; symbol++) {
            bits += literals.counts[symbol] * literals.lengths[symbol];
        }
        for (int symbol = 0; symbol < DISTANCES; symbol++) {
            bits += distances.counts[symbol] * distances.lengths[symbol];
        }
        return bits;
    }

    private int fixedBits() {
        int bits = extraBits;
        for (int symbol = 0; symbol < LITERALS_AND_LENGTHS; symbol++) {
            bits += literals.counts[symbol] * fixedLength(symbol);
        }
        for (int symbol = 0; symbol < DISTANCES; symbol++) {
            bits += distances.counts[symbol] * 5;
        }
        return bits;
    }

    private static int fixedLength(int symbol) {
        return symbol < 144 ? 8 : symbol < 256 ? 9 : symbol < 280 ? 7 : 8;
    }

    private void useFixedCodes() {
        for (int symbol = 0; symbol < 288; symbol++) {
            literals.lengths[symbol] = (byte) fixedLength(symbol);
        }
        for (int symbol = 0; symbol < 32; symbol++) {
            distances.lengths[symbol] = 5;
        }
        literals.assignWords();
        distances.assignWords();
    }

    /** Run-length codes the lengths of both codes, and makes the code for that. */
    private void describe() {
        literalsUsed = literals.usedSymbols(257);
        distancesUsed = distances.usedSymbols(1);
        lengths.clear();
        describedCount = 0;
        int total = literalsUsed + distancesUsed;
        int index = 0;
        while (index < total) {
            int length = lengthAt(index);
            int run = 1;
            while (index + run < total && lengthAt(index + run) == length) {
                run++;
            }
            index += run;
            describeRun(length, run);
        }
        lengths.build();
        lengthsUsed = ORDER.length;
        while (lengthsUsed > 4 && lengths.lengths[ORDER[lengthsUsed - 1]] == 0) {
            lengthsUsed--;
        }
    }

    private int lengthAt(int index) {
        return index < literalsUsed ? literals.lengths[index]
                : distances.lengths[index - literalsUsed];
    }

    private void describeRun(int length, int run) {
        int rest = run;
        if (length > 0) {
            described(length, 0);
            rest--;
        }
        while (rest >= 3) {
            int part = Math.min(rest, length > 0 ? 6 : 138);
            if (length > 0) {
                described(16, part - 3);
            } else if (part <= 10) {
                described(17, part - 3);
            } else {
                described(18, part - 11);
            }
            rest -= part;
        }
        for (; rest > 0; rest--) {
            described(length, 0);
        }
    }

    private void described(int symbol, int repeat) {
        described[describedCount++] = (short) (repeat << 5 | symbol);
        lengths.counts[symbol]++;
    }

    private static int repeatBits(int symbol) {
        return symbol < 16 ? 0 : symbol == 16 ? 2 : symbol == 17 ? 3 : 7;
    }

    private int describedBits() {
        int bits = 0;
        for (int index = 0; index < describedCount; index++) {
            int symbol = described[index] & 31;
            bits += lengths.lengths[symbol] + repeatBits(symbol);
        }
        return bits;
    }

    private void writeCodes() {
        bits(literalsUsed - 257, 5);
        bits(distancesUsed - 1, 5);
        bits(lengthsUsed - 4, 4);
        for (int index = 0; index < lengthsUsed; index++) {
            bits(lengths.lengths[ORDER[index]], 3);
        }
        for (int index = 0; index < describedCount; index++) {
            int symbol = described[index] & 31;
            symbol(lengths, symbol, described[index] >> 5, repeatBits(symbol));
        }
    }

    private void writeContent() {
        int next = from;
        for (int index = 0; index < count; index++) {
            int sequence = sequences[index];
            int run = sequence >>> 24;
            if (run > 0) {
                literals(next, next + run);
                next += run;
            }
            int distance = sequence & 0xFFFF;
            if (distance > 0) {
                int length = sequence >>> 16 & 0xFF;
                next += length + 3;
                int code = lengthCode(length);
                symbol(literals, code, length, lengthExtra(code));
                code = distanceCode(distance - 1);
                symbol(distances, code, distance - 1, distanceExtra(code));
            }
        }
        symbol(literals, END_OF_BLOCK, 0, 0);
    }

    private void writeStored(boolean last) {
        int next = from;
        do {
            int part = Math.min(STORED_MAX, to - next);
            bits(last && next + part == to ? 1 : 0, 3);
            alignToByte();
            out[at++] = (byte) part;
            out[at++] = (byte) (part >> 8);
            out[at++] = (byte) ~part;
            out[at++] = (byte) (~part >> 8);
            System.arraycopy(in, next, out, at, part);
            at += part;
            next += part;
        } while (next < to);
    }

    /** A word, and the lowest {@code extra} bits of a number behind it. */
    private void symbol(HuffmanCode code, int symbol, int number, int extra) {
        int length = code.lengths[symbol];
        bits(code.word(symbol) | (number & (1 << extra) - 1) << length, length + extra);
    }

    /** The words of literals from {@code next} to before {@code end}: the hot loop of writing. */
    private void literals(int next, int end) {
        byte[] bytes = in;
        byte[] lengths = literals.lengths;
        short[] words = literals.words;
        byte[] target = out;
        int to = at;
        long bits = hold;
        int count = held;
        for (int index = next; index < end; index++) {
            int symbol = bytes[index] & 0xFF;
            bits |= (words[symbol] & 0xFFFFL) << count;
            count += lengths[symbol];
            if (count >= 32) {
                Words.putInt(target, to, (int) bits);
                to += 4;
                bits >>>= 32;
                count -= 32;
            }
        }
        at = to;
        hold = bits;
        held = count;
    }

    /** Up to 28 bits, the first one lowest. */
    private void bits(int value, int bits) {
        hold |= (long) value << held;
        held += bits;
        if (held >= 32) {
            Words.putInt(out, at, (int) hold);
            at += 4;
            hold >>>= 32;
            held -= 32;
        }
    }

    private void alignToByte() {
        for (; held > 0; held -= 8) {
            out[at++] = (byte) hold;
            hold >>>= 8;
        }
        hold = 0;
        held = 0;
    }

    /** RFC 1951, 3.2.5: eight lengths each their own code, then four codes to every doubling. */
    private static int lengthCode(int length) {
        if (length < 8) {
            return 257 + length;
        }
        if (length == 255) {
            return 285;
        }
        int doubling = 31 - Integer.numberOfLeadingZeros(length);
        return 257 + 4 * (doubling - 1) + (length >> doubling - 2 & 3);
    }

    private static int lengthExtra(int code) {
        return code < 265 || code == 285 ? 0 : code - 261 >> 2;
    }

    /** Four distances each their own code, then two codes to every doubling. */
    private static int distanceCode(int distance) {
        if (distance < 4) {
            return distance;
        }
        int doubling = 31 - Integer.numberOfLeadingZeros(distance);
        return 2 * doubling + (distance >> doubling - 1 & 1);
    }

    private static int distanceExtra(int code) {
        return code < 4 ? 0 : code - 2 >> 1;
    }
}
