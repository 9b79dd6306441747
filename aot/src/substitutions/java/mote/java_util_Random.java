package mote;

/** The initialiser looks for a field offset that only deserialisation needs. */
final class java_util_Random {
    private java_util_Random() {
    }

    static void clinit() {
    }
}
