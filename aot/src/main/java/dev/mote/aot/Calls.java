package dev.mote.aot;

import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.MethodTypeDesc;

/**
 * Calls and class initialisation: direct where reachability leaves one target, through a dispatch
 * function elsewhere.
 */
final class Calls {
    private final MethodBody body;

    Calls(MethodBody body) {
        this.body = body;
    }

    void invoke(InvokeInstruction i) {
        World world = body.reach.world;
        JavaClass owner = world.load(i.owner().asInternalName());
        MethodTypeDesc type = MethodTypeDesc.ofDescriptor(i.type().stringValue());
        if (owner.isArray() && i.name().equalsString("clone")) {
            cloneArray();
            return;
        }
        JavaMethod resolved = Resolution.method(world, owner,
                i.name().stringValue() + i.type().stringValue());
        if (resolved == null) {
            polymorphic(owner, i, type);
        } else if (i.opcode() == Opcode.INVOKESTATIC) {
            initialise(resolved.owner);
            call(new Callee.Direct(resolved), type, false);
        } else if (i.opcode() == Opcode.INVOKESPECIAL) {
            call(new Callee.Direct(
                    Resolution.special(world, body.method.owner, owner, resolved)), type, true);
        } else if (resolved.isFixed()) {
            call(new Callee.Direct(resolved), type, true);
        } else {
            call(new Callee.Dispatched(body.reach.selector(owner, resolved)), type, true);
        }
    }

    /** A call site's factory is static in a class without an initialiser. */
    void dynamic(JavaMethod factory, InvokeDynamicInstruction i) {
        call(new Callee.Direct(factory), i.typeSymbol(), false);
    }

    private void cloneArray() {
        String array = body.pop();
        body.checkNull(array);
        String result = body.push('A');
        body.method.collectsItself = true;
        body.now.add(result, " = clone_array(", array, "); if (U(!", result, ")) ", body.raise(),
                Statement.KEEP_OUT);
    }

    /** Reachability has seen to it that this is in java.base, where java.lang.invoke is cut. */
    private void polymorphic(JavaClass owner, InvokeInstruction i, MethodTypeDesc type) {
        for (int p = 0; p < type.parameterCount(); p++) {
            body.pop();
        }
        if (i.opcode() != Opcode.INVOKESTATIC) {
            body.pop();
        }
        body.now.add("throw_cut(", Types.quoted(owner.dotted() + "." + i.name().stringValue()
                + ": method handles: they need code made at run time"), "); ", body.raise());
        if (Types.resultKind(type) != 'V') {
            body.push(Types.resultKind(type));
        }
    }

    private void call(Callee callee, MethodTypeDesc type, boolean hasReceiver) {
        int receiver = hasReceiver ? 1 : 0;
        String[] arguments = new String[type.parameterCount() + receiver];
        for (int i = arguments.length - 1; i >= 0; i--) {
            arguments[i] = body.pop();
        }
        if (hasReceiver) {
            body.checkNull(arguments[0]);
        }
        char kind = Types.resultKind(type);
        String result = kind == 'V' ? "" : body.push(kind) + " = ";
        body.method.calls.add(callee);
        body.now.callee = callee;
        body.handlerList();
        body.now.add(result, expression(callee, String.join(", ", arguments)), ";",
                Statement.CHECK, Statement.KEEP_OUT);
    }

    /** Reachability has ended, so what a selector leads to is known. */
    private static String expression(Callee callee, String arguments) {
        return switch (callee) {
            case Callee.Direct d -> d.method().target().functionName() + "(" + arguments + ")";
            case Callee.Dispatched d -> switch (d.targets().size()) {
                case 0 -> "0; no_target()";
                case 1 -> d.targets().iterator().next().functionName() + "(" + arguments + ")";
                default -> d.selector().functionName() + "(" + arguments + ")";
            };
        };
    }

    /** Notes the class that must be initialised first; none where it is known to be. */
    void initialise(JavaClass c) {
        // Who calls a substitute asks for the class that it stands for: it asks for its own.
        JavaClass here = body.method.owner;
        boolean inside = !here.isSubstitutes()
                && (c == here || !c.isInterface() && here.isSubtypeOf(c));
        if (!c.needsInitialiser || inside || c == body.reach.main().owner
                || c.name.equals("java/lang/String")) {
            return;
        }
        for (JavaClass s : c.supertypes) {
            if (s.initialiser() != null && s.initialised) {
                body.method.calls.add(new Callee.Direct(s.initialiser()));
            }
        }
        body.method.throwsItself = true;
        body.method.collectsItself = true;
        body.now.initialises = c;
        body.handlerList();
    }
}
