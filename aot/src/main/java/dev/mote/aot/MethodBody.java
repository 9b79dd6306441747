package dev.mote.aot;

import java.lang.classfile.CodeElement;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.classfile.PseudoInstruction;
import java.lang.classfile.instruction.ArrayLoadInstruction;
import java.lang.classfile.instruction.ArrayStoreInstruction;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.ConvertInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.IncrementInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LineNumber;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.LookupSwitchInstruction;
import java.lang.classfile.instruction.MonitorInstruction;
import java.lang.classfile.instruction.NewMultiArrayInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.classfile.instruction.NewPrimitiveArrayInstruction;
import java.lang.classfile.instruction.NewReferenceArrayInstruction;
import java.lang.classfile.instruction.NopInstruction;
import java.lang.classfile.instruction.OperatorInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.classfile.instruction.StackInstruction;
import java.lang.classfile.instruction.StoreInstruction;
import java.lang.classfile.instruction.TableSwitchInstruction;
import java.lang.classfile.instruction.ThrowInstruction;
import java.lang.classfile.instruction.TypeCheckInstruction;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.List;

/**
 * The body of one method as {@link Statement}s.
 *
 * <p>Operand stack place 3 holding an int is the C variable {@code s3_I}, local 2 holding a
 * reference is {@code l2_A}: one variable per place and kind. The kinds on the stack before an
 * instruction are a string such as {@code "AIJ"}; they are the same on every way to it, as the
 * verifier demands.
 */
final class MethodBody {
    final Reachability reach;
    final JavaMethod method;
    final Handlers handlers;
    /** Of the statement being written. */
    Statement now;
    private final List<CodeElement> elements;
    private final String[] stackBefore;
    private final Statement[] statements;
    private final BitSet branchTargets = new BitSet();
    private final ArrayDeque<Integer> work = new ArrayDeque<>();
    final Variables variables = new Variables();
    final Calls calls = new Calls(this);
    private final Memory memory = new Memory(this);
    private final Operators operators = new Operators(this);
    private final ArrayLiterals literals;
    private final boolean lines;
    private OperandStack stack = new OperandStack(this, "");
    /** Local 0 is the receiver throughout: never null. */
    private final boolean hasThis;
    private int index;

    MethodBody(Reachability reach, JavaMethod method, ArrayLiterals literals, boolean lines) {
        this.lines = lines;
        this.reach = reach;
        this.method = method;
        this.literals = literals;
        elements = method.elements;
        stackBefore = new String[elements.size() + 1];
        statements = new Statement[elements.size()];
        hasThis = !method.isStatic() && elements.stream().noneMatch(
                e -> e instanceof StoreInstruction s && s.slot() == 0);
        handlers = new Handlers(reach.world, method.code.exceptionHandlers(),
                method.labels);
        translate();
    }

    Statement[] statements() {
        return statements;
    }

    boolean isBranchTarget(int at) {
        return branchTargets.get(at);
    }

    CodeElement element(int at) {
        return elements.get(at);
    }

    OperandStack stack() {
        return stack;
    }

    // ------------------------------------------------------------------ flow

    private void translate() {
        flow(0);
        while (!work.isEmpty()) {
            index = work.poll();
            stack = new OperandStack(this, stackBefore[index]);
            while (translateOne()) {
                stackBefore[index] = stack.kinds();
            }
        }
    }

    /** False at the end of a straight piece of code. */
    private boolean translateOne() {
        now = new Statement();
        statements[index] = now;
        if (skip() || !step(elements.get(index))) {
            return false;
        }
        int literalEnd = literals.end(this, index);
        int next = literalEnd > 0 ? literalEnd : index + 1;
        if (next < elements.size()
                && (elements.get(next) instanceof LabelTarget || branchTargets.get(next))) {
            stack.materialise();
            flow(next);
            return false;
        }
        now.successors.add(next);
        index = next;
        return next < elements.size();
    }

    /** Notes a way to a place where ways can meet. */
    private void flow(int to) {
        if (now != null) {
            now.successors.add(to);
        }
        String kinds = stack.kinds();
        if (stackBefore[to] == null) {
            stackBefore[to] = kinds;
            work.add(to);
        } else if (!stackBefore[to].equals(kinds)) {
            throw new IllegalStateException("stack " + stackBefore[to] + " and " + kinds + " at "
                    + to + " in " + method);
        }
    }

    /** A jump, with its target noted; the stack must be materialised. */
    String jump(Label label) {
        return jumpTo(method.labels.get(label));
    }

    String jumpTo(int to) {
        branchTargets.set(to);
        flow(to);
        return "goto L" + to + ";";
    }

    /** The number of the handler list here; the statement is noted as one that can throw. */
    int handlerList() {
        List<Handlers.Row> rows = handlers.around(index);
        int list = handlers.list(rows);
        if (now.handlers < 0) {
            now.handlers = list;
            for (Handlers.Row row : rows) {
                branchTargets.set(row.handler());
                variables.use("s0_A");
                if (stackBefore[row.handler()] == null) {
                    stackBefore[row.handler()] = "A";
                    work.add(row.handler());
                }
            }
        }
        return list;
    }

    /** A jump to the handlers, for code that has made an exception pending by itself. */
    String raise() {
        method.throwsItself = true;
        return "goto H" + handlerList() + ";";
    }

    /** The source line, for a check that throws from a place of its own; or 0. */
    int line() {
        for (int i = index; i >= 0 && lines; i--) {
            if (elements.get(i) instanceof LineNumber line) {
                return line.line();
            }
        }
        return 0;
    }

    void checkNull(String reference) {
        boolean constant = reference.startsWith("(") || reference.startsWith("CLASS");
        if (constant || reference.equals("l0_A") && hasThis) {
            return;
        }
        method.throwsItself = true;
        now.add("if (U(!", reference, ")) goto ", handlers.nullCheck(handlerList(), line()), "; ");
    }

    // ------------------------------------------------------------------ variables

    String push(char kind) {
        return stack.push(kind);
    }

    String pop() {
        return stack.pop();
    }

    /** The kind at this depth of the stack, 0 being the top. */
    char kindAt(int depth) {
        return stack.kindAt(depth);
    }

    private String local(int slot, char kind) {
        return variables.use("l" + slot + "_" + kind);
    }

    // ------------------------------------------------------------------ instructions

    /** Writes one instruction; false if the next one is not reached from it. */
    private boolean step(CodeElement element) {
        switch (element) {
            case PseudoInstruction p -> {
            }
            case LoadInstruction l -> {
                ByteStores.write(this, elements, index);
                load(l);
            }
            case StoreInstruction s -> store(s);
            case IncrementInstruction i -> {
                String local = local(i.slot(), 'I');
                stack.spill(local);
                now.add(local, " += ", i.constant(), ";");
            }
            case ConstantInstruction c -> memory.constant(c);
            case ArrayLoadInstruction a -> memory.load(a);
            case ArrayStoreInstruction a -> memory.store(a);
            case FieldInstruction f -> memory.field(f);
            case NewObjectInstruction n -> memory.newObject(n);
            case NewPrimitiveArrayInstruction n -> {
                if (!literals.replace(this, index)) {
                    memory.newArray(n);
                }
            }
            case NewReferenceArrayInstruction n ->
                memory.newArray(Types.arrayOf(n.componentType().asInternalName()));
            case NewMultiArrayInstruction n -> memory.newMultiArray(n);
            case TypeCheckInstruction t -> memory.checkType(t);
            case InvokeInstruction i -> calls.invoke(i);
            case InvokeDynamicInstruction i -> calls.dynamic(method.dynamicCalls.get(index), i);
            case ConvertInstruction c -> operators.convert(c);
            case OperatorInstruction o -> operators.operate(o.opcode());
            case StackInstruction s -> operators.rearrange(s.opcode());
            case BranchInstruction b -> {
                return operators.branch(b);
            }
            case TableSwitchInstruction s -> {
                operators.switchOver(s.cases(), s.defaultTarget());
                return false;
            }
            case LookupSwitchInstruction s -> {
                operators.switchOver(s.cases(), s.defaultTarget());
                return false;
            }
            case ReturnInstruction r -> {
                operators.returnValue(r);
                return false;
            }
            case ThrowInstruction t -> {
                String thrown = pop();
                checkNull(thrown);
                now.add("pending = ", thrown, "; ", raise());
                return false;
            }
            case MonitorInstruction m -> checkNull(pop());
            case NopInstruction n -> {
            }
            default -> throw new Unsupported("bytecode " + element);
        }
        return true;
    }

    private void load(LoadInstruction l) {
        char kind = Types.kind(l.typeKind());
        stack.pushSymbol(kind, local(l.slot(), kind));
    }

    /** A branch that is decided already; false if there is none here. */
    private boolean skip() {
        int next = reach.deadCode.next(method, index);
        if (next >= 0) {
            if (elements.get(index) instanceof InvokeInstruction i) {
                i.typeSymbol().parameterList().forEach(p -> pop());
                if (i.opcode() != Opcode.INVOKESTATIC) {
                    pop();
                }
            }
            stack.materialise();
            now.add(jumpTo(next));
        }
        return next >= 0;
    }

    private void store(StoreInstruction s) {
        char kind = kindAt(0);
        String value = pop();
        String local = local(s.slot(), kind);
        stack.spill(local);
        if (kind == 'A') {
            now.writes.set(variables.reference(local));
        }
        now.add(local, " = ", value, ";");
    }
}
