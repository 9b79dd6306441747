package dev.mote.aot;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.DoubleEntry;
import java.lang.classfile.constantpool.FloatEntry;
import java.lang.classfile.constantpool.IntegerEntry;
import java.lang.classfile.constantpool.LoadableConstantEntry;
import java.lang.classfile.constantpool.LongEntry;
import java.lang.classfile.constantpool.StringEntry;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.ConstantInstruction.LoadConstantInstruction;
import java.lang.classfile.instruction.DiscontinuedInstruction;
import java.lang.classfile.instruction.ExceptionCatch;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LookupSwitchInstruction;
import java.lang.classfile.instruction.NewMultiArrayInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.classfile.instruction.NewReferenceArrayInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.classfile.instruction.TableSwitchInstruction;
import java.lang.classfile.instruction.ThrowInstruction;
import java.lang.classfile.instruction.TypeCheckInstruction;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
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
        for (int i = 0; i < method.elements.size(); i++) {
            if (method.elements.get(i) instanceof LabelTarget target) {
                method.labels.put(target.label(), i);
            }
        }
        BitSet seen = new BitSet();
        follow(method, 0, seen);
        List<ExceptionCatch> rows = new ArrayList<>(method.code.exceptionHandlers());
        for (int i = 0; i < rows.size(); i++) {
            ExceptionCatch row = rows.get(i);
            int covered = seen.nextSetBit(method.labels.get(row.tryStart()));
            if (covered >= 0 && covered < method.labels.get(row.tryEnd())) {
                row.catchType().ifPresent(this::test);
                follow(method, method.labels.get(row.handler()), seen);
                rows.remove(i);
                i = -1; // it may have covered more
            }
        }
    }

    /** Everything that can run from this place on, but for exception handlers. */
    private void follow(JavaMethod method, int from, BitSet seen) {
        ArrayDeque<Integer> work = new ArrayDeque<>(List.of(from));
        while (!work.isEmpty()) {
            int at = work.poll();
            if (at >= method.elements.size() || seen.get(at)) {
                continue;
            }
            seen.set(at);
            int decided = reach.deadCode.next(method, at);
            if (decided >= 0) {
                work.add(decided);
                continue;
            }
            try {
                scan(method, at, method.elements.get(at));
            } catch (Unsupported e) {
                reach.error(e.getMessage());
            }
            successors(method, at, method.elements.get(at), work);
        }
    }

    private static void successors(JavaMethod method, int at, CodeElement element,
            ArrayDeque<Integer> work) {
        switch (element) {
            case BranchInstruction b -> {
                work.add(method.labels.get(b.target()));
                if (b.opcode() != Opcode.GOTO && b.opcode() != Opcode.GOTO_W) {
                    work.add(at + 1);
                }
            }
            case TableSwitchInstruction s -> cases(method, s.cases(), s.defaultTarget(), work);
            case LookupSwitchInstruction s -> cases(method, s.cases(), s.defaultTarget(), work);
            case ReturnInstruction r -> { }
            case ThrowInstruction t -> { }
            default -> work.add(at + 1);
        }
    }

    private static void cases(JavaMethod method, List<SwitchCase> cases, Label otherwise,
            ArrayDeque<Integer> work) {
        cases.forEach(c -> work.add(method.labels.get(c.target())));
        work.add(method.labels.get(otherwise));
    }

    private void scan(JavaMethod method, int index, CodeElement element) {
        World world = reach.world;
        switch (element) {
            case NewObjectInstruction n -> {
                JavaClass c = world.load(n.className().asInternalName());
                if ((c.flags & ClassFile.ACC_ABSTRACT) != 0) {
                    throw new Unsupported("InstantiationError: " + c + " is abstract");
                }
                reach.instantiate(c);
            }
            case NewReferenceArrayInstruction n -> reach.instantiate(
                    world.load(Types.arrayOf(n.componentType().asInternalName())));
            case NewMultiArrayInstruction n ->
                instantiateArrays(n.arrayType().asInternalName(), n.dimensions());
            case FieldInstruction f -> scanField(f);
            case TypeCheckInstruction t -> test(t.type());
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
        boolean asStatic = f.opcode() == Opcode.GETSTATIC || f.opcode() == Opcode.PUTSTATIC;
        if (field.isStatic() != asStatic) {
            throw new Unsupported("IncompatibleClassChangeError: " + field.owner + "."
                    + field.name + (asStatic ? " is not static" : " is static"));
        }
        if (asStatic) {
            reach.reachField(field);
        }
    }

    private void scanConstant(LoadableConstantEntry constant) {
        switch (constant) {
            case StringEntry s -> reach.strings.reference(s.stringValue());
            case ClassEntry c -> reach.classLiteral(reach.world.load(c.asInternalName()));
            case IntegerEntry i -> { }
            case LongEntry l -> { }
            case FloatEntry f -> { }
            case DoubleEntry d -> { }
            default -> throw new Unsupported("constant made at run time: " + constant);
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
            String name = owner + "." + i.name().stringValue();
            if (!owner.name.startsWith("java/lang/invoke/")) {
                throw new Unsupported("no such method: " + name + i.type().stringValue());
            }
            reach.refuse(name, "method handles: they need code made at run time");
            return;
        }
        boolean asStatic = i.opcode() == Opcode.INVOKESTATIC;
        if (resolved.isStatic() != asStatic || i.isInterface() != owner.isInterface()) {
            throw new Unsupported("IncompatibleClassChangeError: " + resolved + " is "
                    + (resolved.isStatic() ? "static" : "not static") + ", " + owner + " is "
                    + (owner.isInterface() ? "an interface" : "a class"));
        }
        if (resolved.name.equals("objectFieldOffset")) {
            noteOffsets(method.elements);
        }
        if (i.opcode() == Opcode.INVOKESTATIC) {
            reach.initialise(resolved.owner);
            reach.reach(resolved);
        } else if (i.opcode() == Opcode.INVOKESPECIAL) {
            reach.reach(Resolution.special(reach.world, method.owner, owner, resolved));
        } else if (resolved.isFixed()) {
            reach.reach(resolved);
        } else {
            reach.reachVirtual(owner, resolved);
        }
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
