/* jdk.internal.misc.Unsafe: an object's address plus an offset; the base of every array is 8. */
#define AT(object, offset) ((char *)(object) + (offset))

#define ACCESS(name, result, stored) \
    static inline result unsafe_get_##name(jref unsafe, jref object, jlong offset) { \
        stored value; \
        memcpy(&value, AT(object, offset), sizeof value); \
        return value; \
    } \
    static inline void unsafe_put_##name(jref unsafe, jref object, jlong offset, result value) { \
        stored narrowed = (stored)value; \
        memcpy(AT(object, offset), &narrowed, sizeof narrowed); \
    }

#define COMPARE_AND_SET(name, type) \
    static jint unsafe_cas_##name(jref unsafe, jref object, jlong offset, type expected, \
                                  type value) { \
        type *place = (type *)AT(object, offset); \
        if (*place != expected) return 0; \
        *place = value; \
        return 1; \
    }

//: jdk/internal/misc/Unsafe.getBoolean(Ljava/lang/Object;J)Z = unsafe_get_boolean
//: jdk/internal/misc/Unsafe.putBoolean(Ljava/lang/Object;JZ)V = unsafe_put_boolean
//: jdk/internal/misc/Unsafe.getBooleanVolatile(Ljava/lang/Object;J)Z = unsafe_get_boolean
//: jdk/internal/misc/Unsafe.putBooleanVolatile(Ljava/lang/Object;JZ)V = unsafe_put_boolean
ACCESS(boolean, jint, int8_t)

//: jdk/internal/misc/Unsafe.getByte(Ljava/lang/Object;J)B = unsafe_get_byte
//: jdk/internal/misc/Unsafe.putByte(Ljava/lang/Object;JB)V = unsafe_put_byte
//: jdk/internal/misc/Unsafe.getByteVolatile(Ljava/lang/Object;J)B = unsafe_get_byte
//: jdk/internal/misc/Unsafe.putByteVolatile(Ljava/lang/Object;JB)V = unsafe_put_byte
ACCESS(byte, jint, int8_t)

//: jdk/internal/misc/Unsafe.getShort(Ljava/lang/Object;J)S = unsafe_get_short
//: jdk/internal/misc/Unsafe.putShort(Ljava/lang/Object;JS)V = unsafe_put_short
ACCESS(short, jint, int16_t)

//: jdk/internal/misc/Unsafe.getChar(Ljava/lang/Object;J)C = unsafe_get_char
//: jdk/internal/misc/Unsafe.putChar(Ljava/lang/Object;JC)V = unsafe_put_char
ACCESS(char, jint, uint16_t)

//: jdk/internal/misc/Unsafe.getInt(Ljava/lang/Object;J)I = unsafe_get_int
//: jdk/internal/misc/Unsafe.putInt(Ljava/lang/Object;JI)V = unsafe_put_int
//: jdk/internal/misc/Unsafe.getIntVolatile(Ljava/lang/Object;J)I = unsafe_get_int
//: jdk/internal/misc/Unsafe.putIntVolatile(Ljava/lang/Object;JI)V = unsafe_put_int
ACCESS(int, jint, jint)

//: jdk/internal/misc/Unsafe.getLong(Ljava/lang/Object;J)J = unsafe_get_long
//: jdk/internal/misc/Unsafe.putLong(Ljava/lang/Object;JJ)V = unsafe_put_long
//: jdk/internal/misc/Unsafe.getLongVolatile(Ljava/lang/Object;J)J = unsafe_get_long
//: jdk/internal/misc/Unsafe.putLongVolatile(Ljava/lang/Object;JJ)V = unsafe_put_long
ACCESS(long, jlong, jlong)

//: jdk/internal/misc/Unsafe.getReference(Ljava/lang/Object;J)Ljava/lang/Object; = unsafe_get_reference
//: jdk/internal/misc/Unsafe.putReference(Ljava/lang/Object;JLjava/lang/Object;)V = unsafe_put_reference
//: jdk/internal/misc/Unsafe.getReferenceVolatile(Ljava/lang/Object;J)Ljava/lang/Object; = unsafe_get_reference
//: jdk/internal/misc/Unsafe.putReferenceVolatile(Ljava/lang/Object;JLjava/lang/Object;)V = unsafe_put_reference
ACCESS(reference, jref, jref)

//: jdk/internal/misc/Unsafe.compareAndSetInt(Ljava/lang/Object;JII)Z = unsafe_cas_int
COMPARE_AND_SET(int, jint)

//: jdk/internal/misc/Unsafe.compareAndSetLong(Ljava/lang/Object;JJJ)Z = unsafe_cas_long
COMPARE_AND_SET(long, jlong)

//: jdk/internal/misc/Unsafe.compareAndSetReference(Ljava/lang/Object;JLjava/lang/Object;Ljava/lang/Object;)Z = unsafe_cas_reference
COMPARE_AND_SET(reference, jref)

//: jdk/internal/misc/Unsafe.arrayBaseOffset0(Ljava/lang/Class;)I
static inline jint unsafe_array_base(jref unsafe, jref array_class) { return ARRAY_HEADER_BYTES; }

//: jdk/internal/misc/Unsafe.arrayIndexScale0(Ljava/lang/Class;)I
static jint unsafe_array_scale(jref unsafe, jref array_class) {
    return 1 << classes[class_id(array_class)].shift;
}

//: jdk/internal/misc/Unsafe.objectFieldOffset1(Ljava/lang/Class;Ljava/lang/String;)J
static jlong unsafe_field_offset(jref unsafe, jref owner, jref name) {
    for (const struct field_offset *f = field_offsets; f->name; f++) {
        if (f->class_id == class_id(owner) && equals_text(name, f->name)) return f->offset;
    }
    fatal("a field's offset is asked for by a computed name");
}

//: jdk/internal/misc/Unsafe.allocateUninitializedArray0(Ljava/lang/Class;I)Ljava/lang/Object; collects throws
//: jdk/internal/misc/Unsafe.allocateUninitializedArray(Ljava/lang/Class;I)Ljava/lang/Object; collects throws
static jref unsafe_new_array(jref unsafe, jref component, jint length) {
    return new_array_of(class_id(component), length);
}

/* One thread: fences order nothing; nothing is registered. */
//: jdk/internal/misc/Unsafe.fullFence()V
//: jdk/internal/misc/Unsafe.loadFence()V
//: jdk/internal/misc/Unsafe.storeFence()V
static inline void unsafe_fence(jref unsafe) { (void)unsafe; }

//: jdk/internal/misc/Unsafe.registerNatives()V
//: java/lang/System.registerNatives()V
static inline void register_nothing(void) {}
