package dev.mote.aot;

import java.lang.classfile.CodeElement;
import java.lang.classfile.Instruction;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LoadInstruction;
import java.util.List;

/**
 * Branches that are decided when the program is compiled: on assertions (without {@code -ea}), on
 * constant fields and on methods that only return a constant. What lies behind the way not taken is
 * neither reached nor translated.
 */
final class DeadCode {
    private static final String ASSERTIONS = "$assertionsDisabled";
    /** ldc, invokevirtual, ifne, iconst, goto, iconst, putstatic, return */
    private static final int INSTRUCTIONS_OF_ASSERTIONS = 8;

    private final Reachability reach;
    private final boolean assertions;

    DeadCode(Reachability reach, boolean assertions) {
        this.reach = reach;
        this.assertions = assertions;
    }

    /** Where the decided branch that starts here goes on, or -1 if there is none. */
    int next(JavaMethod method, int at) {
        List<CodeElement> code = method.elements;
        if (at + 1 == code.size() || !(code.get(at + 1) instanceof BranchInstruction branch)
                || branch.opcode() != Opcode.IFEQ && branch.opcode() != Opcode.IFNE) {
            return -1;
        }
        Integer value = switch (code.get(at)) {
            case FieldInstruction f when f.opcode() == Opcode.GETSTATIC -> value(method, f);
            case InvokeInstruction i when i.opcode() == Opcode.INVOKESTATIC
                    || isOnThis(method, at) -> value(i);
            default -> null;
        };
        if (value == null) {
            return -1;
        }
        boolean taken = (value == 0) == (branch.opcode() == Opcode.IFEQ);
        return taken ? method.labels.get(branch.target()) : at + 2;
    }

    private static boolean isOnThis(JavaMethod method, int call) {
        return !method.isStatic() && call > 0
                && method.elements.get(call - 1) instanceof LoadInstruction l && l.slot() == 0;
    }

    private Integer value(JavaMethod method, FieldInstruction f) {
        if (f.name().equalsString(ASSERTIONS)) {
            return assertions && !method.owner.isPlatform() ? null : 1;
        }
        JavaField field = Resolution.field(reach.world.load(f.owner().asInternalName()),
                f.name().stringValue(), f.type().stringValue());
        return field != null && field.isFinal() && field.constant instanceof Integer i ? i : null;
    }

    private Integer value(InvokeInstruction i) {
        JavaClass owner = reach.world.load(i.owner().asInternalName());
        JavaMethod method = owner.methods.get(i.name().stringValue() + i.type().stringValue());
        if (method == null || !owner.isPlatform()) {
            return null;
        }
        JavaMethod substitute = reach.substitutions.find(method);
        if (substitute == null && (owner.needsInitialiser || !method.isStatic())) {
            return null;
        }
        return constant(substitute == null ? method : substitute);
    }

    private static Integer constant(JavaMethod method) {
        List<Instruction> code = method.model.code().stream().flatMap(c -> c.elementStream())
                .filter(Instruction.class::isInstance).map(Instruction.class::cast).toList();
        return code.size() == 2 && code.getFirst() instanceof ConstantInstruction c
                && c.constantValue() instanceof Integer i ? i : null;
    }

    /**
     * True if this is {@code $assertionsDisabled = !X.class.desiredAssertionStatus()} and no more:
     * the class then counts as one without an initialiser.
     */
    static boolean isOnlyAssertions(JavaMethod initialiser) {
        int stores = 0;
        int instructions = 0;
        for (CodeElement e : initialiser.model.code().orElseThrow()) {
            instructions += e instanceof Instruction ? 1 : 0;
            stores += e instanceof FieldInstruction f && f.name().equalsString(ASSERTIONS) ? 1 : 0;
        }
        return stores == 1 && instructions == INSTRUCTIONS_OF_ASSERTIONS;
    }
}
