package dev.mote.aot;

import java.util.ArrayList;
import java.util.List;

/**
 * Native methods of the program itself: {@code static native int write(int fd, byte[] data)} in
 * class {@code Libc} is the C function {@code int32_t Libc_write(int32_t fd, uint8_t *, int32_t)}.
 *
 * <p>Each array is passed as its address and length; nothing moves, so the address stays good for
 * as long as Java holds the array. A C function cannot throw; it says what happened by its result.
 */
final class Externs {
    private Externs() {
    }

    private static String prototype(JavaMethod m) {
        List<String> parameters = new ArrayList<>();
        for (int i = 0; i < m.type.parameterCount(); i++) {
            String d = m.type.parameterType(i).descriptorString();
            parameters.add(Types.kind(d) != 'A' ? cType(d, m)
                    : cType(d.substring(1), m) + " *, int32_t");
        }
        return cType(m.type.returnType().descriptorString(), m) + " " + function(m) + "("
                + (parameters.isEmpty() ? "void" : String.join(", ", parameters)) + ")";
    }

    private static String function(JavaMethod m) {
        return Types.identifier(m.owner.simpleName() + "_" + m.name);
    }

    private static String cType(String descriptor, JavaMethod m) {
        return switch (descriptor) {
            case "Z", "I" -> "int32_t";
            case "B" -> "uint8_t";
            case "C" -> "uint16_t";
            case "S" -> "int16_t";
            case "J" -> "int64_t";
            case "F" -> "float";
            case "D" -> "double";
            case "V" -> "void";
            default -> throw new Unsupported("native method " + m
                    + ": parameters are numbers and arrays of numbers, results are numbers");
        };
    }

    static void writeCall(CWriter out, JavaMethod m) {
        List<String> arguments = new ArrayList<>();
        int slot = 0;
        for (int i = 0; i < m.type.parameterCount(); i++) {
            String d = m.type.parameterType(i).descriptorString();
            String local = "l" + slot + "_" + Types.kind(d);
            if (Types.kind(d) == 'A') {
                arguments.add("(void*)(" + local + " ? DATA(" + local + ") : 0), " + local
                        + " ? LENGTH(" + local + ") : 0");
            } else {
                arguments.add(local);
            }
            slot += Types.slots(Types.kind(d));
        }
        boolean nothing = Types.resultKind(m.type) == 'V';
        out.line("extern ", prototype(m), ";");
        out.line("static ", m.head(m.cName), " { ", nothing ? "" : "return ", function(m), "(",
                String.join(", ", arguments), "); }");
    }

    /** The header for the C side. */
    static String header(List<JavaMethod> compiled) {
        CWriter out = new CWriter();
        out.line("/* Native methods: each array is an address and a length. Generated. */");
        out.line("#include <stdint.h>");
        for (JavaMethod m : compiled) {
            if (m.isExtern) {
                out.line(prototype(m), "; /* ", m, " */");
            }
        }
        return out.toString();
    }
}
