package mote;

/** Logs when a stream boxes, if a property asks for it. */
final class java_util_Tripwire {
    private java_util_Tripwire() {
    }

    static void clinit() {
    }

    static void trip(Class<?> type, String message) {
    }
}
