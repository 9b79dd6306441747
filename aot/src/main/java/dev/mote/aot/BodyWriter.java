package dev.mote.aot;

import java.lang.classfile.attribute.CodeAttribute;
import java.lang.classfile.instruction.LineNumber;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Prints one method body as a C function, with the marks in its statements filled in. */
final class BodyWriter {
    private static final int INLINED_BYTES_MAX = 64;

    private final StringBuilder out;
    BodyWriter(CWriter writer) {
        this.out = writer.buffer();
    }

    void write(JavaMethod method) {
        MethodBody body = method.body;
        Liveness live = new Liveness(body);
        String returnNothing = Types.resultKind(method.type) == 'V' ? "return;" : "return 0;";
        out.append("/* ").append(method.dotted()).append(" */\nstatic ");
        if (method.owner.name.equals("mote/Faults")) {
            out.append("COLD ");
        } else if (method.reachedFrom == null) {
            out.append("NOINLINE "); // main, so that a trace shows it
        } else if (method.cold) {
            out.append("APART ");
        } else if (isSmall(method)) {
            out.append("inline ");
        }
        out.append(method.head(method.cName)).append(" {\n");
        declare(method);
        if (method.recursive) {
            out.append("if (U((char*)__builtin_frame_address(0) < stack_limit)) {"
                    + " throw_stack_overflow(); ").append(returnNothing).append(" }\n");
        }
        if (!method.isStatic() && !method.isConstructor()) {
            out.append("if (!l0_A) __builtin_unreachable();\n");
        }
        writeStatements(method, live);
        out.append('\n');
        body.handlers.write(out, body, live.in, returnNothing);
        out.append("}\n");
    }

    /** As HotSpot inlines: its MaxInlineSize. */
    private static boolean isSmall(JavaMethod method) {
        return !method.recursive && !method.collectsItself
                && method.code instanceof CodeAttribute code
                && code.codeLength() <= INLINED_BYTES_MAX;
    }

    private void declare(JavaMethod method) {
        String head = method.head("");
        Map<Character, StringBuilder> byKind = new TreeMap<>();
        for (String name : method.body.variables.names()) {
            if (!head.contains(" " + name + ",") && !head.contains(" " + name + ")")) {
                StringBuilder names = byKind.computeIfAbsent(name.charAt(name.length() - 1),
                        k -> new StringBuilder());
                names.append(names.isEmpty() ? " " : ", ").append(name);
            }
        }
        byKind.forEach((kind, names) ->
                out.append(Types.variable(kind)).append(names).append(";\n"));
        if (method.body.handlers.checksBounds()) {
            out.append("jint bad_index; jref bad_array;\n");
        }
    }

    private void writeStatements(JavaMethod method, Liveness live) {
        MethodBody body = method.body;
        Statement[] statements = body.statements();
        Set<JavaClass> initialised = new HashSet<>();
        String file = method.owner.name.replaceAll("\\$.*", "") + ".java";
        for (int i = 0; i < statements.length; i++) {
            if (body.isBranchTarget(i)) {
                out.append(" L").append(i).append(":; ");
                initialised.clear();
            }
            if (statements[i] == null) {
                continue;
            }
            if (body.element(i) instanceof LineNumber line) {
                out.append("\n#line ").append(line.line()).append(" \"").append(file)
                        .append("\"\n");
            }
            if (statements[i].initialises != null) {
                writeInitialisation(body, statements[i], live.in[i], initialised);
            }
            if (!statements[i].text.isEmpty()) {
                writeText(body, statements[i], live, i);
                out.append(' '); // what one line of Java does stays in one line of C
            }
        }
    }

    private void writeInitialisation(MethodBody body, Statement s, BitSet liveIn,
            Set<JavaClass> initialised) {
        JavaClass c = s.initialises;
        if (initialised.add(c)) {
            out.append("if (U(state_").append(c.cName).append(" != 2)) { if (initialise_")
                    .append(c.cName).append("()) goto H").append(s.handlers).append(';');
            body.variables.keep(out, liveIn);
            out.append(" } ");
        }
    }

    private void writeText(MethodBody body, Statement s, Liveness live, int at) {
        for (int i = 0; i < s.text.length(); i++) {
            char c = s.text.charAt(i);
            if (c == Statement.CHECK) {
                if (s.callee.mayThrow()) {
                    out.append(" if (U(pending)) goto H").append(s.handlers).append(';');
                }
            } else if (c == Statement.KEEP_OUT) {
                if (s.callee == null || s.callee.mayCollect()) {
                    BitSet keep = (BitSet) live.out[at].clone();
                    keep.andNot(s.writes);
                    keep.or(s.readsLate);
                    body.variables.keep(out, keep);
                }
            } else {
                out.append(c);
            }
        }
    }
}
