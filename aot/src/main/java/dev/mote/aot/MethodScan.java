package dev.mote.aot;

import java.lang.classfile.CodeElement;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.LoadableConstantEntry;
import java.lang.classfile.constantpool.StringEntry;
import java.lang.classfile.instruction.ConstantInstruction.LoadConstantInstruction;
import java.lang.classfile.instruction.DiscontinuedInstruction;
import java.lang.classfile.instruction.ExceptionCatch;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.NewMultiArrayInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.classfile.instruction.NewReferenceArrayInstruction;
import java.lang.classfile.instruction.TypeCheckInstruction;
import java.util.List;

/** What one method's bytecode reaches. */
final class MethodScan {
    private final Reachability reach;
    private int dynamicClasses;

    MethodScan(Reachability reach) {
        this.reach = reach;
    }

    void scan(JavaMethod method) {
        method.code = method.model.code().orElseThrow();
        method.elements = method.code.elementList();
        Label assertionEnd = null;
        for (int i = 0; i < method.elements.size(); i++) {
            if (assertionEnd == null) {
                assertionEnd = Assertions.end(method.elements, i);
            }
            if (assertionEnd != null) {
                boolean ends = method.elements.get(i) instanceof LabelTarget target
                        && target.label() == assertionEnd;
                assertionEnd = ends ? null : assertionEnd;
                continue;
            }
            try {
                scan(method, i, method.elements.get(i));
            } catch (Unsupported e) {
                reach.error(e.getMessage());
            }
        }
    }

    private void scan(JavaMethod method, int index, CodeElement element) {
        World world = reach.world;
        switch (element) {
            case NewObjectInstruction n ->
                reach.instantiate(world.load(n.className().asInternalName()));
            case NewReferenceArrayInstruction n -> reach.instantiate(
                    world.load(Types.arrayOf(n.componentType().asInternalName())));
            case NewMultiArrayInstruction n ->
                instantiateArrays(n.arrayType().asInternalName(), n.dimensions());
            case FieldInstruction f -> scanField(f);
            case TypeCheckInstruction t -> test(t.type());
            case ExceptionCatch c -> c.catchType().ifPresent(this::test);
            case LoadConstantInstruction c -> scanConstant(c.constantEntry());
            case InvokeInstruction i -> scanInvoke(method, i);
            case InvokeDynamicInstruction i -> scanDynamic(method, index, i);
            case DiscontinuedInstruction d -> reach.error("jsr and ret are not supported");
            default -> {
            }
        }
    }

    private void instantiateArrays(String type, int dimensions) {
        for (int i = 0; i < dimensions; i++) {
            reach.instantiate(reach.world.load(type.substring(i)));
        }
    }

    private void test(ClassEntry type) {
        JavaClass c = reach.world.load(type.asInternalName());
        c.tested = true;
        c.named = true;
    }

    private void scanField(FieldInstruction f) {
        JavaField field = Resolution.field(reach.world.load(f.owner().asInternalName()),
                f.name().stringValue(), f.type().stringValue());
        if (field == null) {
            throw new Unsupported("no such field: " + f);
        }
        if (field.isStatic()) {
            reach.initialise(field.owner);
        }
    }

    private void scanConstant(LoadableConstantEntry constant) {
        switch (constant) {
            case StringEntry s -> reach.strings.reference(s.stringValue());
            case ClassEntry c -> reach.classLiteral(reach.world.load(c.asInternalName()));
            default -> {
            }
        }
    }

    private void scanInvoke(JavaMethod method, InvokeInstruction i) {
        JavaClass owner = reach.world.load(i.owner().asInternalName());
        if (owner.isArray() && i.name().equalsString("clone")) {
            return;
        }
        JavaMethod resolved = Resolution.method(reach.world, owner,
                i.name().stringValue() + i.type().stringValue());
        if (resolved == null) {
            if (!isPolymorphicInPlatform(method, owner)) {
                throw new Unsupported("no such method: " + owner + "." + i.name().stringValue()
                        + i.type().stringValue());
            }
            return;
        }
        if (resolved.name.equals("objectFieldOffset")) {
            noteOffsets(method.elements);
        }
        if (i.opcode() == Opcode.INVOKESTATIC) {
            reach.initialise(resolved.owner);
            reachDirectly(method, resolved);
        } else if (i.opcode() == Opcode.INVOKESPECIAL) {
            reachDirectly(method,
                    Resolution.special(reach.world, method.owner, owner, resolved));
        } else if (resolved.isFixed()) {
            reachDirectly(method, resolved);
        } else {
            reach.selector(owner, resolved);
        }
    }

    /** Inside java.base a cut may be an over-approximation; a call from the program is meant. */
    private void reachDirectly(JavaMethod caller, JavaMethod method) {
        reach.reach(method);
        if (method.cut != null && !caller.owner.isPlatform()) {
            throw new Unsupported(method + ": " + method.cut);
        }
    }

    /** Method and variable handles in java.base: cut, like the rest of java.lang.invoke. */
    static boolean isPolymorphicInPlatform(JavaMethod caller, JavaClass owner) {
        return owner.name.startsWith("java/lang/invoke/") && caller.owner.isPlatform();
    }

    private void noteOffsets(List<CodeElement> elements) {
        for (CodeElement e : elements) {
            if (e instanceof LoadConstantInstruction c
                    && c.constantEntry() instanceof ClassEntry entry) {
                reach.world.load(entry.asInternalName()).offsetsAsked = true;
            }
        }
    }

    private void scanDynamic(JavaMethod method, int index, InvokeDynamicInstruction i) {
        String name = "mote/Dynamic" + dynamicClasses++ + "_"
                + Types.identifier(method.owner.simpleName());
        reach.world.classPath.add(name, Desugar.callSite(name, i));
        JavaClass c = reach.world.load(name);
        for (JavaMethod m : c.methods.values()) {
            if (m.name.equals(Desugar.FACTORY)) {
                method.dynamicCalls.put(index, m);
                reach.initialise(c);
                reach.reach(m);
            }
        }
    }
}
