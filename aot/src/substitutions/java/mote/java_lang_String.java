package mote;

import java.nio.charset.Charset;

/** Interning without the JVM's table; character sets that need encoders found by providers. */
final class java_lang_String {
    /** Strings interned at run time; searched one by one, for few programs do it. */
    private static String[] interned = new String[0];

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
        for (String known : interned) {
            if (known.equals(text)) {
                return known;
            }
        }
        interned = java.util.Arrays.copyOf(interned, interned.length + 1);
        interned[interned.length - 1] = text;
        return text;
    }

    /** The literal in the program that equals this, or null. */
    private static native String literal(String text);
}
