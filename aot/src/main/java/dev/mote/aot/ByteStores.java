package dev.mote.aot;

import java.lang.classfile.CodeElement;
import java.lang.classfile.Instruction;
import java.lang.classfile.Opcode;
import java.lang.classfile.PseudoInstruction;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.ArrayStoreInstruction;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.OperatorInstruction;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code b[at] = (byte) v; b[at + 1] = (byte) (v >>> 8); ...}: a number written byte by byte, the
 * lowest or the highest first. With one check for all of them it is one store; where that check
 * fails, the stores follow one by one, as they are written.
 */
final class ByteStores {
    /** One of them: what is stored is bits {@code shift} to {@code shift + 7} of the value. */
    private record One(int end, int array, int index, int offset, int value, char kind, int shift) {
    }

    private final List<CodeElement> code;
    private int at;

    private ByteStores(List<CodeElement> code) {
        this.code = code;
    }

    /** The statement for the run that starts here; its end is noted as a place to go on. */
    static void write(MethodBody body, List<CodeElement> code, int start) {
        if (!(code.get(start) instanceof LoadInstruction l) || l.typeKind() != TypeKind.REFERENCE) {
            return;
        }
        List<One> run = new ByteStores(code).run(start);
        for (int count = 8; count >= 2; count /= 2) {
            if (count > run.size() || count == 8 && run.getFirst().kind != 'J') {
                continue;
            }
            boolean little = isRun(run, count, true);
            if (little || isRun(run, count, false)) {
                write(body, run, count, little);
                return;
            }
        }
    }

    private static void write(MethodBody body, List<One> run, int count, boolean little) {
        One first = run.getFirst();
        String array = "l" + first.array + "_A";
        String index = "l" + first.index + "_I + " + first.offset;
        String value = "l" + first.value + "_" + first.kind;
        String bits = "uint" + 8 * count + "_t";
        body.stack().materialise();
        body.now.reads.set(body.variables.reference(array));
        body.now.add("if (", array, " && is_part(", index, ", ", count, ", LENGTH(", array,
                "))) { ", bits, " b = ", little ? value
                        : "__builtin_bswap" + 8 * count + "(" + value + ")",
                "; memcpy(DATA(", array, ") + (", index, "), &b, ", count, "); ",
                body.jumpTo(run.get(count - 1).end), " }");
    }

    private static boolean isRun(List<One> run, int count, boolean little) {
        One first = run.getFirst();
        for (int k = 0; k < count; k++) {
            One one = run.get(k);
            if (one.array != first.array || one.index != first.index || one.value != first.value
                    || one.kind != first.kind || one.offset != first.offset + k
                    || one.shift != 8 * (little ? k : count - 1 - k)) {
                return false;
            }
        }
        return true;
    }

    private List<One> run(int start) {
        List<One> run = new ArrayList<>();
        at = start;
        for (One one = one(); one != null && run.size() < 8; one = one()) {
            run.add(one);
        }
        return run;
    }

    private One one() {
        int array = local(TypeKind.REFERENCE);
        int index = local(TypeKind.INT);
        int offset = constantBefore(Opcode.IADD);
        boolean wide = peek() instanceof LoadInstruction l && l.typeKind() == TypeKind.LONG;
        int value = local(wide ? TypeKind.LONG : TypeKind.INT);
        int shift = constantBefore(wide ? Opcode.LUSHR : Opcode.IUSHR);
        boolean narrowed = !wide || take(Opcode.L2I);
        boolean stored = narrowed && take(Opcode.I2B) && peek() instanceof ArrayStoreInstruction;
        at++;
        return stored && array >= 0 && index >= 0 && value >= 0
                ? new One(at, array, index, offset, value, wide ? 'J' : 'I', shift) : null;
    }

    /** The next instruction, or null where ways meet. */
    private Instruction peek() {
        while (at < code.size() && code.get(at) instanceof PseudoInstruction p
                && !(p instanceof LabelTarget)) {
            at++;
        }
        return at < code.size() && code.get(at) instanceof Instruction i ? i : null;
    }

    private boolean take(Opcode opcode) {
        boolean there = peek() != null && peek().opcode() == opcode;
        at += there ? 1 : 0;
        return there;
    }

    private int local(TypeKind kind) {
        boolean there = peek() instanceof LoadInstruction l && l.typeKind() == kind;
        return there ? ((LoadInstruction) code.get(at++)).slot() : -1;
    }

    /** The constant that this operator takes, or 0 if neither is there. */
    private int constantBefore(Opcode operator) {
        int before = at;
        if (peek() instanceof ConstantInstruction c
                && c.constantValue() instanceof Integer number) {
            at++;
            if (peek() instanceof OperatorInstruction && take(operator)) {
                return number;
            }
        }
        at = before;
        return 0;
    }
}
