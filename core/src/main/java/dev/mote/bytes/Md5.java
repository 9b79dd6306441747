package dev.mote.bytes;

/** MD5 (RFC 1321), for places that are chosen by it; it protects nothing. It allocates nothing. */
public final class Md5 {
    private static final int BLOCK = 64;
    /** How far the steps of each round turn. */
    private static final byte[] TURNS = {7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21};
    /** 2^32 times the sine of 1 to 64 radians. */
    private static final int[] K = {
        0xd76aa478, 0xe8c7b756, 0x242070db, 0xc1bdceee, 0xf57c0faf, 0x4787c62a, 0xa8304613,
        0xfd469501, 0x698098d8, 0x8b44f7af, 0xffff5bb1, 0x895cd7be, 0x6b901122, 0xfd987193,
        0xa679438e, 0x49b40821, 0xf61e2562, 0xc040b340, 0x265e5a51, 0xe9b6c7aa, 0xd62f105d,
        0x02441453, 0xd8a1e681, 0xe7d3fbc8, 0x21e1cde6, 0xc33707d6, 0xf4d50d87, 0x455a14ed,
        0xa9e3e905, 0xfcefa3f8, 0x676f02d9, 0x8d2a4c8a, 0xfffa3942, 0x8771f681, 0x6d9d6122,
        0xfde5380c, 0xa4beea44, 0x4bdecfa9, 0xf6bb4b60, 0xbebfbc70, 0x289b7ec6, 0xeaa127fa,
        0xd4ef3085, 0x04881d05, 0xd9d4d039, 0xe6db99e5, 0x1fa27cf8, 0xc4ac5665, 0xf4292244,
        0x432aff97, 0xab9423a7, 0xfc93a039, 0x655b59c3, 0x8f0ccc92, 0xffeff47d, 0x85845dd1,
        0x6fa87e4f, 0xfe2ce6e0, 0xa3014314, 0x4e0811a1, 0xf7537e82, 0xbd3af235, 0x2ad7d2bb,
        0xeb86d391};

    private final byte[] last = new byte[2 * BLOCK];
    private int a;
    private int b;
    private int c;
    private int d;

    /** The last eight bytes of the hash, as a number whose highest byte comes first. */
    public long lastWord(byte[] bytes, int offset, int length) {
        a = 0x67452301;
        b = 0xefcdab89;
        c = 0x98badcfe;
        d = 0x10325476;
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
        for (int at = 0; at < 8; at++) {
            last[end - 8 + at] = (byte) (bits >>> 8 * at);
        }
        for (int at = 0; at < end; at += BLOCK) {
            block(last, at);
        }
        return (long) Integer.reverseBytes(c) << 32 | Integer.reverseBytes(d) & 0xFFFF_FFFFL;
    }

    private void block(byte[] bytes, int offset) {
        int first = a;
        int second = b;
        int third = c;
        int fourth = d;
        for (int step = 0; step < BLOCK; step++) {
            int round = step >>> 4;
            int mixed = switch (round) {
                case 0 -> second & third | ~second & fourth;
                case 1 -> second & fourth | third & ~fourth;
                case 2 -> second ^ third ^ fourth;
                default -> third ^ (second | ~fourth);
            };
            int word = switch (round) {
                case 0 -> step;
                case 1 -> 5 * step + 1;
                case 2 -> 3 * step + 5;
                default -> 7 * step;
            } & 15;
            int sum = first + mixed + K[step] + Words.getInt(bytes, offset + 4 * word);
            first = fourth;
            fourth = third;
            third = second;
            second += Integer.rotateLeft(sum, TURNS[4 * round + (step & 3)]);
        }
        a += first;
        b += second;
        c += third;
        d += fourth;
    }
}
