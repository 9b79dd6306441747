/* What generated code and run time share. Included once, before the generated tables. */
#define _GNU_SOURCE
#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <link.h>
#include <math.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/auxv.h>
#include <sys/resource.h>
#include <time.h>
#include <ucontext.h>
#include <unistd.h>

typedef int32_t jint;
typedef int64_t jlong;
typedef float jfloat;
typedef double jdouble;
typedef void *jref;
/* What the run time reads and writes as words, whatever Java keeps there. */
typedef jref __attribute__((may_alias)) any_jref;
typedef uint64_t __attribute__((may_alias)) any_word;

#define U(x) __builtin_expect(!!(x), 0)
#define NOINLINE __attribute__((noinline))
/* For starting and ending only: together in the binary, away from what runs all the time. */
#define APART __attribute__((section(".text.unlikely.apart")))
#define COLD __attribute__((cold, noinline)) APART
/* Runs once, but is no sign of trouble. What surely leads to something cold is cold for gcc too, so
 * the whole program would be if it began with something cold. */
#define START NOINLINE APART

/* An object starts with its class id; an array has its length after it and its elements at 8. */
struct header {
    uint32_t cid;
};
struct array_header {
    uint32_t cid;
    jint length;
};
#define CID(x) (((struct header *)(x))->cid)
#define LENGTH(x) (((struct array_header *)(x))->length)
#define DATA(x) ((char *)(x) + 8)
/* A type of its own for the elements of each kind of array, so that gcc knows what Java knows: that
 * storing a byte in an array changes no field and no other array. */
#define ELEMENT_TYPE(type) \
    struct type##_element { \
        type value; \
    }
ELEMENT_TYPE(int8_t);
ELEMENT_TYPE(int16_t);
ELEMENT_TYPE(uint16_t);
ELEMENT_TYPE(jint);
ELEMENT_TYPE(jlong);
ELEMENT_TYPE(jfloat);
ELEMENT_TYPE(jdouble);
ELEMENT_TYPE(jref);
#define PLACE(type, array, index) (((struct type##_element *)DATA(array))[index])
#define GET(type, array, index) \
    ({ struct type##_element element_ = PLACE(type, array, index); element_.value; })
#define PUT(type, array, index, stored) \
    (PLACE(type, array, index) = (struct type##_element){(type)(stored)})
#define CLASS(id) ((jref)&class_objects[id])
#define ARRAY_HEADER_BYTES 8
/* A reference's size as a power of two: an address. */
#define REFERENCE_SHIFT (sizeof(jref) == 8 ? 3 : 2)

/* The collector scans the stack for references; this makes gcc hold one, whole, up to here. */
#define KEEP(x) __asm__ volatile("" ::"g"(x))

/* Nothing, but it makes two calls that only differ in their line differ for gcc too. */
#ifdef __TINYC__
#define HERE(line)
#else
#define HERE(line) __asm__ volatile("" ::"i"(line))
#endif

enum kind { KIND_OBJECT, KIND_PRIMITIVES, KIND_REFERENCES, KIND_PRIMITIVE };

struct class_info {
    uint32_t name;       /* in class_names; 0 if nobody can ask */
    uint32_t size;       /* bytes of an instance */
    uint16_t end;        /* the last of the subclasses' ids */
    uint16_t superclass;
    uint16_t element;    /* class of an array's elements */
    uint16_t array;      /* the array class of this class, 0 if there is none */
    uint16_t references; /* in reference_offsets: a count, then that many offsets */
    uint16_t set;        /* of an interface: its row in interface_sets, plus 1 */
    uint16_t flags;      /* as in the class file */
    uint8_t kind;
    uint8_t shift;       /* an element's size as a power of two */
    uint8_t cloneable;
};

struct field_offset {
    uint16_t class_id;
    uint16_t offset;
    const char *name;
};

#define IN_SET(set, id) (interface_sets[set][(id) >> 3] >> ((id) & 7) & 1)
#define CAN_STORE(array, value) \
    (classes[CID(array)].element == CID(value) || \
     is_subtype(CID(value), classes[CID(array)].element))

/* The exception on its way to a handler, or null. It is tested after most calls, so it lives in a
 * register that C functions preserve: 5 bytes less at each test, 8 on aarch64. Else a variable. */
#if defined(__TINYC__)
static jref pending;
#elif defined(__x86_64__)
register jref pending __asm__("r15");
#elif defined(__aarch64__)
register jref pending __asm__("x28");
#else
static jref pending;
#endif
/* Below this address a recursive method throws StackOverflowError. */
static char *stack_limit;
static char *stack_base;

static jref new_object(uint32_t class_id);
static jref new_array(uint32_t class_id, jint length);
static jref new_multi_array(uint32_t class_id, int dimensions, const jint *lengths);
static jref new_string(const char *text, size_t length);
static jref clone_array(jref array);
static int is_subtype(uint32_t sub, uint32_t super);
static jref enum_constants(uint32_t class_id);
static int begin_initialisation(uint8_t *state, uint32_t class_id);
static int end_initialisation(uint8_t *state);
static void throw_cut(const char *what);
static void throw_stack_overflow(void);
__attribute__((noreturn)) static void fatal(const char *message);
static void no_target(void);

/* A negative number is a huge one without a sign. */
static inline int is_part(jint at, jint count, jint length) {
    return (uint64_t)(uint32_t)at + (uint32_t)count <= (uint32_t)length;
}

/* Java's conversions: NaN is 0, what does not fit is the nearest number. */
static inline jint to_int(double d) {
    if (d >= -2147483648.0 && d < 2147483648.0) return (jint)d;
    return d != d ? 0 : d < 0 ? INT32_MIN : INT32_MAX;
}

static inline jlong to_long(double d) {
    if (d >= -9223372036854775808.0 && d < 9223372036854775808.0) return (jlong)d;
    return d != d ? 0 : d < 0 ? INT64_MIN : INT64_MAX;
}
