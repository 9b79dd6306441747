package dev.mote.aot;

/** A field: its place in the struct or among the statics is {@link #cName}. */
final class JavaField {
    final JavaClass owner;
    final String name;
    final String descriptor;
    final int flags;
    /** The value of a {@code static final} constant in the class file, or null. */
    final Object constant;
    final String cName;

    JavaField(JavaClass owner, String name, String descriptor, int flags, Object constant) {
        this.owner = owner;
        this.name = name;
        this.descriptor = descriptor;
        this.flags = flags;
        this.constant = constant;
        this.cName = isStatic()
                ? "S_" + owner.cName + "_" + Types.identifier(name) : instanceName();
    }

    boolean isStatic() {
        return (flags & 0x8) != 0;
    }

    boolean isFinal() {
        return (flags & 0x10) != 0;
    }

    char kind() {
        return Types.kind(descriptor);
    }

    /** A struct holds the superclasses' fields too, so a name that hides another gets a suffix. */
    private String instanceName() {
        String plain = "f_" + Types.identifier(name);
        for (JavaClass c = owner; c != null; c = c.superclass) {
            for (JavaField other : c.fields) {
                if (other.cName.equals(plain)) {
                    return plain + "_" + owner.cName;
                }
            }
        }
        return plain;
    }
}
