package dev.mote.aot.interop;

/** Native methods of every shape; the C side is {@code src/test/c/door.c}. */
final class Door {
    private Door() {
    }

    static native int sum(byte[] bytes, int[] numbers, long factor);

    static native long fill(long[] into, byte small, char letter, boolean flag);

    static native double half(double value, float more);

    /** Touches memory that is not there. */
    static native void crash();

    static native int length(byte[] perhapsNull);
}
