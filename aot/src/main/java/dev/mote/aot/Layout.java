package dev.mote.aot;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Objects as C structs: a 4-byte class id, then the superclass's fields, then the class's own,
 * widest first. A subclass's struct begins like its superclass's, so either type reads a field.
 */
final class Layout {
    private static final int HEADER_BYTES = 4;

    private Layout() {
    }

    static List<JavaField> fields(JavaClass c) {
        List<JavaField> all = new ArrayList<>();
        if (c.superclass != null) {
            all.addAll(fields(c.superclass));
        }
        List<JavaField> own = new ArrayList<>(c.fields.stream().filter(f ->
                !f.isStatic()).toList());
        own.sort(Comparator.comparingInt((JavaField f) -> -Types.storedBytes(f.descriptor)));
        fillGap(own, end(all) % 8);
        all.addAll(own);
        return all;
    }

    /** Four bytes are free before the first 8-byte field: a 4-byte one goes there. */
    private static void fillGap(List<JavaField> own, int used) {
        for (int i = 0; i < own.size() && used == 4; i++) {
            if (Types.storedBytes(own.get(i).descriptor) == 4) {
                own.addFirst(own.remove(i));
                return;
            }
        }
    }

    private static int end(List<JavaField> fields) {
        int end = HEADER_BYTES;
        for (JavaField f : fields) {
            int bytes = Types.storedBytes(f.descriptor);
            end = (end + bytes - 1) / bytes * bytes + bytes;
        }
        return end;
    }

    static void writeStruct(CWriter out, JavaClass c) {
        out.add("struct s_", c.cName, " { uint32_t cid;");
        for (JavaField f : fields(c)) {
            out.add(" ", Types.stored(f.descriptor), " ", f.cName, ";");
        }
        out.line(" };");
    }
}
