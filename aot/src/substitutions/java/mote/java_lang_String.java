package mote;

import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;

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

    /** For messages of java.base: %s, %d and %X, without widths; the program's own is cut. */
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
            c = format.charAt(++i);
            out.append(c == 'X' ? upperCaseHex((Integer) value) : value);
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
