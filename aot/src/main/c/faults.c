/* Exceptions that the run time throws, class initialisation, stack traces, last words. */

/* Where a crash is reported besides standard error, once it has come to that. */
static int report = -1;

static void say_part(const char *text, size_t length) {
    if (report >= 0 && write(report, text, length) < 0) report = -1;
    if (write(2, text, length) < 0) _exit(70);
}

static void say(const char *text) { say_part(text, strlen(text)); }

COLD static void fatal(const char *message) {
    say("fatal: ");
    say(message);
    say("\n");
    _exit(70);
}

/* Reachability found no class for this receiver, so there is none. */
COLD static void no_target(void) { fatal("call without a target"); }

COLD static void throw_cut(const char *what) {
    jref text = new_string(what, strlen(what));
    if (text) Faults_cut(text);
}

COLD static void throw_stack_overflow(void) {
    char *limit = stack_limit;
    stack_limit -= 64 << 10; /* room for making the exception */
    Faults_stackOverflow();
    stack_limit = limit;
}

/* True if the caller is to run the initialiser; a class that failed once throws for ever. */
START static int begin_initialisation(uint8_t *state, uint32_t class_id) {
    if (*state == 3) Faults_initialisationFailed(class_id);
    if (*state != 0) return 0;
    *state = 1;
    return 1;
}

START static int end_initialisation(uint8_t *state) {
    *state = pending ? 3 : 2;
    if (pending) Faults_inInitializer();
    return *state == 3;
}

static int is_subtype(uint32_t sub, uint32_t super) {
    for (;;) {
        const struct class_info *c = &classes[super];
        if (sub == super || super == ID_java_lang_Object) return 1;
        if (c->set) return IN_SET(c->set - 1, sub);
        if (c->kind == KIND_OBJECT) return sub - super <= (uint32_t)(c->end - super);
        if (c->kind != KIND_REFERENCES || classes[sub].kind != KIND_REFERENCES) return 0;
        sub = classes[sub].element;
        super = c->element;
    }
}

/* Where calls return to, and the Java methods and lines that are there: made by `build` from the
 * linked binary. `sites` is, for each place in order, three differences to the one before: of the
 * address, of the frame's number, of the line. A frame is a method and, if gcc has put it into
 * another, that one's frame and line; frame 0 is C. */
struct frame {
    uint16_t method, outer, outer_line;
};
struct method_names {
    uint32_t owner, name;
};
extern const uint8_t sites[];
extern const uint32_t sites_bytes;
extern const struct frame frames[];
extern const struct method_names methods[];
extern const char owner_names[], method_names[];

struct place {
    const struct frame *frame;
    int line;
};

static int32_t next_difference(const uint8_t **at) {
    uint32_t value = 0;
    for (int shift = 0;; shift += 7) {
        uint8_t byte = *(*at)++;
        value |= (uint32_t)(byte & 127) << shift;
        if (byte < 128) return (int32_t)(value >> 1) ^ -(int32_t)(value & 1);
    }
}

/* The innermost method at this address; no frame in C. The last answer is kept. */
static struct place place_at(uint32_t address) {
    static uint32_t last;
    static struct place found;
    if (address == last) return found;
    uint32_t at = 0, frame = 0;
    int line = 0;
    found = (struct place){0};
    for (const uint8_t *p = sites; p < sites + sites_bytes;) {
        at += next_difference(&p);
        if (at > address) break;
        frame += next_difference(&p);
        line += next_difference(&p);
        found = (struct place){frame ? &frames[frame] : 0, line};
    }
    last = address;
    return found;
}

/* The method that this one has become a part of; no frame if it is on its own. */
static struct place outer(struct place p) {
    if (!p.frame->outer) return (struct place){0};
    return (struct place){&frames[p.frame->outer], p.frame->outer_line};
}

static struct place place(uint32_t address, jint depth) {
    struct place p = place_at(address);
    while (p.frame && depth-- > 0) p = outer(p);
    return p;
}

/* What a frame pointer points at: the caller's frame pointer and the return address after it; on
 * 32-bit ARM the return address, which has the caller's frame pointer before it. */
#if defined(__arm__)
#define CALLER_FRAME(frame) ((frame)[-1])
#define RETURN_ADDRESS(frame) ((frame)[0])
#else
#define CALLER_FRAME(frame) ((frame)[0])
#define RETURN_ADDRESS(frame) ((frame)[1])
#endif

/* Return addresses, the innermost first, from the chain of frame pointers. */
static int walk(void **frame, uint32_t *addresses, int most) {
    char *lowest = stack_limit - (1 << 20);
    int count = 0;
    while ((char *)frame > lowest && (char *)frame < stack_base && count < most) {
        void **next = CALLER_FRAME(frame);
        addresses[count++] = (uint32_t)(uintptr_t)RETURN_ADDRESS(frame) - 1;
        if (next <= frame) break;
        frame = next;
    }
    return count;
}

#define FRAMES_MAX 1024 /* as many as HotSpot keeps */

//: mote/Faults.trace()[I collects throws
NOINLINE static jref faults_trace(void) {
    uint32_t addresses[FRAMES_MAX];
    int count = walk(__builtin_frame_address(0), addresses, FRAMES_MAX);
    jref array = new_array(ID_A_I, count);
    if (array) memcpy(DATA(array), addresses, count * sizeof *addresses);
    return array;
}

static jref text_of(const char *text) { return text ? new_string(text, strlen(text)) : 0; }

//: mote/Faults.className(II)Ljava/lang/String; collects throws
static jref faults_frame_class(jint address, jint depth) {
    struct place p = place(address, depth);
    return text_of(p.frame ? owner_names + methods[p.frame->method].owner : 0);
}

//: mote/Faults.methodName(II)Ljava/lang/String; collects throws
static jref faults_frame_method(jint address, jint depth) {
    struct place p = place(address, depth);
    return text_of(p.frame ? method_names + methods[p.frame->method].name : 0);
}

//: mote/Faults.line(II)I
static jint faults_frame_line(jint address, jint depth) { return place(address, depth).line; }

//: mote/Faults.take()Ljava/lang/Throwable;
static jref faults_take(void) {
    jref thrown = pending;
    pending = 0;
    return thrown;
}

static const char *signal_name(int number) {
    switch (number) {
    case SIGSEGV: return "SIGSEGV";
    case SIGBUS: return "SIGBUS";
    case SIGFPE: return "SIGFPE";
    case SIGILL: return "SIGILL";
    default: return "SIGABRT";
    }
}

static void say_number(int number) {
    char digits[12], *at = digits + sizeof digits;
    *--at = 0;
    do {
        *--at = '0' + number % 10;
    } while (number /= 10);
    say(at);
}

/* As Faults.frame() has it: the file has the name of the outermost class. */
static void say_methods(uintptr_t address) {
    for (struct place p = place_at(address); p.frame; p = outer(p)) {
        const char *owner = owner_names + methods[p.frame->method].owner;
        size_t end = strcspn(owner, "$"), start = end;
        while (start > 0 && owner[start - 1] != '.') start--;
        say("\tat ");
        say(owner);
        say(".");
        say(method_names + methods[p.frame->method].name);
        say("(");
        say_part(owner + start, end - start);
        say(".java");
        if (p.line) say(":");
        if (p.line) say_number(p.line);
        say(")\n");
    }
}

/* In Java, behind a call. */
static int is_return(uintptr_t address) {
    if (!place_at(address - 1).frame) return 0;
#if defined(__x86_64__)
    return *(const uint8_t *)(address - 5) == 0xE8;
#else
    return 1;
#endif
}

static const char *crash_folder;

/* FOLDER/crash-PID.txt, if the environment names a folder. */
static void open_report(void) {
    char path[512];
    if (!crash_folder || strlen(crash_folder) > sizeof path - 40) return;
    char *end = stpcpy(stpcpy(path, crash_folder), "/crash-");
    char digits[12], *at = digits + sizeof digits;
    *--at = 0;
    for (int pid = getpid(); pid; pid /= 10) *--at = '0' + pid % 10;
    stpcpy(stpcpy(end, at), ".txt");
    report = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
}

#define SAID_MAX 64

/* One clear line, the Java methods on the stack, and the signal's own end. */
static void on_signal(int number, siginfo_t *info, void *context) {
    ucontext_t *machine = context;
    uintptr_t back = 0; /* where a C function without a frame of its own returns to */
#if defined(__x86_64__)
    uintptr_t at = machine->uc_mcontext.gregs[REG_RIP];
    uintptr_t top = machine->uc_mcontext.gregs[REG_RSP];
    if ((char *)top > stack_limit && (char *)top < stack_base) back = *(uintptr_t *)top;
    void **frame = (void **)machine->uc_mcontext.gregs[REG_RBP];
#elif defined(__arm__)
    uintptr_t at = machine->uc_mcontext.arm_pc;
    back = machine->uc_mcontext.arm_lr;
    void **frame = (void **)machine->uc_mcontext.arm_fp;
#else
    uintptr_t at = machine->uc_mcontext.pc;
    back = machine->uc_mcontext.regs[30];
    void **frame = (void **)machine->uc_mcontext.regs[29];
#endif
    char *address = info->si_addr;
    int overflow = number == SIGSEGV && address < stack_limit + (256 << 10)
                   && address > stack_limit - (1 << 20);
    open_report();
    say("fatal: ");
    say(overflow ? "stack overflow" : signal_name(number));
    say("\n");
    say_methods(at);
    if (!place_at(at).frame && is_return(back)) say_methods(back - 1);
    uint32_t addresses[SAID_MAX];
    int count = walk(frame, addresses, SAID_MAX);
    for (int i = 0; i < count; i++) say_methods(addresses[i]);
    signal(number, SIG_DFL);
    raise(number);
}

static void catch_signals(void) {
    crash_folder = getenv("CRASH_FOLDER");
    static char alternative[4096 + 2048] __attribute__((aligned(16)));
    stack_t stack = {.ss_sp = alternative, .ss_size = sizeof alternative};
    sigaltstack(&stack, 0);
    struct sigaction action = {.sa_sigaction = on_signal, .sa_flags = SA_SIGINFO | SA_ONSTACK};
    static const uint8_t caught[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT};
    for (unsigned i = 0; i < sizeof caught; i++) sigaction(caught[i], &action, 0);
}
