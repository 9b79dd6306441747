/* What tcc lacks of gcc: included before everything by -include. */
#define __int128_t long
#define __uint128_t long
#define __builtin_unwind_init() /* tcc keeps nothing in registers across a call */
#define __builtin_unreachable()
#define __builtin_nan(text) (0.0 / 0.0)
#define __builtin_nanf(text) (0.0f / 0.0f)
#define __builtin_clz(x) leading_zeros((unsigned)(x), 32)
#define __builtin_clzll(x) leading_zeros(x, 64)
#define __builtin_ctz(x) trailing_zeros((unsigned)(x))
#define __builtin_ctzll(x) trailing_zeros(x)
#define __builtin_bswap32(x) reverse_bytes(x, 4)
#define __builtin_bswap64(x) reverse_bytes(x, 8)

static int leading_zeros(unsigned long long x, int bits) {
    int n = bits;
    for (; x; x >>= 1) n--;
    return n;
}

static int trailing_zeros(unsigned long long x) {
    int n = 0;
    for (; !(x & 1); x >>= 1) n++;
    return n;
}

static unsigned long long reverse_bytes(unsigned long long x, int bytes) {
    unsigned long long result = 0;
    for (int i = 0; i < bytes; i++, x >>= 8) result = result << 8 | (x & 255);
    return result;
}
