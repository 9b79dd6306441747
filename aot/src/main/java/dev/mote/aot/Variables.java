package dev.mote.aot;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The C variables of one method; those that hold references have numbers, for sets of them. */
final class Variables {
    private final TreeSet<String> names = new TreeSet<>();
    private final List<String> references = new ArrayList<>();
    private final Map<String, Integer> numbers = new HashMap<>();

    Iterable<String> names() {
        return names;
    }

    /** Notes that this variable must be declared. */
    String use(String name) {
        names.add(name);
        return name;
    }

    /** The number of a variable that holds references. */
    int reference(String name) {
        return numbers.computeIfAbsent(name, n -> {
            references.add(n);
            return references.size() - 1;
        });
    }

    /** Makes gcc hold these variables, whole, up to this place. */
    void keep(StringBuilder out, BitSet live) {
        for (int i = live.nextSetBit(0); i >= 0; i = live.nextSetBit(i + 1)) {
            out.append(" KEEP(").append(references.get(i)).append(");");
        }
    }
}
