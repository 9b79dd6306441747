package mote;

import java.util.Locale;

/** The default is what the JDK's is without an environment: English. */
final class java_util_Locale {
    private java_util_Locale() {
    }

    static Locale initDefault() {
        return Locale.ENGLISH;
    }

    static Locale initDefault(Locale.Category category) {
        return Locale.ENGLISH;
    }
}
