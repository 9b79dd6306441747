package dev.mote.aot;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * String literals: constant data, equal ones once.
 *
 * <p>The hash is computed here, so that {@code hashCode()} never writes into the read-only object.
 */
final class Strings {
    private final Map<String, Integer> numbers = new LinkedHashMap<>();

    /** The C expression of this literal. */
    String reference(String text) {
        return "((jref)&literal_" + numbers.computeIfAbsent(text, t -> numbers.size()) + ")";
    }

    /** Constants of static fields are initialised data where their literal is in use anyway. */
    boolean contains(String text) {
        return numbers.containsKey(text);
    }

    void write(CWriter out) {
        numbers.forEach((text, number) -> write(out, text, number));
        out.line("#define LITERALS ", numbers.size());
        out.add("static const void *const literals[LITERALS + 1] = {");
        numbers.values().forEach(number -> out.add("&literal_", number, ", "));
        out.line("};");
    }

    private static void write(CWriter out, String text, int number) {
        boolean latin1 = text.chars().allMatch(c -> c < 256);
        byte[] bytes = latin1 ? text.getBytes(StandardCharsets.ISO_8859_1) : utf16(text);
        int hash = text.hashCode();
        out.line("static const struct { struct s_java_lang_String s;"
                + " struct { uint32_t cid; jint length; char data[", Math.max(1, bytes.length),
                "]; } b; } literal_", number,
                " = {{.cid=ID_java_lang_String, .f_value=(jref)&literal_", number,
                ".b, .f_coder=", latin1 ? 0 : 1, ", .f_hash=", Types.literal(hash),
                ", .f_hashIsZero=", hash == 0 ? 1 : 0, "}, {ID_A_B, ", bytes.length, ", ",
                Types.quoted(bytes), "}};");
    }

    /** Little endian without a mark; lone surrogates as they are. */
    private static byte[] utf16(String text) {
        byte[] bytes = new byte[text.length() * 2];
        for (int i = 0; i < text.length(); i++) {
            bytes[2 * i] = (byte) text.charAt(i);
            bytes[2 * i + 1] = (byte) (text.charAt(i) >> 8);
        }
        return bytes;
    }
}
