/* The program's start and end. */
#define STACK_BYTES_MAX (8u << 20)
/* The longest chain of calls without recursion, and the signal handler, fit below the limit: all
 * frames together, summed up by `build`. */
extern const uint32_t stack_reserve_bytes;

static void find_stack(char *here) {
    struct rlimit limit;
    size_t bytes = STACK_BYTES_MAX;
    stack_base = here;
    if (getrlimit(RLIMIT_STACK, &limit) == 0 && limit.rlim_cur < bytes) bytes = limit.rlim_cur;
    if (bytes < 2 * stack_reserve_bytes) fatal("a stack below 512 kB (ulimit -s) is too small");
    stack_limit = stack_base - bytes + stack_reserve_bytes;
}

static jref argument_array(int count, char **arguments) {
    volatile jref array = new_array(ID_A_Ljava_lang_String, count);
    for (int i = 0; array && i < count; i++) {
        jref text = new_string(arguments[i], strlen(arguments[i]));
        if (!text) return 0;
        PUT(jref, array, i, text);
    }
    return array;
}

__attribute__((noinline)) static int run(int count, char **arguments) {
    initialise_early();
    initialise_java_lang_String();
    initialise_mote_Faults();
    jref array = pending ? 0 : argument_array(count, arguments);
    if (!pending) run_main(array);
    if (pending) {
        jref thrown = pending;
        pending = 0;
        Faults_uncaught(thrown);
        return 1;
    }
    return 0;
}

int main(int count, char **arguments) {
    pending = 0;
    find_stack((char *)__builtin_frame_address(0) + 64);
    catch_signals();
    heap_start();
    exit(run(count - 1, arguments + 1)); /* not back to C, whose register holds `pending` */
}
