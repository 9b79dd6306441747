package dev.mote.aot;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** A virtual or interface call by static type, name and descriptor, and where it can lead. */
final class Selector {
    final JavaClass owner;
    final JavaMethod resolved;
    final int number;
    final Map<JavaClass, JavaMethod> implementations = new LinkedHashMap<>();

    /** Implementations that are cut, to be refused if a caller is not tolerated. */
    final Set<JavaMethod> cut = new LinkedHashSet<>();
    boolean calledByOthers;

    private Set<JavaMethod> targets;

    Selector(JavaClass owner, JavaMethod resolved, int number) {
        this.owner = owner;
        this.resolved = resolved;
        this.number = number;
    }

    /** To be asked for only when reachability has ended. */
    Set<JavaMethod> targets() {
        if (targets == null) {
            targets = new LinkedHashSet<>();
            for (JavaMethod m : implementations.values()) {
                targets.add(m.target());
            }
        }
        return targets;
    }

    String functionName() {
        return "v" + number + "_" + Types.identifier(owner.simpleName() + "_" + resolved.name);
    }
}
