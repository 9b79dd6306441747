package dev.mote.aot.fuzz;

/** javac fails on a program, or HotSpot's verifier on what javac made of it: nothing to compare. */
final class JavacFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    JavacFault(String message) {
        super(message.lines().filter(line -> line.contains("Error")
                || line.contains("Exception:")).findFirst().orElse(message));
    }
}
