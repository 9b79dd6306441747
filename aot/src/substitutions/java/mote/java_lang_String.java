package mote;

import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.util.Objects;
import jdk.internal.util.Preconditions;

/** Interning without the JVM's table; character sets that need encoders found by providers. */
final class java_lang_String {
    /** Strings interned at run time, or null; searched one by one, for few programs do it. */
    private static String[] interned;

    private java_lang_String() {
    }

    static int decodeWithDecoder(CharsetDecoder decoder, char[] to, byte[] from, int offset,
            int length) {
        throw new UnsupportedOperationException();
    }

    /** For messages of java.base: %s, %c, %d, %X and %04X; the program's own is cut. */
    static String format(String format, Object... arguments) {
        StringBuilder out = new StringBuilder();
        int next = 0;
        for (int i = 0; i < format.length(); i++) {
            char c = format.charAt(i);
            if (c != '%') {
                out.append(c);
                continue;
            }
            Object value = arguments[next++];
            int width = 0;
            for (c = format.charAt(++i); c >= '0' && c <= '9'; c = format.charAt(++i)) {
                width = 10 * width + c - '0';
            }
            String text = c == 'X' ? upperCaseHex((Integer) value) : String.valueOf(value);
            out.append("0".repeat(Math.max(0, width - text.length()))).append(text);
        }
        return out.toString();
    }

    private static String upperCaseHex(int value) {
        char[] digits = Integer.toHexString(value).toCharArray();
        for (int i = 0; i < digits.length; i++) {
            digits[i] -= digits[i] >= 'a' ? 'a' - 'A' : 0;
        }
        return new String(digits);
    }

    static byte[] encodeWithEncoder(Charset charset, byte coder, byte[] value, boolean replace) {
        throw new UnsupportedOperationException(charset.name());
    }

    /** The JDK's checks and copies through five methods; the core writes its text with this one. */
    static void getBytes(Object string, int begin, int end, byte[] to, int at) {
        if (!copy(string, begin, end, to, at)) {
            copySlowly((String) string, begin, end, to, at);
        }
    }

    private static native boolean copy(Object string, int begin, int end, byte[] to, int at);

    private static void copySlowly(String text, int begin, int end, byte[] to, int at) {
        Preconditions.checkFromToIndex(begin, end, text.length(), Preconditions.SIOOBE_FORMATTER);
        Objects.requireNonNull(to);
        Preconditions.checkFromIndexSize(at, end - begin, to.length,
                Preconditions.SIOOBE_FORMATTER);
        for (int i = begin; i < end; i++) {
            to[at + i - begin] = (byte) text.charAt(i);
        }
    }

    static String intern(Object string) {
        String text = (String) string;
        String literal = literal(text);
        if (literal != null) {
            return literal;
        }
        int count = interned == null ? 0 : interned.length;
        for (int i = 0; i < count; i++) {
            if (interned[i].equals(text)) {
                return interned[i];
            }
        }
        String[] more = new String[count + 1];
        if (count > 0) {
            System.arraycopy(interned, 0, more, 0, count);
        }
        more[count] = text;
        interned = more;
        return text;
    }

    /** The literal in the program that equals this, or null. */
    private static native String literal(String text);
}
