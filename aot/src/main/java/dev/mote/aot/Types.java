package dev.mote.aot;

import java.lang.classfile.TypeKind;
import java.lang.constant.MethodTypeDesc;
import java.nio.charset.StandardCharsets;

/**
 * Java types as C sees them.
 *
 * <p>A kind is one letter for what a variable can hold: {@code I} int and narrower, {@code J} long,
 * {@code F} float, {@code D} double, {@code A} reference, {@code V} nothing.
 */
final class Types {
    private Types() {
    }

    static char kind(String descriptor) {
        return switch (descriptor.charAt(0)) {
            case 'Z', 'B', 'C', 'S', 'I' -> 'I';
            case 'L', '[' -> 'A';
            default -> descriptor.charAt(0);
        };
    }

    static char kind(TypeKind kind) {
        return switch (kind) {
            case LONG -> 'J';
            case FLOAT -> 'F';
            case DOUBLE -> 'D';
            case REFERENCE -> 'A';
            case VOID -> 'V';
            default -> 'I';
        };
    }

    static char resultKind(MethodTypeDesc type) {
        return kind(type.returnType().descriptorString());
    }

    /** Local variable slots of a value: two for long and double. */
    static int slots(char kind) {
        return kind == 'J' || kind == 'D' ? 2 : 1;
    }

    static String variable(char kind) {
        return switch (kind) {
            case 'I' -> "jint";
            case 'J' -> "jlong";
            case 'F' -> "jfloat";
            case 'D' -> "jdouble";
            case 'A' -> "jref";
            default -> "void";
        };
    }

    /** The C type of a field or array element of this descriptor. */
    static String stored(String descriptor) {
        return switch (descriptor.charAt(0)) {
            case 'Z', 'B' -> "int8_t";
            case 'C' -> "uint16_t";
            case 'S' -> "int16_t";
            default -> variable(kind(descriptor));
        };
    }

    static int storedBytes(String descriptor) {
        return 1 << storedShift(descriptor);
    }

    /** Power of two of an element's size in bytes. */
    static int storedShift(String descriptor) {
        return switch (descriptor.charAt(0)) {
            case 'Z', 'B' -> 0;
            case 'C', 'S' -> 1;
            case 'I', 'F' -> 2;
            default -> 3;
        };
    }

    /** The one-letter descriptor of an array access instruction's element ({@code A} as L). */
    static String element(TypeKind kind) {
        return switch (kind) {
            case BYTE, BOOLEAN -> "B";
            case CHAR -> "C";
            case SHORT -> "S";
            case REFERENCE -> "L";
            default -> String.valueOf(kind(kind));
        };
    }

    /** Internal name of the array type whose elements have this internal name. */
    static String arrayOf(String internalName) {
        return internalName.startsWith("[") ? "[" + internalName : "[L" + internalName + ";";
    }

    static String identifier(String name) {
        StringBuilder out = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean plain = c < 128 && (Character.isLetterOrDigit(c) || c == '_');
            out.append(plain ? c : '_');
        }
        return out.toString();
    }

    static String literal(int value) {
        if (value < 0) {
            return value == Integer.MIN_VALUE ? "(-2147483647-1)" : "(" + value + ")";
        }
        return Integer.toString(value);
    }

    static String literal(long value) {
        return value == Long.MIN_VALUE ? "(-9223372036854775807LL-1)" : "(" + value + "LL)";
    }

    static String literal(float value) {
        if (Float.isNaN(value)) {
            return "__builtin_nanf(\"\")";
        }
        if (Float.isInfinite(value)) {
            return value < 0 ? "(-1.0f / 0.0f)" : "(1.0f / 0.0f)";
        }
        return "(" + Float.toHexString(value) + "f)";
    }

    static String literal(double value) {
        if (Double.isNaN(value)) {
            return "__builtin_nan(\"\")";
        }
        if (Double.isInfinite(value)) {
            return value < 0 ? "(-1.0 / 0.0)" : "(1.0 / 0.0)";
        }
        return "(" + Double.toHexString(value) + ")";
    }

    /** A number constant as C; strings and classes are written by {@link MethodBody}. */
    static String number(Object constant) {
        return switch (constant) {
            case Integer i -> literal(i);
            case Long l -> literal(l);
            case Float f -> literal(f);
            case Double d -> literal(d);
            default -> throw new IllegalArgumentException("not a number: " + constant);
        };
    }

    static String quoted(String text) {
        return quoted(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Bytes as a C string literal; octal escapes only, so that no digit can join them. */
    static String quoted(byte[] bytes) {
        StringBuilder out = new StringBuilder(bytes.length + 2).append('"');
        for (byte b : bytes) {
            if (b == '"' || b == '\\') {
                out.append('\\').append((char) b);
            } else if (b >= 32 && b < 127 && b != '?') {
                out.append((char) b);
            } else {
                out.append('\\').append((char) ('0' + (b >> 6 & 3)))
                        .append((char) ('0' + (b >> 3 & 7))).append((char) ('0' + (b & 7)));
            }
        }
        return out.append('"').toString();
    }
}
