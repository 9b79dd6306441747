package org.junit.jupiter.api;

import java.util.function.Supplier;
import org.junit.jupiter.api.function.Executable;

/**
 * The assertions that the project's tests use, under the names they are compiled against, for
 * native binaries. A failure is an {@link AssertionError} whose message holds what was expected
 * and found.
 */
public final class Assertions {
    private Assertions() {}

    public static <T> T fail(String message) {
        throw new AssertionError(message);
    }

    public static <T> T fail() {
        throw new AssertionError("failed");
    }

    private static void differ(String expected, String actual, Object message) {
        String given = message instanceof Supplier<?> supplier ? (String) supplier.get()
                : (String) message;
        fail((given == null ? "" : given + " ==> ") + "expected: <" + expected + "> but was: <"
                + actual + ">");
    }

    public static void assertTrue(boolean condition) {
        truth(true, condition, null);
    }

    public static void assertFalse(boolean condition) {
        truth(false, condition, null);
    }

    public static void assertEquals(byte expected, byte actual) {
        equalLongs(expected, actual, null);
    }

    public static void assertEquals(short expected, short actual) {
        equalLongs(expected, actual, null);
    }

    public static void assertEquals(int expected, int actual) {
        equalLongs(expected, actual, null);
    }

    public static void assertEquals(long expected, long actual) {
        equalLongs(expected, actual, null);
    }

    public static void assertEquals(char expected, char actual) {
        equalChars(expected, actual, null);
    }

    public static void assertEquals(float expected, float actual) {
        equalDoubles(expected, actual, 0, null);
    }

    public static void assertEquals(double expected, double actual) {
        equalDoubles(expected, actual, 0, null);
    }

    public static void assertEquals(double expected, double actual, double delta) {
        equalDoubles(expected, actual, delta, null);
    }

    public static void assertEquals(Object expected, Object actual) {
        equalObjects(expected, actual, null);
    }

    public static void assertNotEquals(Object unexpected, Object actual) {
        unequal(unexpected, actual, null);
    }

    public static void assertNotEquals(int unexpected, int actual) {
        unequalLongs(unexpected, actual, null);
    }

    public static void assertNotEquals(long unexpected, long actual) {
        unequalLongs(unexpected, actual, null);
    }

    public static void assertNull(Object actual) {
        same(null, actual, null);
    }

    public static void assertNotNull(Object actual) {
        truth(true, actual != null, null);
    }

    public static void assertSame(Object expected, Object actual) {
        same(expected, actual, null);
    }

    public static void assertNotSame(Object unexpected, Object actual) {
        truth(true, unexpected != actual, null);
    }

    public static void assertArrayEquals(byte[] expected, byte[] actual) {
        if (expected == null || actual == null) {
            same(expected, actual, null);
            return;
        }
        equalLongs(expected.length, actual.length, null);
        for (int k = 0; k < expected.length; k++) {
            if (expected[k] != actual[k]) {
                assertEquals(expected[k], actual[k], at(k, null));
            }
        }
    }

    public static void assertArrayEquals(int[] expected, int[] actual) {
        if (expected == null || actual == null) {
            same(expected, actual, null);
            return;
        }
        equalLongs(expected.length, actual.length, null);
        for (int k = 0; k < expected.length; k++) {
            if (expected[k] != actual[k]) {
                assertEquals(expected[k], actual[k], at(k, null));
            }
        }
    }

    public static void assertArrayEquals(long[] expected, long[] actual) {
        if (expected == null || actual == null) {
            same(expected, actual, null);
            return;
        }
        equalLongs(expected.length, actual.length, null);
        for (int k = 0; k < expected.length; k++) {
            if (expected[k] != actual[k]) {
                assertEquals(expected[k], actual[k], at(k, null));
            }
        }
    }

    public static void assertArrayEquals(Object[] expected, Object[] actual) {
        if (expected == null || actual == null) {
            same(expected, actual, null);
            return;
        }
        equalLongs(expected.length, actual.length, null);
        for (int k = 0; k < expected.length; k++) {
            if (expected[k] != actual[k]) {
                assertEquals(expected[k], actual[k], at(k, null));
            }
        }
    }

    public static <T extends Throwable> T assertThrows(Class<T> type, Executable step) {
        return thrown(type, step, null);
    }

    public static void assertTrue(boolean condition, String message) {
        truth(true, condition, message);
    }

    public static void assertFalse(boolean condition, String message) {
        truth(false, condition, message);
    }

    public static void assertEquals(byte expected, byte actual, String message) {
        equalLongs(expected, actual, message);
    }

    public static void assertEquals(short expected, short actual, String message) {
        equalLongs(expected, actual, message);
    }

    public static void assertEquals(int expected, int actual, String message) {
        equalLongs(expected, actual, message);
    }

    public static void assertEquals(long expected, long actual, String message) {
        equalLongs(expected, actual, message);
    }

    public static void assertEquals(char expected, char actual, String message) {
        equalChars(expected, actual, message);
    }

    public static void assertEquals(float expected, float actual, String message) {
        equalDoubles(expected, actual, 0, message);
    }

    public static void assertEquals(double expected, double actual, String message) {
        equalDoubles(expected, actual, 0, message);
    }

    public static void assertEquals(double expected, double actual, double delta, String message) {
        equalDoubles(expected, actual, delta, message);
    }

    public static void assertEquals(Object expected, Object actual, String message) {
        equalObjects(expected, actual, message);
    }

    public static void assertNotEquals(Object unexpected, Object actual, String message) {
        unequal(unexpected, actual, message);
    }

    public static void assertNotEquals(int unexpected, int actual, String message) {
        unequalLongs(unexpected, actual, message);
    }

    public static void assertNotEquals(long unexpected, long actual, String message) {
        unequalLongs(unexpected, actual, message);
    }

    public static void assertNull(Object actual, String message) {
        same(null, actual, message);
    }

    public static void assertNotNull(Object actual, String message) {
        truth(true, actual != null, message);
    }

    public static void assertSame(Object expected, Object actual, String message) {
        same(expected, actual, message);
    }

    public static void assertNotSame(Object unexpected, Object actual, String message) {
        truth(true, unexpected != actual, message);
    }

    public static void assertArrayEquals(byte[] expected, byte[] actual, String message) {
        if (expected == null || actual == null) {
            same(expected, actual, message);
            return;
        }
        equalLongs(expected.length, actual.length, message);
        for (int k = 0; k < expected.length; k++) {
            if (expected[k] != actual[k]) {
                assertEquals(expected[k], actual[k], at(k, message));
            }
        }
    }

    public static void assertArrayEquals(int[] expected, int[] actual, String message) {
        if (expected == null || actual == null) {
            same(expected, actual, message);
            return;
        }
        equalLongs(expected.length, actual.length, message);
        for (int k = 0; k < expected.length; k++) {
            if (expected[k] != actual[k]) {
                assertEquals(expected[k], actual[k], at(k, message));
            }
        }
    }

    public static void assertArrayEquals(long[] expected, long[] actual, String message) {
        if (expected == null || actual == null) {
            same(expected, actual, message);
            return;
        }
        equalLongs(expected.length, actual.length, message);
        for (int k = 0; k < expected.length; k++) {
            if (expected[k] != actual[k]) {
                assertEquals(expected[k], actual[k], at(k, message));
            }
        }
    }

    public static void assertArrayEquals(Object[] expected, Object[] actual, String message) {
        if (expected == null || actual == null) {
            same(expected, actual, message);
            return;
        }
        equalLongs(expected.length, actual.length, message);
        for (int k = 0; k < expected.length; k++) {
            if (expected[k] != actual[k]) {
                assertEquals(expected[k], actual[k], at(k, message));
            }
        }
    }

    public static <T extends Throwable> T assertThrows(Class<T> type, Executable step,
            String message) {
        return thrown(type, step, message);
    }

    public static void assertTrue(boolean condition, Supplier<String> message) {
        truth(true, condition, message);
    }

    public static void assertFalse(boolean condition, Supplier<String> message) {
        truth(false, condition, message);
    }

    public static void assertEquals(int expected, int actual, Supplier<String> message) {
        equalLongs(expected, actual, message);
    }

    public static void assertEquals(long expected, long actual, Supplier<String> message) {
        equalLongs(expected, actual, message);
    }

    public static void assertEquals(double expected, double actual, Supplier<String> message) {
        equalDoubles(expected, actual, 0, message);
    }

    public static void assertEquals(Object expected, Object actual, Supplier<String> message) {
        equalObjects(expected, actual, message);
    }

    public static void assertEquals(long expected, Long actual) {
        equalObjects(expected, actual, null);
    }

    public static void assertEquals(long expected, Long actual, String message) {
        equalObjects(expected, actual, message);
    }

    public static void assertEquals(Long expected, long actual) {
        equalObjects(expected, actual, null);
    }

    public static void assertEquals(Long expected, long actual, String message) {
        equalObjects(expected, actual, message);
    }

    public static void assertEquals(Long expected, Long actual) {
        equalObjects(expected, actual, null);
    }

    public static void assertEquals(Long expected, Long actual, String message) {
        equalObjects(expected, actual, message);
    }

    public static void assertEquals(int expected, Integer actual) {
        equalObjects(expected, actual, null);
    }

    public static void assertEquals(int expected, Integer actual, String message) {
        equalObjects(expected, actual, message);
    }

    public static void assertEquals(Integer expected, int actual) {
        equalObjects(expected, actual, null);
    }

    public static void assertEquals(Integer expected, int actual, String message) {
        equalObjects(expected, actual, message);
    }

    public static void assertEquals(Integer expected, Integer actual) {
        equalObjects(expected, actual, null);
    }

    public static void assertEquals(Integer expected, Integer actual, String message) {
        equalObjects(expected, actual, message);
    }

    private static void truth(boolean expected, boolean actual, Object message) {
        if (expected != actual) {
            differ(expected ? "true" : "false", actual ? "true" : "false", message);
        }
    }

    private static void equalLongs(long expected, long actual, Object message) {
        if (expected != actual) {
            differ(Long.toString(expected), Long.toString(actual), message);
        }
    }

    private static void equalChars(char expected, char actual, Object message) {
        if (expected != actual) {
            differ(String.valueOf(expected), String.valueOf(actual), message);
        }
    }

    /** Equal bits, so that NaN equals itself, or no further apart than delta. */
    private static void equalDoubles(double expected, double actual, double delta, Object message) {
        boolean same = Double.doubleToLongBits(expected) == Double.doubleToLongBits(actual);
        if (!same && !(delta > 0 && Math.abs(expected - actual) <= delta)) {
            differ("double bits 0x" + Long.toHexString(Double.doubleToLongBits(expected)), "0x"
                    + Long.toHexString(Double.doubleToLongBits(actual)), message);
        }
    }

    private static void equalObjects(Object expected, Object actual, Object message) {
        if (expected == null ? actual != null : !expected.equals(actual)) {
            differ(String.valueOf(expected), String.valueOf(actual), message);
        }
    }

    private static void unequal(Object unexpected, Object actual, Object message) {
        if (unexpected == null ? actual == null : unexpected.equals(actual)) {
            differ("anything but " + unexpected, String.valueOf(actual), message);
        }
    }

    private static void unequalLongs(long unexpected, long actual, Object message) {
        if (unexpected == actual) {
            differ("anything but " + unexpected, Long.toString(actual), message);
        }
    }

    private static void same(Object expected, Object actual, Object message) {
        if (expected != actual) {
            differ(String.valueOf(expected), String.valueOf(actual), message);
        }
    }

    private static String at(int index, Object message) {
        String given = message instanceof Supplier<?> supplier ? (String) supplier.get()
                : (String) message;
        return (given == null ? "" : given + ", ") + "at [" + index + "]";
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> T thrown(Class<T> type, Executable step, Object message) {
        try {
            step.execute();
        } catch (Throwable found) {
            if (type.isInstance(found)) {
                return (T) found;
            }
            differ(type.getName(), found.toString(), message);
        }
        differ(type.getName(), "nothing thrown", message);
        return null;
    }
}
