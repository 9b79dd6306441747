package dev.mote.aot;

import java.lang.classfile.CodeElement;
import java.lang.classfile.Opcode;
import java.lang.classfile.PseudoInstruction;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.ConvertInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.OperatorInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.classfile.instruction.StackInstruction;
import java.lang.classfile.instruction.StoreInstruction;
import java.util.HashMap;
import java.util.Map;

/**
 * Class initialisers that only compute numbers for the class's own fields: they cannot fail, and
 * nobody can tell when they run. They run when the program starts, so that nothing has to ask
 * whether they have.
 */
final class EarlyInitialisers {
    private final Reachability reach;
    /** The class whose initialiser is looked at, and what is known about what it calls. */
    private JavaClass owner;
    private final Map<JavaMethod, Boolean> known = new HashMap<>();

    EarlyInitialisers(Reachability reach) {
        this.reach = reach;
    }

    /** To be called when reachability has ended: the classes found need no check from then on. */
    void find() {
        boolean more = true;
        while (more) {
            more = false;
            for (JavaClass c : reach.world.classes()) {
                boolean found = isEarly(c);
                more |= found;
                c.needsInitialiser &= !found;
                if (found) {
                    reach.early.add(c.initialiser().target());
                }
            }
        }
        reach.world.load("java/lang/System").needsInitialiser = false; // run_main does it
    }

    private boolean isEarly(JavaClass c) {
        boolean alone = c.supertypes.stream().noneMatch(s -> s != c && s.needsInitialiser);
        known.clear();
        owner = c;
        return c.initialiser() != null && c.initialised && c.needsInitialiser && alone
                && c != reach.main().owner && isPlain(c.initialiser().target());
    }

    private boolean isPlain(JavaMethod method) {
        if (method.nativeFunction != null) {
            return !method.nativeFunction.mayThrow();
        }
        Boolean before = known.putIfAbsent(method, false); // a recursive one is not
        if (before != null || method.elements == null
                || !method.code.exceptionHandlers().isEmpty()) {
            return before != null && before;
        }
        for (int i = 0; i < method.elements.size(); i++) {
            if (!isPlain(method, i, method.elements.get(i))) {
                return false;
            }
        }
        known.put(method, true);
        return true;
    }

    private boolean isPlain(JavaMethod method, int at, CodeElement element) {
        return switch (element) {
            case PseudoInstruction p -> true;
            case ConstantInstruction c -> true;
            case LoadInstruction l -> true;
            case StoreInstruction s -> true;
            case ConvertInstruction c -> true;
            case StackInstruction s -> true;
            case ReturnInstruction r -> true;
            case BranchInstruction b -> method.labels.get(b.target()) > at;
            case OperatorInstruction o -> switch (o.opcode()) {
                case IDIV, LDIV, IREM, LREM, ARRAYLENGTH -> false;
                default -> true;
            };
            case FieldInstruction f -> isOwn(f);
            case InvokeInstruction i when i.name().equalsString("desiredAssertionStatus") -> true;
            case InvokeInstruction i when i.opcode() == Opcode.INVOKESTATIC -> {
                JavaMethod callee = Resolution.method(reach.world,
                        reach.world.load(i.owner().asInternalName()),
                        i.name().stringValue() + i.type().stringValue());
                yield callee != null && callee.reached
                        && (callee.owner == owner || !callee.owner.needsInitialiser)
                        && isPlain(callee.target());
            }
            default -> false;
        };
    }

    private boolean isOwn(FieldInstruction f) {
        return (f.opcode() == Opcode.GETSTATIC || f.opcode() == Opcode.PUTSTATIC)
                && f.owner().asInternalName().equals(owner.name);
    }
}
