package dev.mote.aot;

import java.lang.classfile.Label;
import java.lang.classfile.instruction.ExceptionCatch;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The exception table of a method as C labels.
 *
 * <p>{@code H3} tries the handlers of list 3 in order for the pending exception; {@code N3} throws
 * a NullPointerException and {@code B3} an ArrayIndexOutOfBoundsException first.
 */
final class Handlers {
    /** A row of the exception table; a null type catches everything. */
    record Row(int start, int end, int handler, JavaClass type) {
    }

    private final List<Row> rows = new ArrayList<>();
    private final Map<List<Row>, Integer> lists = new LinkedHashMap<>();
    /** For each list, the lines that have such a check: each throws from its own line. */
    private final Map<Integer, Set<Integer>> nullChecks = new HashMap<>();
    private final Map<Integer, Set<Integer>> boundsChecks = new HashMap<>();

    Handlers(World world, List<ExceptionCatch> table, Map<Label, Integer> labels) {
        for (ExceptionCatch row : table) {
            JavaClass type = row.catchType().map(t -> world.load(t.asInternalName())).orElse(null);
            rows.add(new Row(labels.get(row.tryStart()), labels.get(row.tryEnd()),
                    labels.get(row.handler()), type));
        }
    }

    /** The rows that an exception at this instruction tries, in order. */
    List<Row> around(int index) {
        List<Row> found = new ArrayList<>();
        for (Row row : rows) {
            if (row.start <= index && index < row.end) {
                found.add(row);
                if (row.type == null) {
                    break;
                }
            }
        }
        return found;
    }

    int list(List<Row> rows) {
        return lists.computeIfAbsent(rows, r -> lists.size());
    }

    List<Row> rows(int list) {
        return List.copyOf(lists.keySet()).get(list);
    }

    String nullCheck(int list, int line) {
        nullChecks.computeIfAbsent(list, l -> new TreeSet<>()).add(line);
        return "N" + list + "_" + line;
    }

    String boundsCheck(int list, int line) {
        boundsChecks.computeIfAbsent(list, l -> new TreeSet<>()).add(line);
        return "B" + list + "_" + line;
    }

    boolean checksBounds() {
        return !boundsChecks.isEmpty();
    }

    /** The labelled blocks at the end of the function. */
    void write(StringBuilder out, MethodBody body, BitSet[] liveIn, String returnNothing) {
        lists.forEach((list, number) -> {
            writeChecks(out, boundsChecks, 'B', number, "Faults_index(bad_index, bad_array)");
            writeChecks(out, nullChecks, 'N', number, "Faults_nullPointer()");
            out.append('H').append(number).append(":;");
            BitSet keep = new BitSet();
            for (Row row : list) {
                keep.or(liveIn[row.handler]);
            }
            if (!list.isEmpty()) {
                keep.clear(body.variables.reference("s0_A"));
            }
            body.variables.keep(out, keep);
            writeRows(out, list, returnNothing);
        });
    }

    private static void writeChecks(StringBuilder out, Map<Integer, Set<Integer>> checks,
            char label, int list, String call) {
        for (int line : checks.getOrDefault(list, Set.of())) {
            out.append(line == 0 ? "" : "\n#line " + line + "\n").append(label).append(list)
                    .append('_').append(line).append(": ").append(call).append("; HERE(")
                    .append(line).append("); goto H").append(list).append(";\n");
        }
    }

    private static void writeRows(StringBuilder out, List<Row> list, String returnNothing) {
        boolean all = false;
        for (Row row : list) {
            all = row.type == null;
            if (!all) {
                out.append(" if (IS_").append(row.type.cName).append("(pending))");
            }
            out.append(" { s0_A = pending; pending = 0; goto L").append(row.handler).append("; }");
        }
        out.append(all ? "\n" : " " + returnNothing + "\n");
    }
}
