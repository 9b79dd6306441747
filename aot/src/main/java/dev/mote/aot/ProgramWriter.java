package dev.mote.aot;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The whole translation unit, in the order in which C wants its parts. */
final class ProgramWriter {
    private final World world;
    private final Reachability reach;
    private final JavaMethod main;
    private final List<JavaMethod> compiled;
    private final ArrayLiterals literals;
    private final CWriter out = new CWriter();

    ProgramWriter(Reachability reach, List<JavaMethod> compiled, ArrayLiterals literals) {
        this.world = reach.world;
        this.reach = reach;
        this.main = reach.main();
        this.compiled = compiled;
        this.literals = literals;
    }

    String write() {
        ClassTables tables = new ClassTables(world, world.number(), out);
        out.line("#include \"runtime.h\"");
        tables.writeIds();
        tables.writeTests();
        for (JavaClass c : world.classes()) {
            if (!c.isArray() && !c.isPrimitive) {
                Layout.writeStruct(out, c);
            }
        }
        literals.write(out);
        reach.strings.write(out);
        writeStatics();
        tables.writeSets();
        tables.writeClasses();
        writeDeclarations();
        out.line("#include \"heap.c\"\n#include \"collector.c\"\n#include \"faults.c\"\n"
                + "#include \"natives.c\"\n#include \"words.c\"\n#include \"unsafe.c\"");
        writeInitialisers();
        for (Selector s : reach.selectors()) {
            if (s.targets().size() > 1) {
                writeDispatch(s);
            }
        }
        writeBodies();
        writeEnumConstants();
        writeStart();
        return out.toString();
    }

    /** References lie in one array, which the collector marks from; the others are variables. */
    private void writeStatics() {
        int references = 0;
        StringBuilder initial = new StringBuilder();
        for (JavaClass c : world.classes()) {
            for (JavaField f : c.fields) {
                if (!f.isStatic() || !c.initialised && f.constant == null) {
                    continue;
                }
                if (f.kind() == 'A') {
                    out.line("#define ", f.cName, " statics[", references, "]");
                    if (f.constant instanceof String s && reach.strings.contains(s)) {
                        initial.append("[").append(references).append("] = ")
                                .append(reach.strings.reference(s)).append(", ");
                    }
                    references++;
                } else {
                    out.line("static ", Types.stored(f.descriptor), " ", f.cName,
                            f.constant == null ? "" : " = " + Types.number(f.constant), ";");
                }
            }
        }
        out.line("#define STATICS ", references);
        out.line("static jref statics[STATICS + 1] = {", initial, "};");
    }

    private void writeDeclarations() {
        for (JavaMethod m : compiled) {
            out.line("static ", m.head(m.cName), ";");
        }
        for (Selector s : reach.selectors()) {
            if (s.targets().size() > 1) {
                out.line("static ", s.resolved.head(s.functionName()), ";");
            }
        }
        for (JavaClass c : world.classes()) {
            if (c.needsInitialiser && c.initialised) {
                out.line("static uint8_t state_", c.cName, "; static int initialise_", c.cName,
                        "(void);");
            }
        }
    }

    /** 0 untouched, 1 running, 2 done, 3 failed. */
    private void writeInitialisers() {
        for (JavaClass c : world.classes()) {
            if (!c.needsInitialiser || !c.initialised) {
                continue;
            }
            out.line("START static int initialise_", c.cName, "(void) {");
            out.line("if (!begin_initialisation(&state_", c.cName, ", ID_", c.cName,
                    ")) return pending != 0;");
            if (!c.isInterface()) {
                writeSuperInitialisers(c);
            }
            if (c.initialiser() != null) {
                out.line(c.initialiser().target().functionName(), "();");
            }
            out.line("return end_initialisation(&state_", c.cName, ");\n}");
        }
    }

    private void writeSuperInitialisers(JavaClass c) {
        for (JavaClass s : c.supertypes) {
            boolean superclass = s == c.superclass && s.needsInitialiser;
            boolean byDefault = s.isInterface() && s.initialiser() != null
                    && s.needsInitialiser && s.hasDefaultMethods();
            if (s != c && s.initialised && (superclass || byDefault)) {
                out.line("if (state_", s.cName, " != 2 && initialise_", s.cName, "()) { state_",
                        c.cName, " = 3; return 1; }");
            }
        }
    }

    /** A switch over the receiver's class; the target of most classes is the default. */
    private void writeDispatch(Selector s) {
        Map<JavaMethod, List<JavaClass>> receivers = new LinkedHashMap<>();
        s.implementations.forEach((c, m) ->
                receivers.computeIfAbsent(m.target(), t -> new ArrayList<>()).add(c));
        JavaMethod most = null;
        for (JavaMethod m : receivers.keySet()) {
            if (most == null || receivers.get(m).size() > receivers.get(most).size()) {
                most = m;
            }
        }
        String result = Types.resultKind(s.resolved.type) == 'V' ? "" : "return ";
        String arguments = s.resolved.arguments();
        out.line("static ", s.resolved.head(s.functionName()), " { switch (CID(l0_A)) {");
        for (JavaMethod m : receivers.keySet()) {
            if (m == most) {
                out.add("default: ");
            } else {
                receivers.get(m).forEach(c -> out.add("case ID_", c.cName, ": "));
            }
            out.line(result, m.functionName(), "(", arguments, ");",
                    result.isEmpty() ? " return;" : "");
        }
        out.line("} }");
    }

    private void writeBodies() {
        BodyWriter bodies = new BodyWriter(out);
        for (JavaMethod m : compiled) {
            if (m.isExtern) {
                Externs.writeCall(out, m);
            } else if (m.cut != null) {
                boolean nothing = Types.resultKind(m.type) == 'V';
                out.line("COLD static ", m.head(m.cName), " { throw_cut(",
                        Types.quoted(m.dotted() + ": " + m.cut), ");",
                        nothing ? " }" : " return 0; }");
            } else {
                bodies.write(m);
            }
        }
    }

    private void writeEnumConstants() {
        out.line("static jref enum_constants(uint32_t id) { switch (id) {");
        for (JavaClass c : world.classes()) {
            JavaMethod values = c.isEnum() ? c.methods.get("values()[L" + c.name + ";") : null;
            if (values != null && values.reached) {
                out.line("case ID_", c.cName, ": ", c.needsInitialiser
                        ? "if (state_" + c.cName + " != 2 && initialise_" + c.cName
                        + "()) return 0; " : "", "return ", values.cName, "();");
            }
        }
        out.line("} return 0; }");
    }

    private void writeStart() {
        JavaClass owner = main.owner;
        out.line("START static void initialise_early(void) {");
        reach.early.forEach(m -> out.line(m.functionName(), "();"));
        out.line("}\nstatic void run_main(jref arguments) {");
        JavaClass system = world.load("java/lang/System");
        if (system.initialised) {
            out.line(system.initialiser().target().functionName(), "();");
        }
        if (owner.needsInitialiser) {
            out.line("if (initialise_", owner.cName, "()) return;");
        }
        out.line(main.cName, "(", main.type.parameterCount() == 0 ? "" : "arguments", ");\n}");
        out.line("#include \"main.c\"");
    }
}
