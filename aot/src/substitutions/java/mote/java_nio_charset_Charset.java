package mote;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;

/** The JDK finds character sets through providers; here are the three that are in use. */
final class java_nio_charset_Charset {
    private java_nio_charset_Charset() {
    }

    static void clinit() {
    }

    static Charset defaultCharset() {
        return StandardCharsets.UTF_8;
    }

    static Charset forName(String name) {
        return switch (name) {
            case "UTF-8" -> StandardCharsets.UTF_8;
            case "ISO-8859-1" -> StandardCharsets.ISO_8859_1;
            case "US-ASCII" -> StandardCharsets.US_ASCII;
            default -> throw new UnsupportedCharsetException(name);
        };
    }

    static void checkName(String name) {
    }

    /** All names are in upper case; the JDK's ignores it, with 100 kB of tables in each HashMap. */
    static int compareTo(Object one, Charset other) {
        return ((Charset) one).name().compareTo(other.name());
    }
}
