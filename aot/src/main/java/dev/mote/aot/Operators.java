package dev.mote.aot;

import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.ConvertInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.classfile.instruction.SwitchCase;
import java.util.List;

/**
 * Arithmetic, conversions, branches, returns and the stack's own instructions.
 *
 * <p>gcc gets {@code -fwrapv} and {@code -ffp-contract=off}, so C's operators are Java's, but for
 * division, shift counts and conversions from floating point, which are spelled out here.
 */
final class Operators {
    private final MethodBody body;

    Operators(MethodBody body) {
        this.body = body;
    }

    void operate(Opcode opcode) {
        String name = opcode.name();
        char kind = name.charAt(0) == 'L' ? 'J' : name.charAt(0);
        switch (opcode) {
            case IADD, LADD, FADD, DADD -> binary("+");
            case ISUB, LSUB, FSUB, DSUB -> binary("-");
            case IMUL, LMUL, FMUL, DMUL -> binary("*");
            case FDIV, DDIV -> binary("/");
            case IAND, LAND -> binary("&");
            case IOR, LOR -> binary("|");
            case IXOR, LXOR -> binary("^");
            case IDIV, LDIV -> divide(kind, true);
            case IREM, LREM -> divide(kind, false);
            case FREM -> remainder('F', "fmodf");
            case DREM -> remainder('D', "fmod");
            case INEG, LNEG, FNEG, DNEG -> {
                String a = body.pop();
                body.now.add(body.push(kind), " = -", a, ";");
            }
            case ISHL, LSHL -> shift(kind, "<<", true);
            case ISHR, LSHR -> shift(kind, ">>", false);
            case IUSHR, LUSHR -> shift(kind, ">>", true);
            case LCMP -> {
                String b = body.pop();
                String a = body.pop();
                body.now.add(body.push('I'), " = (", a, " > ", b, ") - (", a, " < ", b, ");");
            }
            case FCMPL, DCMPL -> compare(">", "1", "-1");
            case FCMPG, DCMPG -> compare("<", "-1", "1");
            case ARRAYLENGTH -> {
                String a = body.pop();
                body.checkNull(a);
                body.now.add(body.push('I'), " = LENGTH(", a, ");");
            }
            default -> throw new Unsupported("bytecode " + opcode);
        }
    }

    private void binary(String operator) {
        char kind = body.kindAt(0);
        String b = body.pop();
        String a = body.pop();
        body.now.add(body.push(kind), " = ", a, " ", operator, " ", b, ";");
    }

    /** The smallest number divided by -1 overflows, which traps on x86. */
    private void divide(char kind, boolean quotient) {
        String b = body.pop();
        String a = body.pop();
        body.now.add("if (U(", b, " == 0)) { Faults_divisionByZero(); ", body.raise(), " } ");
        String result = body.push(kind);
        if (quotient) {
            body.now.add(result, " = ", b, " == -1 ? -", a, " : ", a, " / ", b, ";");
        } else {
            body.now.add(result, " = ", b, " == -1 ? 0 : ", a, " % ", b, ";");
        }
    }

    private void remainder(char kind, String function) {
        String b = body.pop();
        String a = body.pop();
        body.now.add(body.push(kind), " = ", function, "(", a, ", ", b, ");");
    }

    private void shift(char kind, String operator, boolean unsigned) {
        String count = body.pop();
        String value = body.pop();
        String type = kind == 'I' ? "jint" : "jlong";
        String unsignedType = kind == 'I' ? "(uint32_t)" : "(uint64_t)";
        body.now.add(body.push(kind), " = (", type, ")(", unsigned ? unsignedType : "", value, " ",
                operator, " (", count, kind == 'I' ? " & 31));" : " & 63));");
    }

    /** NaN is neither above, below nor equal: it gives the last value. */
    private void compare(String operator, String hit, String otherwise) {
        String b = body.pop();
        String a = body.pop();
        body.now.add(body.push('I'), " = ", a, " ", operator, " ", b, " ? ", hit, " : ", a, " == ",
                b, " ? 0 : ", otherwise, ";");
    }

    void convert(ConvertInstruction c) {
        char from = Types.kind(c.fromType());
        TypeKind to = c.toType();
        boolean floating = from == 'F' || from == 'D';
        String value = body.pop();
        String result = body.push(Types.kind(to));
        String cast = switch (to) {
            case BYTE -> "(int8_t)";
            case CHAR -> "(uint16_t)";
            case SHORT -> "(int16_t)";
            case INT -> floating ? "to_int" : "(jint)";
            case LONG -> floating ? "to_long" : "(jlong)";
            case FLOAT -> "(jfloat)";
            default -> "(jdouble)";
        };
        body.now.add(result, " = ", cast, "(", value, ");");
    }

    boolean branch(BranchInstruction b) {
        String name = b.opcode().name();
        switch (b.opcode()) {
            case GOTO, GOTO_W -> {
                body.stack().materialise();
                body.now.add(body.jump(b.target()));
                return false;
            }
            case IFNULL -> branchIf(b, "!" + body.pop());
            case IFNONNULL -> branchIf(b, body.pop());
            case IFEQ, IFNE, IFLT, IFGE, IFGT, IFLE ->
                branchIf(b, body.pop() + relation(name) + "0");
            default -> {
                String right = body.pop();
                branchIf(b, body.pop() + relation(name) + right);
            }
        }
        return true;
    }

    private void branchIf(BranchInstruction b, String condition) {
        body.stack().materialise();
        body.now.add("if (", condition, ") ", body.jump(b.target()));
    }

    private static String relation(String opcode) {
        return switch (opcode.substring(opcode.length() - 2)) {
            case "EQ" -> " == ";
            case "NE" -> " != ";
            case "LT" -> " < ";
            case "GE" -> " >= ";
            case "GT" -> " > ";
            default -> " <= ";
        };
    }

    void switchOver(List<SwitchCase> cases, Label otherwise) {
        String selector = body.pop();
        body.stack().materialise();
        body.now.add("switch (", selector, ") {");
        for (SwitchCase c : cases) {
            body.now.add(" case ", Types.literal(c.caseValue()), ": ", body.jump(c.target()));
        }
        body.now.add(" default: ", body.jump(otherwise), " }");
    }

    void rearrange(Opcode opcode) {
        boolean wide0 = isWide(0);
        switch (opcode) {
            case POP -> body.pop();
            case POP2 -> {
                body.pop();
                if (!wide0) {
                    body.pop();
                }
            }
            case DUP -> body.stack().move(1, 0, 0);
            case DUP_X1 -> body.stack().move(2, 1, 0, 1);
            case DUP_X2 -> duplicateUnder(1, isWide(1) ? 1 : 2);
            case DUP2 -> duplicateUnder(wide0 ? 1 : 2, 0);
            case DUP2_X1 -> duplicateUnder(wide0 ? 1 : 2, 1);
            case DUP2_X2 -> duplicateUnder(wide0 ? 1 : 2, isWide(wide0 ? 1 : 2) ? 1 : 2);
            case SWAP -> body.stack().move(2, 1, 0);
            default -> throw new Unsupported("bytecode " + opcode);
        }
    }

    private boolean isWide(int depth) {
        return Types.slots(body.kindAt(depth)) == 2;
    }

    /** Copies the top values below as many others as stated. */
    private void duplicateUnder(int top, int under) {
        int[] order = new int[top + under + top];
        for (int i = 0; i < order.length; i++) {
            order[i] = i < top ? under + i : i - top;
        }
        body.stack().move(top + under, order);
    }

    void returnValue(ReturnInstruction r) {
        if (r.opcode() == Opcode.RETURN) {
            body.now.add("return;");
            return;
        }
        String descriptor = body.method.type.returnType().descriptorString();
        String value = body.pop();
        switch (descriptor) {
            case "Z" -> body.now.add("return ", value, " & 1;");
            case "B", "C", "S" -> body.now.add("return (", Types.stored(descriptor), ")", value,
                    ";");
            default -> body.now.add("return ", value, ";");
        }
    }
}
