package mote;

/** The initialiser lists fields for serialisation. */
final class java_lang_ExceptionInInitializerError {
    private java_lang_ExceptionInInitializerError() {
    }

    static void clinit() {
    }
}
