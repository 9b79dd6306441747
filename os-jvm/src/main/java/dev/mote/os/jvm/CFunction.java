package dev.mote.os.jvm;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/** Finds C functions and reads {@code errno} after them. Java arrays are passed in place. */
final class CFunction {
    static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
    static final MemoryLayout POINTER = ValueLayout.ADDRESS;

    /** Where a call leaves its errno: the first argument of every handle. */
    static final MemorySegment ERRNO =
            Arena.global().allocate(Linker.Option.captureStateLayout());

    private CFunction() {
    }

    /** A function that returns quickly: arrays need no copy, the collector waits for the call. */
    static MethodHandle brief(String name, MemoryLayout result, MemoryLayout... arguments) {
        return find(name, result, arguments, Linker.Option.critical(true));
    }

    /** A function that may block: only memory outside the heap may be passed. */
    static MethodHandle blocking(String name, MemoryLayout result, MemoryLayout... arguments) {
        return find(name, result, arguments);
    }

    /** A function with variable arguments after the first {@code fixed} ones. */
    static MethodHandle variadic(String name, int fixed, MemoryLayout result,
            MemoryLayout... arguments) {
        return find(name, result, arguments, Linker.Option.critical(true),
                Linker.Option.firstVariadicArg(fixed));
    }

    private static MethodHandle find(String name, MemoryLayout result, MemoryLayout[] arguments,
            Linker.Option... options) {
        Linker linker = Linker.nativeLinker();
        Linker.Option[] all = java.util.Arrays.copyOf(options, options.length + 1);
        all[options.length] = Linker.Option.captureCallState("errno");
        return linker.downcallHandle(linker.defaultLookup().findOrThrow(name),
                FunctionDescriptor.of(result, arguments), all);
    }

    /** What a call gave, or the negative errno. */
    static int result(long value) {
        return value < 0 ? -ERRNO.get(INT, 0) : (int) value;
    }

    static IllegalStateException failed(Throwable cause) {
        return new IllegalStateException("a system call could not be made", cause);
    }
}
