package mote;

/** Streams are sequential: there is one thread, and {@code parallel()} is refused. */
final class java_util_stream_AbstractPipeline {
    private java_util_stream_AbstractPipeline() {
    }

    static boolean isParallel(Object pipeline) {
        return false;
    }
}
