package dev.mote.aot;

import java.lang.classfile.CodeElement;
import java.lang.classfile.Instruction;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.util.List;

/**
 * Assertions are not compiled in: code behind {@code $assertionsDisabled} is neither reached nor
 * translated, and a class initialiser that only sets that field does not count as one.
 */
final class Assertions {
    private static final String FIELD = "$assertionsDisabled";

    /** ldc, invokevirtual, ifne, iconst, goto, iconst, putstatic, return */
    private static final int INSTRUCTIONS = 8;

    private Assertions() {
    }

    /** Where an assertion that starts here ends, or null if none does. */
    static Label end(List<CodeElement> code, int at) {
        boolean asks = code.get(at) instanceof FieldInstruction f
                && f.opcode() == Opcode.GETSTATIC && f.name().equalsString(FIELD);
        return asks && at + 1 < code.size() && code.get(at + 1) instanceof BranchInstruction b
                && b.opcode() == Opcode.IFNE ? b.target() : null;
    }

    /**
     * True if this is {@code $assertionsDisabled = !X.class.desiredAssertionStatus()} and no more.
     */
    static boolean isOnlyInitialised(JavaMethod initialiser) {
        int stores = 0;
        int instructions = 0;
        for (CodeElement e : initialiser.model.code().orElseThrow()) {
            if (e instanceof Instruction) {
                instructions++;
            }
            if (e instanceof FieldInstruction f && f.name().equalsString(FIELD)) {
                stores++;
            }
        }
        return stores == 1 && instructions == INSTRUCTIONS;
    }
}
