/* Mark and sweep. Objects and statics are known exactly; the C stack and the registers are not, so
 * whatever there could be the address of an object, of its inside or of its end keeps it. */
static char **mark_stack;
static size_t mark_depth, mark_depth_max;

static void mark_object(char *object) {
    size_t offset = object - heap;
    struct page *page = &pages[offset / PAGE_BYTES];
    uint32_t granule = offset % PAGE_BYTES / GRANULE_BYTES;
    uint64_t bit = 1ull << (granule & 63);
    if (page->marks[granule >> 6] & bit) return;
    page->marks[granule >> 6] |= bit;
    mark_stack[mark_depth++] = object;
    if (mark_depth > mark_depth_max) mark_depth_max = mark_depth;
}

/* Literals and array constants lie outside the heap and refer to nothing. */
static void mark_reference(jref reference) {
    if ((size_t)((char *)reference - heap) < HEAP_BYTES_MAX) mark_object(reference);
}

static void mark_contents(void) {
    while (mark_depth > 0) {
        char *object = mark_stack[--mark_depth];
        const struct class_info *c = &classes[CID(object)];
        if (c->kind == KIND_OBJECT) {
            const uint16_t *offsets = &reference_offsets[c->references];
            for (int i = 1; i <= offsets[0]; i++) {
                mark_reference(*(any_jref *)(object + offsets[i]));
            }
        } else if (c->kind == KIND_REFERENCES) {
            for (jint i = 0; i < LENGTH(object); i++) mark_reference(GET(jref, object, i));
        }
    }
}

UNCHECKED static void mark_possible(char *address) {
    size_t offset = address - heap;
    if (offset >= HEAP_BYTES_MAX) return;
    uint32_t p = offset / PAGE_BYTES;
    uint32_t kind = pages[p].kind;
    char *object;
    if (kind == PAGE_FREE) return;
    if (kind <= SIZE_CLASSES) {
        uint32_t size = class_bytes[kind - 1];
        uint32_t slot = offset % PAGE_BYTES / size;
        if ((slot + 1) * size > PAGE_BYTES) return;
        object = heap + (size_t)p * PAGE_BYTES + slot * size;
    } else {
        if (kind == PAGE_INSIDE_RUN) p -= pages[p].run;
        object = heap + (size_t)p * PAGE_BYTES;
    }
    if (CID(object) != 0) mark_object(object);
}

UNCHECKED __attribute__((noinline)) static void mark_stack_range(void) {
    char *from = (char *)((uintptr_t)__builtin_frame_address(0) & ~(sizeof(char *) - 1));
    PAUSE_CHECKS();
    for (char *at = from; at < stack_base; at += sizeof at) {
        char *value = *(any_jref *)at;
        ACCESS_AGAIN(&value, sizeof value); /* whatever it is */
        if ((size_t)(value - heap) <= HEAP_BYTES_MAX) {
            mark_possible(value);
            mark_possible(value - 1);
            mark_contents();
        }
    }
    RESUME_CHECKS();
}

static void sweep_small(uint32_t p) {
    struct page *page = &pages[p];
    uint32_t k = page->kind - 1, size = class_bytes[k];
    char *start = heap + (size_t)p * PAGE_BYTES;
    if (!(page->marks[0] | page->marks[1] | page->marks[2] | page->marks[3])) {
        page->kind = PAGE_FREE;
        pages_used--;
        NO_ACCESS(start, PAGE_BYTES);
        return;
    }
    for (uint32_t i = PAGE_BYTES / size; i-- > 0;) {
        char *slot = start + i * size;
        uint32_t granule = i * size / GRANULE_BYTES;
        if (!(page->marks[granule >> 6] >> (granule & 63) & 1)) {
            ACCESS_AGAIN(slot, size);
#ifdef STRESS
            memset(slot, 0xDB, size);
#endif
            CID(slot) = 0;
            *(any_jref *)(slot + 8) = free_list[k];
            free_list[k] = slot;
            NO_ACCESS(slot, size);
        }
    }
    memset(page->marks, 0, sizeof page->marks);
}

static void sweep_run(uint32_t p) {
    uint32_t count = pages[p].run;
    if (pages[p].marks[0]) {
        pages[p].marks[0] = 0;
        return;
    }
    ACCESS_AGAIN(heap + (size_t)p * PAGE_BYTES, (size_t)count * PAGE_BYTES);
    for (uint32_t i = p; i < p + count; i++) {
#ifdef STRESS
        memset(heap + (size_t)i * PAGE_BYTES, 0xDB, PAGE_BYTES);
#endif
        pages[i].kind = PAGE_FREE;
    }
    NO_ACCESS(heap + (size_t)p * PAGE_BYTES, (size_t)count * PAGE_BYTES);
    pages_used -= count;
}

static void sweep(void) {
    uint32_t top = 0;
    memset(free_list, 0, sizeof free_list);
    for (uint32_t p = pages_top; p-- > 0;) {
        uint8_t kind = pages[p].kind;
        if (kind == PAGE_FREE || kind == PAGE_INSIDE_RUN) continue;
        uint32_t end = kind == PAGE_RUN ? p + pages[p].run : p + 1;
        if (kind == PAGE_RUN) {
            sweep_run(p);
        } else {
            sweep_small(p);
        }
        if (top == 0 && pages[p].kind != PAGE_FREE) top = end;
    }
    uint32_t seen = pages_top;
    pages_top = top;
    search_from = 0;
    pages_soft = pages_used + pages_used / 2 + 8;
    if (pages_soft < PAGES_AT_START) pages_soft = PAGES_AT_START;
    if (pages_soft > PAGES) pages_soft = PAGES;
    for (uint32_t p = seen; p-- > 0 && pages_dirty > pages_soft;) {
        if (pages[p].kind == PAGE_FREE && pages[p].dirty) give_back(p, 1);
    }
}

__attribute__((noinline)) static void collect(void) {
    if (!mark_stack) mark_stack = reserve(HEAP_BYTES_MAX / GRANULE_BYTES * sizeof *mark_stack);
    __builtin_unwind_init(); /* callee-saved registers go to the stack */
    for (int i = 0; i < STATICS; i++) mark_reference(statics[i]);
    mark_reference(pending);
    mark_contents();
    mark_stack_range();
    sweep();
    collections++;
    if (mark_depth_max > PAGE_BYTES) {
        madvise(mark_stack, mark_depth_max * sizeof *mark_stack, MADV_DONTNEED);
        mark_depth_max = 0;
    }
}

/* Pages of the program's own file, which come back by themselves when they are touched. */
static void give_back_program(void) {
    const ElfW(Phdr) *header = (void *)getauxval(AT_PHDR);
    for (unsigned long i = 0; i < getauxval(AT_PHNUM); i++) {
        if (header[i].p_type == PT_LOAD && !(header[i].p_flags & PF_W)) {
            uintptr_t start = header[i].p_vaddr & ~(uintptr_t)(PAGE_BYTES - 1);
            madvise((void *)start, header[i].p_vaddr + header[i].p_memsz - start, MADV_DONTNEED);
        }
    }
}

/* System.gc() says that a start is over or something big has ended: all free memory goes back, and
 * the code that only the start needed leaves memory too. */
//: java/lang/Runtime.gc()V collects
static void runtime_gc(jref runtime) {
    (void)runtime;
    collect();
    for (uint32_t p = 0; p < PAGES && pages_dirty > pages_used; p++) {
        if (pages[p].kind == PAGE_FREE && pages[p].dirty) give_back(p, 1);
    }
    give_back_program();
}
