package dev.mote.bytes;

/**
 * Letters and digits of ASCII, as protocols mean them. {@code Character}'s methods would bring
 * tables of all scripts into the binary.
 */
public final class Ascii {
    private Ascii() {
    }

    public static boolean isDigit(int value) {
        return value >= '0' && value <= '9';
    }

    public static boolean isLetter(int value) {
        return value >= 'a' && value <= 'z' || value >= 'A' && value <= 'Z';
    }

    /** Of a word: a letter, a digit or an underscore. */
    public static boolean isOfWord(int value) {
        return isLetter(value) || isDigit(value) || value == '_';
    }

    /** A hexadecimal digit's value; -1 when it is none. */
    public static int hexadecimal(int value) {
        int lower = lower(value);
        return isDigit(value) ? value - '0'
                : lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
    }

    /** A letter in lower case; all else as it is. */
    public static int lower(int value) {
        return value >= 'A' && value <= 'Z' ? value + 32 : value;
    }

    public static String lower(String text) {
        StringBuilder lower = new StringBuilder(text.length());
        for (int at = 0; at < text.length(); at++) {
            lower.append((char) lower(text.charAt(at)));
        }
        return lower.toString();
    }
}
