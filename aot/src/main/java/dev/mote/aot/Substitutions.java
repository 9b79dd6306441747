package dev.mote.aot;

/**
 * Methods of java.base that are replaced by ours.
 *
 * <p>A class {@code mote/java_lang_System} holds static methods that stand for those of {@code
 * java.lang.System} of the same name and descriptor (an instance method gets its receiver as first
 * argument, an {@code Object}; {@code clinit} is the class initialiser). A substitute for nothing
 * is an error: the JDK has changed and somebody must look.
 */
final class Substitutions {
    private final World world;

    Substitutions(World world) {
        this.world = world;
    }

    /** The method to compile in place of this one, or null. */
    JavaMethod find(JavaMethod method) {
        if (method.owner.name.startsWith("mote/")) {
            return null;
        }
        if (method.owner.name.equals("jdk/internal/access/SharedSecrets")
                && method.name.equals("getJavaLangAccess")) {
            return javaLangAccess();
        }
        String name = "mote/" + Types.identifier(method.owner.name);
        boolean first = world.loaded(name) == null;
        if (!method.owner.name.startsWith("j") || first && !world.exists(name)) {
            return null;
        }
        JavaClass substitutes = world.load(name);
        if (first) {
            check(substitutes, method.owner);
        }
        return substitutes.methods.get(substituteKey(method));
    }

    private static String substituteKey(JavaMethod method) {
        String name = method.name.equals("<clinit>") ? "clinit" : method.name;
        return method.isStatic() ? name + method.descriptor
                : name + "(Ljava/lang/Object;" + method.descriptor.substring(1);
    }

    private static void check(JavaClass substitutes, JavaClass original) {
        for (JavaMethod substitute : substitutes.methods.values()) {
            boolean stands = original.methods.values().stream()
                    .anyMatch(m -> substituteKey(m).equals(substitute.key()));
            if (!stands && !substitute.isPrivate() && !substitute.name.startsWith("<")) {
                throw new Unsupported("substitute for nothing: " + substitute);
            }
        }
    }

    /** The access object is an anonymous class, which Java source cannot name. */
    private JavaMethod javaLangAccess() {
        String name = "mote/JavaLangAccessMaker";
        if (world.loaded(name) == null) {
            world.classPath.add(name, Desugar.javaLangAccess(name));
        }
        return world.load(name).methods.values().iterator().next();
    }
}
