package mote;

import java.util.List;
import java.util.function.BiFunction;
import jdk.internal.util.Preconditions;

/** The JDK's messages go through lists of boxed numbers and String.format. */
final class jdk_internal_util_Preconditions {
    private jdk_internal_util_Preconditions() {
    }

    static RuntimeException outOfBoundsCheckIndex(
            BiFunction<String, ? extends List<Number>, ? extends RuntimeException> maker,
            int index, int length) {
        return make(maker, "Index " + index + " out of bounds for length " + length);
    }

    static RuntimeException outOfBoundsCheckFromToIndex(
            BiFunction<String, ? extends List<Number>, ? extends RuntimeException> maker,
            int from, int to, int length) {
        return make(maker, "Range [" + from + ", " + to + ") out of bounds for length " + length);
    }

    static RuntimeException outOfBoundsCheckFromIndexSize(
            BiFunction<String, ? extends List<Number>, ? extends RuntimeException> maker,
            int from, int size, int length) {
        return make(maker, "Range [" + from + ", " + from + " + " + size
                + ") out of bounds for length " + length);
    }

    private static RuntimeException make(Object maker, String message) {
        if (maker == Preconditions.SIOOBE_FORMATTER) {
            return new StringIndexOutOfBoundsException(message);
        }
        if (maker == Preconditions.AIOOBE_FORMATTER) {
            return new ArrayIndexOutOfBoundsException(message);
        }
        return new IndexOutOfBoundsException(message);
    }
}
