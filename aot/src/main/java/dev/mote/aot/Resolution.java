package dev.mote.aot;

import java.util.List;

/** Field and method lookup as the Java virtual machine specification has it (5.4.3, 5.4.6). */
final class Resolution {
    private Resolution() {
    }

    /** Field resolution; supertypes are searched superclass first. Null if there is none. */
    static JavaField field(JavaClass owner, String name, String descriptor) {
        for (JavaClass c : owner.supertypes) {
            for (JavaField f : c.fields) {
                if (f.name.equals(name) && f.descriptor.equals(descriptor)) {
                    return f;
                }
            }
        }
        return null;
    }

    /** Method resolution from a symbolic reference. Null if there is none. */
    static JavaMethod method(World world, JavaClass owner, String key) {
        JavaClass from = owner.isArray() ? world.object() : owner;
        for (JavaClass c = from; c != null; c = c.superclass) {
            JavaMethod m = c.methods.get(key);
            if (m != null) {
                return m;
            }
        }
        JavaMethod best = null;
        for (JavaClass c : from.supertypes) {
            JavaMethod m = c.isInterface() ? c.methods.get(key) : null;
            if (m != null && !m.isStatic() && !m.isPrivate() && isBetter(m, best)) {
                best = m;
            }
        }
        return best != null || !from.isInterface() ? best : world.object().methods.get(key);
    }

    private static boolean isBetter(JavaMethod candidate, JavaMethod best) {
        return best == null || candidate.owner.isSubtypeOf(best.owner)
                || best.isAbstract() && !candidate.isAbstract()
                        && !best.owner.isSubtypeOf(candidate.owner);
    }

    /** What a call of a resolved method runs for a receiver of this class; null if abstract. */
    static JavaMethod select(World world, JavaClass receiver, JavaMethod resolved) {
        JavaClass from = receiver.isArray() ? world.object() : receiver;
        String cacheKey = resolved.isWidelyVisible() || resolved.owner.isInterface()
                ? resolved.key() : resolved.owner.name + "." + resolved.key();
        if (from.selected.containsKey(cacheKey)) {
            return from.selected.get(cacheKey);
        }
        JavaMethod found = selectUncached(from, resolved);
        from.selected.put(cacheKey, found);
        return found;
    }

    private static JavaMethod selectUncached(JavaClass from, JavaMethod resolved) {
        String key = resolved.key();
        for (JavaClass c = from; c != null; c = c.superclass) {
            JavaMethod m = c.methods.get(key);
            if (m != null && !m.isStatic() && !m.isPrivate() && overrides(m, resolved)) {
                return m.isAbstract() ? null : m;
            }
        }
        return defaultMethod(from, key);
    }

    /** The one default method that no subinterface hides; null if there is not just one. */
    private static JavaMethod defaultMethod(JavaClass from, String key) {
        List<JavaMethod> all = from.supertypes.stream().filter(JavaClass::isInterface)
                .map(c -> c.methods.get(key))
                .filter(m -> m != null && !m.isStatic() && !m.isPrivate()).toList();
        List<JavaMethod> found = all.stream().filter(m -> !m.isAbstract() && all.stream()
                .noneMatch(o -> o != m && o.owner.isSubtypeOf(m.owner))).toList();
        return found.size() == 1 ? found.getFirst() : null;
    }

    /** A package-private method is overridden from its own package only. */
    private static boolean overrides(JavaMethod method, JavaMethod resolved) {
        return method == resolved || resolved.isWidelyVisible() || resolved.owner.isInterface()
                || packageOf(method.owner).equals(packageOf(resolved.owner));
    }

    static String packageOf(JavaClass c) {
        int slash = c.name.lastIndexOf('/');
        return slash < 0 ? "" : c.name.substring(0, slash);
    }

    /** What {@code invokespecial} calls: a super call selects from the caller's superclass. */
    static JavaMethod special(World world, JavaClass caller, JavaClass owner, JavaMethod resolved) {
        boolean superCall = !resolved.isConstructor() && !resolved.isPrivate()
                && !owner.isInterface() && caller != owner && caller.isSubtypeOf(owner);
        if (!superCall) {
            return resolved;
        }
        JavaMethod selected = select(world, caller.superclass, resolved);
        return selected != null ? selected : resolved;
    }
}
