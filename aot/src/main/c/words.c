/* Words in byte arrays, lowest byte first as both processors have them: one check, one access. */
#define INLINE __attribute__((always_inline)) static inline

COLD static void word_is_out(jref array, jint at) {
    if (array) Faults_index(at, array);
    else Faults_nullPointer();
}

INLINE int word_is_in(jref array, jint at, int count) {
    if (U(!array) || U(at < 0) || U(at > LENGTH(array) - count)) {
        word_is_out(array, at);
        return 0;
    }
    return 1;
}

#define WORD_ACCESS(name, type) \
    INLINE type words_get_##name(jref array, jint at) { \
        type value = 0; \
        if (word_is_in(array, at, sizeof value)) memcpy(&value, DATA(array) + at, sizeof value); \
        return value; \
    } \
    INLINE void words_put_##name(jref array, jint at, type value) { \
        if (word_is_in(array, at, sizeof value)) memcpy(DATA(array) + at, &value, sizeof value); \
    }

//: dev/mote/bytes/Words.getInt([BI)I = words_get_int throws
//: dev/mote/bytes/Words.putInt([BII)V = words_put_int throws
WORD_ACCESS(int, jint)

//: dev/mote/bytes/Words.getLong([BI)J = words_get_long throws
//: dev/mote/bytes/Words.putLong([BIJ)V = words_put_long throws
WORD_ACCESS(long, jlong)

/* What Arrays.mismatch asks after it has checked the bounds. */
//: jdk/internal/util/ArraysSupport.mismatch([BI[BII)I
static jint bytes_mismatch(jref a, jint a_at, jref b, jint b_at, jint length) {
    const char *first = DATA(a) + a_at, *second = DATA(b) + b_at;
    jint at = 0;
    for (; at + 8 <= length; at += 8) {
        uint64_t x, y;
        memcpy(&x, first + at, 8);
        memcpy(&y, second + at, 8);
        if (x != y) return at + (__builtin_ctzll(x ^ y) >> 3);
    }
    for (; at < length; at++)
        if (first[at] != second[at]) return at;
    return -1;
}
