package java.lang;

import java.lang.reflect.Type;

/** Replaced whole: a class is a number into the run time's tables, there is no metadata. */
public final class Class<T> implements java.io.Serializable, Type,
        java.lang.invoke.TypeDescriptor {
    private static final long serialVersionUID = 3206093459760846163L;
    private static final int KIND_PRIMITIVES = 1;
    private static final int KIND_REFERENCES = 2;
    private static final int KIND_PRIMITIVE = 3;
    private static final int FLAG_INTERFACE = 0x200;
    private static final int FLAG_ENUM = 0x4000;

    private int id;

    private Class() {
    }

    /** As in the JDK. */
    public String getName() {
        return name0(id);
    }

    /** As in the JDK. */
    @Override
    public String getTypeName() {
        return isArray() ? getComponentType().getTypeName() + "[]" : getName();
    }

    /** As in the JDK, told from the name alone: what comes after the last dot or dollar. */
    public String getSimpleName() {
        if (isArray()) {
            return getComponentType().getSimpleName() + "[]";
        }
        String name = getName();
        int start = Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')) + 1;
        while (start < name.length() && name.charAt(start) >= '0' && name.charAt(start) <= '9') {
            start++;
        }
        return name.substring(start);
    }

    /** As in the JDK for classes that are members of their outer one. */
    public String getCanonicalName() {
        return getTypeName().replace('$', '.');
    }

    @Override
    public String toString() {
        return isPrimitive() ? getName() : (isInterface() ? "interface " : "class ") + getName();
    }

    /** As in the JDK. */
    public String getPackageName() {
        String name = getName();
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(0, dot);
    }

    /** As in the JDK. */
    public boolean isArray() {
        int kind = kind0(id);
        return kind == KIND_PRIMITIVES || kind == KIND_REFERENCES;
    }

    /** As in the JDK. */
    public boolean isInterface() {
        return (flags0(id) & FLAG_INTERFACE) != 0;
    }

    /** As in the JDK. */
    public boolean isPrimitive() {
        return kind0(id) == KIND_PRIMITIVE;
    }

    /** As in the JDK. */
    public boolean isEnum() {
        return (flags0(id) & FLAG_ENUM) != 0 && superclass0(id) == (Object) Enum.class;
    }

    /** As in the JDK. */
    public boolean isRecord() {
        return superclass0(id) == (Object) Record.class;
    }

    /** As in the JDK. */
    public boolean isHidden() {
        return false;
    }

    /** As in the JDK. */
    public int getModifiers() {
        return flags0(id);
    }

    /** As in the JDK. */
    public Class<?> getComponentType() {
        return isArray() ? element0(id) : null;
    }

    /** As in the JDK. */
    public Class<?> componentType() {
        return getComponentType();
    }

    /** As in the JDK. */
    @SuppressWarnings("unchecked")
    public Class<? super T> getSuperclass() {
        return isInterface() ? null : (Class<? super T>) superclass0(id);
    }

    /** As in the JDK. */
    public boolean isInstance(Object object) {
        return isInstance0(id, object);
    }

    /** As in the JDK. */
    public boolean isAssignableFrom(Class<?> other) {
        return isSubtype0(other.id, id);
    }

    /** As in the JDK. */
    @SuppressWarnings("unchecked")
    public T cast(Object object) {
        if (object != null && !isInstance(object)) {
            throw new ClassCastException("Cannot cast " + object.getClass().getName() + " to "
                    + getName());
        }
        return (T) object;
    }

    /** As in the JDK. */
    @SuppressWarnings("unchecked")
    public <U> Class<? extends U> asSubclass(Class<U> other) {
        if (!other.isAssignableFrom(this)) {
            throw new ClassCastException(this.toString());
        }
        return (Class<? extends U>) this;
    }

    /** Those of the program are compiled in or not: build's {@code -ea}. */
    public native boolean desiredAssertionStatus();

    /** As in the JDK. */
    public T[] getEnumConstants() {
        return getEnumConstantsShared();
    }

    @SuppressWarnings("unchecked")
    T[] getEnumConstantsShared() {
        return (T[]) enums0(id);
    }

    /** As in the JDK. */
    @Override
    public String descriptorString() {
        if (isArray()) {
            return "[" + getComponentType().descriptorString();
        }
        if (!isPrimitive()) {
            return "L" + getName().replace('.', '/') + ";";
        }
        return switch (getName()) {
            case "boolean" -> "Z";
            case "byte" -> "B";
            case "char" -> "C";
            case "short" -> "S";
            case "int" -> "I";
            case "long" -> "J";
            case "float" -> "F";
            case "double" -> "D";
            default -> "V";
        };
    }

    /** There is one loader, the null one. */
    public ClassLoader getClassLoader() {
        return null;
    }

    ClassLoader getClassLoader0() {
        return null;
    }

    /** Modules do not exist at run time. */
    public Module getModule() {
        return null;
    }

    /** Generic signatures are not kept. */
    public Type[] getGenericInterfaces() {
        return new Type[0];
    }

    /** Cut: classes are not found by name. */
    public static Class<?> forName(String name, boolean initialise, ClassLoader loader)
            throws ClassNotFoundException {
        throw new ClassNotFoundException(name);
    }

    /** Cut: classes are not found by name. */
    public static Class<?> forName(String name) throws ClassNotFoundException {
        throw new ClassNotFoundException(name);
    }

    static Class<?> getPrimitiveClass(String name) {
        return byId0(primitiveByName0(name));
    }

    private static native String name0(int id);

    private static native int kind0(int id);

    private static native int flags0(int id);

    private static native Class<?> element0(int id);

    private static native Class<?> superclass0(int id);

    private static native boolean isInstance0(int id, Object object);

    private static native boolean isSubtype0(int sub, int superclass);

    private static native Object[] enums0(int id);

    private static native Class<?> byId0(int id);

    private static native int primitiveByName0(String name);
}
