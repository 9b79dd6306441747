/* The heap: pages of 4 kB in one reserved range, touched only as they are needed.
 *
 * Small objects (up to 2 kB) share a page with others of their size class and are linked in a free
 * list when free (class id 0, next at offset 8). Larger ones have a run of pages to themselves.
 * Nothing moves. A page that has never been handed out, or has been given back, is zero already.
 */
#include "checked.h"
#ifndef HEAP_BYTES_MAX
#define HEAP_BYTES_MAX (64u << 20)
#endif
#define PAGE_BYTES 4096u
#define PAGES (HEAP_BYTES_MAX / PAGE_BYTES)
#define GRANULE_BYTES 16u
#define SMALL_BYTES_MAX 2048u
/* The first collection comes when this many pages are in use: 256 kB. */
#define PAGES_AT_START 64u
/* A run that must be zeroed is given back instead when it is at least this long. */
#define RUN_GIVEN_BACK_MIN 8u

enum { PAGE_FREE = 0, PAGE_RUN = 254, PAGE_INSIDE_RUN = 255 }; /* else size class + 1 */

struct page {
    uint32_t run; /* of a run: its pages; inside a run: how far its first page is */
    uint8_t kind;
    uint8_t dirty; /* may hold something else than zeros */
    uint16_t unused;
    uint64_t marks[PAGE_BYTES / GRANULE_BYTES / 64];
};

static const uint16_t class_bytes[] = {16,  32,  48,  64,  80,  96,  112, 128,  160,  192, 224,
                                       256, 320, 384, 448, 512, 672, 816, 1024, 1360, 2048};
#define SIZE_CLASSES (sizeof class_bytes / sizeof *class_bytes)

static char *heap;
static struct page *pages;
static char *free_list[SIZE_CLASSES];
static uint8_t class_of_granules[SMALL_BYTES_MAX / GRANULE_BYTES + 1];
static uint32_t pages_used, pages_dirty, pages_soft = PAGES_AT_START, pages_top, search_from;
static uint64_t collections, allocations;

static void collect(void);

static void *reserve(size_t bytes) {
    void *p = mmap(0, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE,
                   -1, 0);
    if (p == MAP_FAILED) fatal("out of memory: cannot reserve the heap");
    return p;
}

static void heap_start(void) {
    heap = reserve(HEAP_BYTES_MAX);
    pages = reserve(PAGES * sizeof *pages);
    for (unsigned granules = 0, k = 0; granules <= SMALL_BYTES_MAX / GRANULE_BYTES; granules++) {
        while (class_bytes[k] < granules * GRANULE_BYTES) k++;
        class_of_granules[granules] = k;
    }
}

static int64_t find_run(uint32_t count) {
    uint32_t found = 0;
    for (uint32_t p = search_from; p < PAGES; p++) {
        if (pages[p].kind != PAGE_FREE) {
            found = 0;
            if (count == 1) search_from = p + 1;
        } else if (++found == count) {
            return p + 1 - count;
        }
    }
    return -1;
}

static void give_back(uint32_t first, uint32_t count) {
    madvise(heap + (size_t)first * PAGE_BYTES, (size_t)count * PAGE_BYTES, MADV_DONTNEED);
    for (uint32_t p = first; p < first + count; p++) {
        pages_dirty -= pages[p].dirty;
        pages[p].dirty = 0;
    }
}

/* Free pages in a row, after a collection if it is time for one; -1 if there are none. */
static int64_t take_pages(uint32_t count) {
    if (pages_used + count > pages_soft) {
        collect();
        if (pages_used + count > pages_soft) pages_soft = pages_used + count + pages_used / 2;
        if (pages_soft > PAGES) pages_soft = PAGES;
    }
    int64_t first = find_run(count);
    if (first < 0) {
        collect();
        first = find_run(count);
    }
    if (first >= 0) {
        pages_used += count;
        if (first + count > pages_top) pages_top = first + count;
    }
    return first;
}

static void make_dirty(uint32_t first, uint32_t count) {
    for (uint32_t p = first; p < first + count; p++) {
        pages_dirty += !pages[p].dirty;
        pages[p].dirty = 1;
    }
}

static char *new_small_page(uint32_t k) {
    if (pages_used + 1 > pages_soft) {
        collect();
        if (free_list[k]) return free_list[k];
    }
    int64_t page = take_pages(1);
    if (page < 0 || free_list[k]) {
        if (page >= 0) pages_used--;
        return free_list[k];
    }
    make_dirty(page, 1);
    pages[page].kind = k + 1;
    char *start = heap + (size_t)page * PAGE_BYTES;
    ACCESS_AGAIN(start, PAGE_BYTES);
    for (uint32_t i = PAGE_BYTES / class_bytes[k]; i-- > 0;) {
        char *slot = start + i * class_bytes[k];
        CID(slot) = 0;
        *(any_jref *)(slot + 8) = free_list[k];
        free_list[k] = slot;
    }
    NO_ACCESS(start, PAGE_BYTES);
    return free_list[k];
}

static void zero_run(uint32_t first, uint32_t count) {
    if (count >= RUN_GIVEN_BACK_MIN) {
        give_back(first, count);
        return;
    }
    for (uint32_t p = first; p < first + count; p++) {
        if (pages[p].dirty) memset(heap + (size_t)p * PAGE_BYTES, 0, PAGE_BYTES);
    }
}

COLD static jref new_large(size_t bytes, uint32_t class_id) {
    uint32_t count = (bytes + PAGE_BYTES - 1) / PAGE_BYTES;
    int64_t first = bytes > HEAP_BYTES_MAX ? -1 : take_pages(count);
    if (first < 0) {
        Faults_outOfMemory();
        return 0;
    }
    ACCESS_AGAIN(heap + (size_t)first * PAGE_BYTES, (size_t)count * PAGE_BYTES);
    zero_run(first, count);
    make_dirty(first, count);
    pages[first].kind = PAGE_RUN;
    pages[first].run = count;
    for (uint32_t i = 1; i < count; i++) {
        pages[first + i].kind = PAGE_INSIDE_RUN;
        pages[first + i].run = i;
    }
    char *object = heap + (size_t)first * PAGE_BYTES;
    CID(object) = class_id;
    NO_ACCESS(object + bytes, (size_t)count * PAGE_BYTES - bytes);
    return object;
}

/* Most objects are two or three granules: shorter than a call of memset. */
static inline void clear(char *object, uint32_t bytes) {
    if (bytes > 128) {
        memset(object, 0, bytes);
        return;
    }
    for (uint32_t at = 0; at < bytes; at += GRANULE_BYTES) {
        *(any_word *)(object + at) = 0;
        *(any_word *)(object + at + 8) = 0;
    }
}

/* Zeroed memory of a class; null with an OutOfMemoryError pending. */
static inline jref allocate(size_t bytes, uint32_t class_id) {
#ifdef STRESS
    collect();
#endif
    allocations++;
    if (U(bytes > SMALL_BYTES_MAX)) return new_large(bytes, class_id);
    uint32_t k = class_of_granules[(bytes + GRANULE_BYTES - 1) / GRANULE_BYTES];
    char *object = free_list[k];
    if (U(!object)) {
        object = new_small_page(k);
        if (!object) {
            Faults_outOfMemory();
            return 0;
        }
    }
    ACCESS_AGAIN(object, class_bytes[k]);
    free_list[k] = *(any_jref *)(object + 8);
    clear(object, class_bytes[k]);
    CID(object) = class_id;
    NO_ACCESS(object + bytes, class_bytes[k] - bytes);
    return object;
}

__attribute__((noinline)) static jref new_object(uint32_t class_id) {
    return allocate(classes[class_id].size, class_id);
}

__attribute__((noinline)) static jref new_array(uint32_t class_id, jint length) {
    if (U(length < 0)) {
        Faults_negativeSize(length);
        return 0;
    }
    if (U(length > INT32_MAX - 2)) {
        Faults_arrayTooLong();
        return 0;
    }
    uint64_t bytes = ARRAY_HEADER_BYTES + ((uint64_t)length << classes[class_id].shift);
    if (U(bytes > HEAP_BYTES_MAX)) bytes = HEAP_BYTES_MAX + 1; /* which is refused */
    jref array = allocate(bytes, class_id);
    if (array) LENGTH(array) = length;
    return array;
}

static jref fill_multi_array(uint32_t class_id, int dimensions, const jint *lengths) {
    volatile jref array = new_array(class_id, lengths[0]);
    if (!array || dimensions == 1) return array;
    for (jint i = 0; i < lengths[0]; i++) {
        jref element = fill_multi_array(classes[class_id].element, dimensions - 1, lengths + 1);
        if (!element) return 0;
        PUT(jref, array, i, element);
    }
    return array;
}

COLD static jref new_multi_array(uint32_t class_id, int dimensions, const jint *lengths) {
    for (int i = 0; i < dimensions; i++) {
        if (lengths[i] < 0) {
            Faults_negativeSize(lengths[i]);
            return 0;
        }
    }
    return fill_multi_array(class_id, dimensions, lengths);
}

static jref clone_array(jref array) {
    volatile jref from = array;
    jref copy = new_array(CID(from), LENGTH(from));
    if (copy) memcpy(DATA(copy), DATA(from), (size_t)LENGTH(from) << classes[CID(from)].shift);
    return copy;
}

/* A String of Latin-1 text (all that the run time makes is ASCII, but for arguments). */
static jref new_string(const char *text, size_t length) {
    volatile jref bytes = new_array(ID_A_B, length);
    if (!bytes) return 0;
    memcpy(DATA(bytes), text, length);
    struct s_java_lang_String *string = new_object(ID_java_lang_String);
    if (string) string->f_value = bytes;
    return string;
}
