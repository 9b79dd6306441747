package mote;

/** One thread, which nobody asks about: the class initialiser registers natives. */
final class java_lang_Thread {
    private java_lang_Thread() {
    }

    static void clinit() {
    }
}
