package dev.mote.aot;

import java.lang.classfile.CodeElement;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.ArrayStoreInstruction;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LineNumber;
import java.lang.classfile.instruction.NewPrimitiveArrayInstruction;
import java.lang.classfile.instruction.StackInstruction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * {@code new int[] {1, 2, 3}} as data instead of a store instruction per element.
 *
 * <p>In a class initialiser without loops it is executed at most once, so the data is the array
 * itself, outside the heap; elsewhere each execution copies it into a new array.
 */
final class ArrayLiterals {
    /** Below this many elements the stores are as small as the data. */
    private static final int ELEMENTS_MIN = 4;
    /** Nobody writes longer ones; a length that is computed elsewhere must not be believed. */
    private static final int ELEMENTS_MAX = 1 << 20;

    /** Where the elements end, their type and values in C. */
    private record Found(int end, String descriptor, String[] values) {
    }

    private final List<String> declarations = new ArrayList<>();

    /** The instruction after the literal that starts at this place, or 0 if there is none. */
    int end(MethodBody body, int at) {
        Found found = find(body, at);
        return found == null ? 0 : found.end;
    }

    /** Writes the literal that starts here; false if there is none. */
    boolean replace(MethodBody body, int at) {
        Found found = find(body, at);
        if (found == null) {
            return false;
        }
        boolean once = body.method.name.equals("<clinit>") && !hasLoop(body);
        String name = "array_" + declarations.size();
        JavaClass type = body.reach.world.load("[" + found.descriptor);
        declarations.add("static " + (once ? "" : "const ") + "struct { uint32_t cid; jint length; "
                + Types.stored(found.descriptor) + " data[" + found.values.length + "]; } " + name
                + " __attribute__((aligned(8))) = {ID_" + type.cName + ", " + found.values.length
                + ", {" + String.join(",", found.values) + "}};");
        body.pop();
        String result = body.push('A');
        if (once) {
            body.now.add(result, " = (jref)&", name, ";");
        } else {
            body.method.collectsItself = true;
            body.now.add(result, " = clone_array((jref)&", name, "); if (U(!", result, ")) ",
                    body.raise(), Statement.KEEP_OUT);
        }
        return true;
    }

    private static boolean hasLoop(MethodBody body) {
        Set<Label> seen = new HashSet<>();
        for (CodeElement e : body.method.elements) {
            if (e instanceof LabelTarget l) {
                seen.add(l.label());
            } else if (e instanceof BranchInstruction b && seen.contains(b.target())) {
                return true;
            }
        }
        return false;
    }

    private static Found find(MethodBody body, int at) {
        List<CodeElement> code = body.method.elements;
        if (!(code.get(at) instanceof NewPrimitiveArrayInstruction n) || at == 0
                || !(code.get(at - 1) instanceof ConstantInstruction length)
                || !(length.constantValue() instanceof Integer count)
                || count < ELEMENTS_MIN || count > ELEMENTS_MAX) {
            return null;
        }
        String descriptor = n.typeKind().upperBound().descriptorString();
        String[] values = new String[count];
        Arrays.fill(values, "0");
        int end = at + 1;
        int stored = 0;
        for (int next = store(code, end, values); next > 0; next = store(code, end, values)) {
            end = next;
            stored++;
        }
        return stored < ELEMENTS_MIN ? null : new Found(end, descriptor, values);
    }

    /**
     * Reads {@code dup, index, value, store}; the place after it, or 0 if something else is there.
     */
    private static int store(List<CodeElement> code, int at, String[] values) {
        int[] places = new int[4];
        int i = at;
        for (int k = 0; k < 4; k++, i++) {
            while (i < code.size() && code.get(i) instanceof LineNumber) {
                i++;
            }
            if (i >= code.size()) {
                return 0;
            }
            places[k] = i;
        }
        if (code.get(places[0]) instanceof StackInstruction s && s.opcode() == Opcode.DUP
                && code.get(places[1]) instanceof ConstantInstruction index
                && index.constantValue() instanceof Integer place
                && code.get(places[2]) instanceof ConstantInstruction value
                && value.constantValue() instanceof Number number
                && code.get(places[3]) instanceof ArrayStoreInstruction
                && place >= 0 && place < values.length) {
            values[place] = Types.number(number);
            return i;
        }
        return 0;
    }

    void write(CWriter out) {
        declarations.forEach(out::line);
    }
}
