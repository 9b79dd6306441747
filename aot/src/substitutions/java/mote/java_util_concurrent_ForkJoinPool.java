package mote;

/** One thread. */
final class java_util_concurrent_ForkJoinPool {
    private java_util_concurrent_ForkJoinPool() {
    }

    static void clinit() {
    }

    static int getCommonPoolParallelism() {
        return 1;
    }
}
