package mote;

import java.nio.charset.Charset;

/** Interning without the JVM's table; character sets that need encoders found by providers. */
final class java_lang_String {
    /** Strings interned at run time, or null; searched one by one, for few programs do it. */
    private static String[] interned;

    private java_lang_String() {
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
