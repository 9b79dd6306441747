package mote;

import java.io.PrintStream;

/** The JDK's starts the module system and reads properties; there are none here. */
final class java_lang_System {
    private java_lang_System() {
    }

    static void clinit() {
        setStreams(new PrintStream(1), new PrintStream(2));
    }

    /** Sets System.out and System.err, which are final in Java. */
    private static native void setStreams(PrintStream out, PrintStream error);

    static String getProperty(String key) {
        return null;
    }

    static String getProperty(String key, String otherwise) {
        return otherwise;
    }

    static String lineSeparator() {
        return "\n";
    }

    static String getenv(String name) {
        return null;
    }

    static void exit(int status) {
        Faults.exit(status);
    }
}
