package dev.mote.bytes;

/** SHA-256 (FIPS 180-4). Reused, so that it allocates nothing. */
public final class Sha256 {
    private static final int BLOCK = 64;
    /** The first 32 bits of the fractions of the cube roots of the first 64 primes. */
    private static final int[] K = {
        0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4,
        0xab1c5ed5, 0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe,
        0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f,
        0x4a7484aa, 0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7,
        0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc,
        0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b,
        0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116,
        0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
        0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7,
        0xc67178f2};

    private final int[] state = new int[8];
    private final int[] words = new int[BLOCK];
    private final byte[] last = new byte[2 * BLOCK];

    /** Appends the hash in lower-case hexadecimal. */
    public void hexadecimal(byte[] bytes, int offset, int length, Buffer out) {
        digest(bytes, offset, length);
        for (int word : state) {
            for (int shift = 28; shift >= 0; shift -= 4) {
                out.put(Character.forDigit(word >>> shift & 15, 16));
            }
        }
    }

    private void digest(byte[] bytes, int offset, int length) {
        start();
        int whole = length & -BLOCK;
        for (int at = 0; at < whole; at += BLOCK) {
            block(bytes, offset + at);
        }
        int rest = length - whole;
        System.arraycopy(bytes, offset + whole, last, 0, rest);
        int end = rest < BLOCK - 8 ? BLOCK : 2 * BLOCK;
        for (int at = rest; at < end; at++) {
            last[at] = 0;
        }
        last[rest] = (byte) 0x80;
        long bits = 8L * length;
        for (int at = 1; at <= 8; at++) {
            last[end - at] = (byte) bits;
            bits >>>= 8;
        }
        for (int at = 0; at < end; at += BLOCK) {
            block(last, at);
        }
    }

    private void start() {
        state[0] = 0x6a09e667;
        state[1] = 0xbb67ae85;
        state[2] = 0x3c6ef372;
        state[3] = 0xa54ff53a;
        state[4] = 0x510e527f;
        state[5] = 0x9b05688c;
        state[6] = 0x1f83d9ab;
        state[7] = 0x5be0cd19;
    }

    private void block(byte[] from, int offset) {
        int[] w = words;
        for (int at = 0; at < 16; at++) {
            int start = offset + 4 * at;
            w[at] = from[start] << 24 | (from[start + 1] & 0xFF) << 16
                    | (from[start + 2] & 0xFF) << 8 | from[start + 3] & 0xFF;
        }
        for (int at = 16; at < BLOCK; at++) {
            int x = w[at - 15];
            int y = w[at - 2];
            w[at] = w[at - 16] + (turn(x, 7) ^ turn(x, 18) ^ x >>> 3) + w[at - 7]
                    + (turn(y, 17) ^ turn(y, 19) ^ y >>> 10);
        }
        rounds(w);
    }

    private void rounds(int[] w) {
        int a = state[0];
        int b = state[1];
        int c = state[2];
        int d = state[3];
        int e = state[4];
        int f = state[5];
        int g = state[6];
        int h = state[7];
        for (int at = 0; at < BLOCK; at++) {
            int first = h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + (e & f ^ ~e & g) + K[at]
                    + w[at];
            int second = (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + (a & b ^ a & c ^ b & c);
            h = g;
            g = f;
            f = e;
            e = d + first;
            d = c;
            c = b;
            b = a;
            a = first + second;
        }
        state[0] += a;
        state[1] += b;
        state[2] += c;
        state[3] += d;
        state[4] += e;
        state[5] += f;
        state[6] += g;
        state[7] += h;
    }

    private static int turn(int value, int by) {
        return value >>> by | value << 32 - by;
    }
}
