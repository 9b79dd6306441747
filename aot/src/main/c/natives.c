/* Methods of java.lang in C: natives, and what the machine does better than bytecode. A line
 * starting with two slashes and a colon names the Java method that the function below it is. */

static jlong clock_nanos(int id) {
    struct timespec t;
    clock_gettime(id, &t);
    return t.tv_sec * 1000000000ll + t.tv_nsec;
}

//: java/lang/System.nanoTime()J
static jlong system_nano_time(void) { return clock_nanos(CLOCK_MONOTONIC); }

//: java/lang/System.currentTimeMillis()J
static jlong system_millis(void) { return clock_nanos(CLOCK_REALTIME) / 1000000; }

/* An address is an identity, for nothing moves. */
//: java/lang/Object.hashCode()I
//: java/lang/System.identityHashCode(Ljava/lang/Object;)I
static jint identity_hash(jref object) {
    return (jint)(((uintptr_t)object >> 4) * 0x9E3779B97F4A7C15ull >> 33);
}

//: java/lang/Object.getClass()Ljava/lang/Class;
static inline jref object_get_class(jref object) { return CLASS(CID(object)); }

//: java/lang/Object.clone()Ljava/lang/Object; collects throws
static jref object_clone(jref object) {
    const struct class_info *c = &classes[CID(object)];
    if (c->kind != KIND_OBJECT) return clone_array(object);
    if (!c->cloneable) {
        Faults_cloneNotSupported(object);
        return 0;
    }
    volatile jref from = object;
    jref copy = new_object(CID(object));
    if (copy) memcpy(copy, from, c->size);
    return copy;
}

/* One thread: nobody waits. */
//: java/lang/Object.notify()V
//: java/lang/Object.notifyAll()V
static void object_notify(jref object) { (void)object; }

static void copy_checked(jref from, jint at, jref to, jint to_at, jint count) {
    for (jint i = 0; i < count; i++) {
        jref value = GET(jref, from, at + i);
        if (value && !CAN_STORE(to, value)) {
            Faults_arrayCopyStore(i, value, from, to);
            return;
        }
        PUT(jref, to, to_at + i, value);
    }
}

#ifdef __TINYC__
#define move memmove
#else
typedef uint64_t __attribute__((vector_size(16), aligned(1), may_alias)) block;
typedef uint64_t __attribute__((aligned(1), may_alias)) word;
typedef uint32_t __attribute__((aligned(1), may_alias)) half;

/* What memmove does; musl's, with its string instructions, took a third of the time of encoding. */
static void move(char *to, const char *from, size_t count) {
    if (count < 4) {
        if (count == 0) return;
        char first = *from, middle = from[count >> 1], last = from[count - 1];
        *to = first;
        to[count >> 1] = middle;
        to[count - 1] = last;
    } else if (count < 8) {
        half first = *(half *)from, last = *(half *)(from + count - 4);
        *(half *)to = first;
        *(half *)(to + count - 4) = last;
    } else if (count <= 16) {
        word first = *(word *)from, last = *(word *)(from + count - 8);
        *(word *)to = first;
        *(word *)(to + count - 8) = last;
    } else if ((size_t)(to - from) >= count) {
        block last = *(block *)(from + count - 16);
        for (size_t i = 0; i < count - 16; i += 16) *(block *)(to + i) = *(block *)(from + i);
        *(block *)(to + count - 16) = last;
    } else {
        block first = *(block *)from;
        for (size_t i = count; i > 16; i -= 16) {
            *(block *)(to + i - 16) = *(block *)(from + i - 16);
        }
        *(block *)to = first;
    }
}
#endif

static inline int in_range(jref from, jint at, jref to, jint to_at, jint count) {
    return is_part(at, count, LENGTH(from)) && is_part(to_at, count, LENGTH(to));
}

NOINLINE static void arraycopy_any(jref from, jint at, jref to, jint to_at, jint count) {
    if (!from || !to) {
        Faults_nullPointer();
        return;
    }
    const struct class_info *a = &classes[CID(from)], *b = &classes[CID(to)];
    if (a->kind == KIND_OBJECT || a->kind != b->kind
        || (a->kind == KIND_PRIMITIVES && CID(from) != CID(to))) {
        Faults_arrayCopyTypes(from, to);
    } else if (!in_range(from, at, to, to_at, count)) {
        Faults_arrayCopyBounds(from, at, to, to_at, count);
    } else if (a->kind == KIND_REFERENCES && CID(from) != CID(to)
               && !is_subtype(a->element, b->element)) {
        copy_checked(from, at, to, to_at, count);
    } else {
        move(DATA(to) + ((size_t)to_at << b->shift), DATA(from) + ((size_t)at << a->shift),
             (size_t)count << a->shift);
    }
}

//: java/lang/System.arraycopy(Ljava/lang/Object;ILjava/lang/Object;II)V throws
static void system_arraycopy(jref from, jint at, jref to, jint to_at, jint count) {
    if (from && to && CID(from) == ID_A_B && CID(to) == ID_A_B
        && in_range(from, at, to, to_at, count)) {
        move(DATA(to) + to_at, DATA(from) + at, count);
    } else {
        arraycopy_any(from, at, to, to_at, count);
    }
}

//: java/lang/Float.floatToRawIntBits(F)I
static inline jint float_bits(jfloat value) {
    jint bits;
    memcpy(&bits, &value, 4);
    return bits;
}

//: java/lang/Float.intBitsToFloat(I)F
static inline jfloat float_of_bits(jint bits) {
    jfloat value;
    memcpy(&value, &bits, 4);
    return value;
}

//: java/lang/Double.doubleToRawLongBits(D)J
static inline jlong double_bits(jdouble value) {
    jlong bits;
    memcpy(&bits, &value, 8);
    return bits;
}

//: java/lang/Double.longBitsToDouble(J)D
static inline jdouble double_of_bits(jlong bits) {
    jdouble value;
    memcpy(&value, &bits, 8);
    return value;
}

//: java/lang/Math.sqrt(D)D
//: java/lang/StrictMath.sqrt(D)D
static inline jdouble math_sqrt(jdouble x) { return sqrt(x); }

//: java/lang/Math.floor(D)D
//: java/lang/StrictMath.floor(D)D
static inline jdouble math_floor(jdouble x) { return floor(x); }

//: java/lang/Math.ceil(D)D
//: java/lang/StrictMath.ceil(D)D
static inline jdouble math_ceil(jdouble x) { return ceil(x); }

//: java/lang/Math.rint(D)D
//: java/lang/StrictMath.rint(D)D
static inline jdouble math_rint(jdouble x) { return rint(x); }

//: java/lang/Math.fma(DDD)D
static inline jdouble math_fma(jdouble a, jdouble b, jdouble c) { return fma(a, b, c); }

//: java/lang/Math.abs(D)D
static inline jdouble math_abs(jdouble x) { return fabs(x); }

//: java/lang/Math.abs(F)F
static inline jfloat math_absf(jfloat x) { return fabsf(x); }

//: java/lang/Math.multiplyHigh(JJ)J
static inline jlong math_multiply_high(jlong a, jlong b) {
#ifdef __SIZEOF_INT128__
    return (jlong)((__int128)a * b >> 64);
#else
    uint64_t low = (uint64_t)(uint32_t)a * (uint32_t)b;
    jlong middle = (a >> 32) * (uint32_t)b + (jlong)(low >> 32);
    jlong rest = (b >> 32) * (uint32_t)a + (uint32_t)middle;
    return (a >> 32) * (b >> 32) + (middle >> 32) + (rest >> 32);
#endif
}

//: java/lang/Integer.numberOfLeadingZeros(I)I
static inline jint int_leading_zeros(jint x) { return x ? __builtin_clz(x) : 32; }

//: java/lang/Long.numberOfLeadingZeros(J)I
static inline jint long_leading_zeros(jlong x) { return x ? __builtin_clzll(x) : 64; }

//: java/lang/Integer.numberOfTrailingZeros(I)I
static inline jint int_trailing_zeros(jint x) { return x ? __builtin_ctz(x) : 32; }

//: java/lang/Long.numberOfTrailingZeros(J)I
static inline jint long_trailing_zeros(jlong x) { return x ? __builtin_ctzll(x) : 64; }

//: java/lang/Integer.reverseBytes(I)I
static inline jint int_reverse_bytes(jint x) { return __builtin_bswap32(x); }

//: java/lang/Long.reverseBytes(J)J
static inline jlong long_reverse_bytes(jlong x) { return __builtin_bswap64(x); }

//: java/lang/StringUTF16.isBigEndian()Z
static inline jint utf16_is_big_endian(void) { return 0; }

//: java/lang/Runtime.availableProcessors()I
static inline jint runtime_processors(jref runtime) { return (void)runtime, 1; }

/* HotSpot's helpful messages; not told here. */
//: java/lang/NullPointerException.getExtendedNPEMessage()Ljava/lang/String;
static inline jref helpful_message(jref exception) { return (void)exception, (jref)0; }

/* ---- classes: java.lang.Class is ours and holds nothing but an id ---- */

static uint32_t class_id(jref class_object) {
    return ((const struct s_java_lang_Class *)class_object)->f_id;
}

//: java/lang/Class.name0(I)Ljava/lang/String; collects throws
//: mote/Faults.classNameOf(I)Ljava/lang/String; collects throws
static jref class_name(jint id) {
    const char *name = class_names + classes[id].name;
    return new_string(name, strlen(name));
}

//: java/lang/Class.kind0(I)I
static jint class_kind(jint id) { return classes[id].kind; }

//: java/lang/Class.flags0(I)I
static jint class_flags(jint id) { return classes[id].flags; }

//: java/lang/Class.element0(I)Ljava/lang/Class;
static jref class_element(jint id) { return classes[id].element ? CLASS(classes[id].element) : 0; }

//: java/lang/Class.superclass0(I)Ljava/lang/Class;
static jref class_superclass(jint id) {
    return classes[id].superclass ? CLASS(classes[id].superclass) : 0;
}

//: java/lang/Class.isInstance0(ILjava/lang/Object;)Z
static jint class_is_instance(jint id, jref object) {
    return object && is_subtype(CID(object), id);
}

//: java/lang/Class.isSubtype0(II)Z
static jint class_is_subtype(jint sub, jint super) { return is_subtype(sub, super); }

//: java/lang/Class.enums0(I)[Ljava/lang/Object; collects throws
static jref class_enums(jint id) { return enum_constants(id); }

//: java/lang/Class.byId0(I)Ljava/lang/Class;
static jref class_by_id(jint id) { return CLASS(id); }

/* As on the JVM, -ea is for the program's classes: of java.base, no assertion is compiled in. */
//: java/lang/Class.desiredAssertionStatus()Z
static inline jint class_assertions(jref class_object) {
#ifdef ASSERTIONS
    return 1;
#else
    return 0;
#endif
}

static int equals_text(jref string, const char *text) {
    jref bytes = ((struct s_java_lang_String *)string)->f_value;
    size_t length = strlen(text);
    return length == (size_t)LENGTH(bytes) && !memcmp(DATA(bytes), text, length);
}

//: java/lang/Class.primitiveByName0(Ljava/lang/String;)I
static jint class_primitive_by_name(jref name) {
    for (int i = 1; i < CLASSES; i++) {
        const struct class_info *c = &classes[i];
        if (c->kind == KIND_PRIMITIVE && equals_text(name, class_names + c->name)) return i;
    }
    return 0;
}

static jref new_array_of(uint32_t element, jint length) {
    uint32_t id = classes[element].array;
    if (id == 0) {
        throw_cut("array class made at run time: no such array is in the program");
        return 0;
    }
    return new_array(id, length);
}

//: java/lang/reflect/Array.newArray(Ljava/lang/Class;I)Ljava/lang/Object; collects throws
static jref array_new(jref component, jint length) {
    return new_array_of(class_id(component), length);
}

/* ---- mote.Faults: what our own Java asks for ---- */

//: mote/Faults.length(Ljava/lang/Object;)I
static inline jint faults_length(jref array) { return LENGTH(array); }

//: mote/Faults.write(I[BII)I
static jint faults_write(jint fd, jref bytes, jint offset, jint length) {
    for (jint done = 0; done < length;) {
        ssize_t n = write(fd, DATA(bytes) + offset + done, length - done);
        if (n < 0 && errno != EINTR) return -errno;
        if (n > 0) done += n;
    }
    return length;
}

//: mote/Faults.exit(I)V
static void faults_exit(jint status) { _exit(status); }

//: mote/Faults.collections()J
static jlong faults_collections(void) { return collections; }

//: mote/Faults.allocations()J
static jlong faults_allocations(void) { return allocations; }

/* False if Java is to look at it: something is out of bounds, or not Latin-1. */
//: mote/java_lang_String.copy(Ljava/lang/Object;II[BI)Z
static jint string_copy(jref text, jint begin, jint end, jref to, jint at) {
    const struct s_java_lang_String *s = text;
    if (s->f_coder != 0 || !to || begin > end
        || !in_range(s->f_value, begin, to, at, end - begin)) {
        return 0;
    }
    move(DATA(to) + at, DATA(s->f_value) + begin, end - begin);
    return 1;
}

//: mote/java_lang_String.literal(Ljava/lang/String;)Ljava/lang/String;
static jref string_literal(jref text) {
    const struct s_java_lang_String *wanted = text;
    size_t length = LENGTH(wanted->f_value);
    for (int i = 0; i < LITERALS; i++) {
        const struct s_java_lang_String *s = literals[i];
        if (s->f_coder == wanted->f_coder && (size_t)LENGTH(s->f_value) == length
            && !memcmp(DATA(s->f_value), DATA(wanted->f_value), length)) {
            return (jref)s;
        }
    }
    return 0;
}

/* System.out and System.err are final in Java. */
//: mote/java_lang_System.setStreams(Ljava/io/PrintStream;Ljava/io/PrintStream;)V
static void system_set_streams(jref out, jref error) {
#ifdef S_java_lang_System_out
    S_java_lang_System_out = out;
    S_java_lang_System_err = error;
#endif
}
