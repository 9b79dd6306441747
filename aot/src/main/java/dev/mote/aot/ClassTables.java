package dev.mote.aot;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the run time must know about classes: ids, tests, sizes, where references lie, names.
 *
 * <p>Names and reference offsets are pools, equal entries once; {@code struct class_info} in {@code
 * runtime.h} holds places in them.
 */
final class ClassTables {
    private final World world;
    private final int count;
    private final CWriter out;
    private final Map<JavaClass, Integer> interfaceSets = new LinkedHashMap<>();

    ClassTables(World world, int count, CWriter out) {
        this.world = world;
        this.count = count;
        this.out = out;
        for (JavaClass c : world.classes()) {
            if (c.isArray() && c.instantiated && c.element != null) {
                c.element.tested = true;
            }
        }
        for (JavaClass c : world.classes()) {
            if (c.isInterface() && c.tested) {
                interfaceSets.put(c, interfaceSets.size());
            }
        }
    }

    void writeIds() {
        out.line("#define CLASSES ", count);
        for (JavaClass c : world.classes()) {
            out.line("#define ID_", c.cName, " ", c.id);
        }
    }

    /** One macro per class that is tested: a range of ids, a bit in a set, or the slow way. */
    void writeTests() {
        for (JavaClass c : world.classes()) {
            if (c.tested || c.name.equals("java/lang/Object")) {
                out.line("#define IS_", c.cName, "(x) ", test(c));
            }
        }
    }

    private String test(JavaClass c) {
        if (c == world.object()) {
            return "1";
        }
        if (c.isArray()) {
            String exact = "CID(x) == " + c.id;
            return c.element == null ? "(" + exact + ")"
                    : "(" + exact + " || is_subtype(CID(x), " + c.id + "))";
        }
        if (c.isInterface()) {
            return "IN_SET(" + interfaceSets.get(c) + ", CID(x))";
        }
        return c.id == c.idEnd ? "(CID(x) == " + c.id + ")"
                : "((uint32_t)(CID(x) - " + c.id + ") <= " + (c.idEnd - c.id) + ")";
    }

    void writeSets() {
        int bytes = (count + 7) / 8;
        out.line("static const uint8_t interface_sets[", interfaceSets.size() + 1, "][", bytes,
                "] = {");
        for (JavaClass i : interfaceSets.keySet()) {
            int[] set = new int[bytes];
            for (JavaClass c : world.classes()) {
                if (c.isSubtypeOf(i)) {
                    set[c.id >> 3] |= 1 << (c.id & 7);
                }
            }
            out.add("{");
            for (int b : set) {
                out.add(b, ",");
            }
            out.line("}, /* ", i, " */");
        }
        out.line("};");
    }

    void writeClasses() {
        Map<String, Integer> references = new LinkedHashMap<>();
        int referencesEnd = 0;
        StringBuilder pool = new StringBuilder();
        StringBuilder names = new StringBuilder("\"\\0\"");
        int namesEnd = 1;
        StringBuilder rows = new StringBuilder();
        for (JavaClass c : world.classes()) {
            String offsets = c.isArray() || !c.instantiated ? "0" : referenceOffsets(c);
            Integer at = references.get(offsets);
            if (at == null) {
                at = referencesEnd;
                references.put(offsets, at);
                referencesEnd += offsets.split(", ").length;
                pool.append(offsets).append(", ");
            }
            int name = 0;
            if (c.named || c.isPrimitive) {
                name = namesEnd;
                byte[] bytes = c.dotted().getBytes(java.nio.charset.StandardCharsets.UTF_8);
                namesEnd += bytes.length + 1;
                names.append("\n").append(Types.quoted(c.dotted() + "\0"));
            }
            row(rows, c, name, at);
        }
        out.line("static const uint16_t reference_offsets[] = {", pool, "};");
        out.line("static const char class_names[] = ", names, ";");
        out.line("static const struct class_info classes[CLASSES] = {\n", rows, "};");
        writeClassObjects();
    }

    private static String referenceOffsets(JavaClass c) {
        List<String> offsets = new ArrayList<>();
        for (JavaField f : Layout.fields(c)) {
            if (f.kind() == 'A') {
                offsets.add("offsetof(struct s_" + c.cName + "; " + f.cName + ")");
            }
        }
        offsets.addFirst(String.valueOf(offsets.size()));
        return String.join(", ", offsets).replace("; ", ",");
    }

    private void row(StringBuilder rows, JavaClass c, int name, int references) {
        JavaClass array = c.isPrimitive ? world.loaded("[" + c.primitive)
                : world.loaded(Types.arrayOf(c.name));
        rows.append("[").append(c.id).append("] = {").append(name).append(", ")
                .append(c.isArray() || c.isPrimitive ? "0" : "sizeof(struct s_" + c.cName + ")")
                .append(", ").append(c.idEnd)
                .append(", ").append(c.superclass == null ? 0 : c.superclass.id)
                .append(", ").append(element(c))
                .append(", ").append(array == null ? 0 : array.id)
                .append(", ").append(references)
                .append(", ").append(interfaceSets.getOrDefault(c, -1) + 1)
                .append(", ").append(c.flags & 0xffff)
                .append(", ").append(kind(c))
                .append(", ").append(c.element != null ? "REFERENCE_SHIFT"
                        : c.isArray() ? Types.storedShift("" + c.primitive) : 0)
                .append(", ").append(c.isSubtypeOf(world.load("java/lang/Cloneable")) ? 1 : 0)
                .append("}, /* ").append(c).append(" */\n");
    }

    private int element(JavaClass c) {
        if (!c.isArray()) {
            return 0;
        }
        if (c.element != null) {
            return c.element.id;
        }
        for (JavaClass p : world.classes()) {
            if (p.isPrimitive && p.primitive == c.primitive) {
                return p.id;
            }
        }
        return 0;
    }

    private static String kind(JavaClass c) {
        if (c.isPrimitive) {
            return "KIND_PRIMITIVE";
        }
        if (!c.isArray()) {
            return "KIND_OBJECT";
        }
        return c.element != null ? "KIND_REFERENCES" : "KIND_PRIMITIVES";
    }

    private void writeClassObjects() {
        out.add("static const struct s_java_lang_Class class_objects[CLASSES] = {");
        for (JavaClass c : world.classes()) {
            out.add("[", c.id, "] = {ID_java_lang_Class, ", c.id, "}, ");
        }
        out.line("};");
        out.add("static const struct field_offset field_offsets[] = {");
        for (JavaClass c : world.classes()) {
            for (JavaField f : c.fields) {
                if (c.offsetsAsked && !f.isStatic()) {
                    out.add("{", c.id, ", offsetof(struct s_", c.cName, ",", f.cName, "), ",
                            Types.quoted(f.name), "}, ");
                }
            }
        }
        out.line("{0, 0, 0}};");
    }
}
