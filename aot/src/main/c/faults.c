/* Exceptions that the run time throws, class initialisation, stack traces, last words. */

static void say(const char *text) {
    size_t length = strlen(text);
    if (write(2, text, length) < 0) _exit(70);
}

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

/* Function addresses and names, in order; made from the linked binary by `build`. */
struct method_entry {
    uint32_t address;
    uint16_t class_name;
    uint16_t method_name;
};
extern const struct method_entry method_table[];
extern const uint32_t method_count;
extern const char method_class_names[], method_names[];

static const struct method_entry *method_at(uintptr_t address) {
    const struct method_entry *found = 0;
    for (uint32_t i = 0; i < method_count && method_table[i].address <= address; i++) {
        found = &method_table[i];
    }
    return found && found->method_name ? found : 0;
}

#define FRAMES_MAX 64
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
static int walk(void **frame, uint32_t *addresses) {
    int count = 0;
    while ((char *)frame < stack_base && count < FRAMES_MAX) {
        void **next = CALLER_FRAME(frame);
        addresses[count++] = (uint32_t)(uintptr_t)RETURN_ADDRESS(frame) - 1;
        if (next <= frame) break;
        frame = next;
    }
    return count;
}

//: mote/Faults.trace()[I collects throws
__attribute__((noinline)) static jref faults_trace(void) {
    uint32_t addresses[FRAMES_MAX];
    int count = walk(__builtin_frame_address(0), addresses);
    jref array = new_array(ID_A_I, count);
    if (array) memcpy(DATA(array), addresses, count * sizeof *addresses);
    return array;
}

//: mote/Faults.className(I)Ljava/lang/String; collects throws
static jref faults_frame_class(jint address) {
    const struct method_entry *m = method_at((uint32_t)address);
    const char *name = m ? method_class_names + m->class_name : 0;
    return name ? new_string(name, strlen(name)) : 0;
}

//: mote/Faults.methodName(I)Ljava/lang/String; collects throws
static jref faults_frame_method(jint address) {
    const struct method_entry *m = method_at((uint32_t)address);
    return m ? new_string(method_names + m->method_name, strlen(method_names + m->method_name)) : 0;
}

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

static void say_method(uintptr_t address) {
    const struct method_entry *m = method_at(address);
    if (!m) return;
    say("\tat ");
    say(method_class_names + m->class_name);
    say(".");
    say(method_names + m->method_name);
    say("\n");
}

/* One clear line, the Java methods on the stack, and the signal's own end. */
static void on_signal(int number, siginfo_t *info, void *context) {
    ucontext_t *machine = context;
#if defined(__x86_64__)
    uintptr_t at = machine->uc_mcontext.gregs[REG_RIP];
    void **frame = (void **)machine->uc_mcontext.gregs[REG_RBP];
#elif defined(__arm__)
    uintptr_t at = machine->uc_mcontext.arm_pc;
    void **frame = (void **)machine->uc_mcontext.arm_fp;
#else
    uintptr_t at = machine->uc_mcontext.pc;
    void **frame = (void **)machine->uc_mcontext.regs[29];
#endif
    char *address = info->si_addr;
    int overflow = number == SIGSEGV && address < stack_limit + (256 << 10)
                   && address > stack_limit - (1 << 20);
    say("fatal: ");
    say(overflow ? "stack overflow" : signal_name(number));
    say("\n");
    say_method(at);
    if ((char *)frame > stack_limit && (char *)frame < stack_base) {
        uint32_t addresses[FRAMES_MAX];
        int count = walk(frame, addresses);
        for (int i = 0; i < count; i++) say_method(addresses[i]);
    }
    signal(number, SIG_DFL);
    raise(number);
}

static void catch_signals(void) {
    static char alternative[4096 + 2048] __attribute__((aligned(16)));
    stack_t stack = {.ss_sp = alternative, .ss_size = sizeof alternative};
    sigaltstack(&stack, 0);
    struct sigaction action = {.sa_sigaction = on_signal, .sa_flags = SA_SIGINFO | SA_ONSTACK};
    static const uint8_t caught[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT};
    for (unsigned i = 0; i < sizeof caught; i++) sigaction(caught[i], &action, 0);
}
