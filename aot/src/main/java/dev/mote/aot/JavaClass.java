package dev.mote.aot;

import java.lang.classfile.ClassModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A class, interface, array or primitive type of the closed world. */
final class JavaClass {
    /** Internal name: {@code java/lang/String}, {@code [I}, {@code int}. */
    final String name;
    final String cName;
    /** Null for arrays and primitive types. */
    ClassModel model;
    int flags;
    JavaClass superclass;
    final List<JavaClass> interfaces = new ArrayList<>();
    final List<JavaClass> subclasses = new ArrayList<>();
    /** All supertypes, this class first. */
    final Set<JavaClass> supertypes = new LinkedHashSet<>();
    final List<JavaField> fields = new ArrayList<>();
    /** By name and descriptor joined. */
    final Map<String, JavaMethod> methods = new LinkedHashMap<>();
    final Map<String, JavaMethod> selected = new HashMap<>();

    /** Element class of an array of references. */
    JavaClass element;
    /** Element descriptor of an array of primitives, or this primitive type's own; 0 otherwise. */
    char primitive;
    boolean isPrimitive;

    /** Depth-first numbers: the subclasses of a class are the range id..idEnd. */
    int id;
    int idEnd;
    boolean instantiated;
    /** Its initialiser can run. */
    boolean initialised;
    /** It or a superclass has an initialiser to run. */
    boolean needsInitialiser;
    /** Asked for by {@code instanceof}, a cast, a catch clause: its test is generated. */
    boolean tested;
    /** Its name can be asked for at run time. */
    boolean named;
    /** Field offsets are asked for by name (Unsafe). */
    boolean offsetsAsked;

    JavaClass(String name, String cName) {
        this.name = name;
        this.cName = cName;
    }

    boolean isArray() {
        return name.startsWith("[");
    }

    boolean isInterface() {
        return (flags & 0x200) != 0;
    }

    boolean isFinal() {
        return (flags & 0x10) != 0;
    }

    boolean isEnum() {
        return superclass != null && superclass.name.equals("java/lang/Enum");
    }

    boolean isSubtypeOf(JavaClass other) {
        return supertypes.contains(other);
    }

    JavaMethod initialiser() {
        return methods.get("<clinit>()V");
    }

    /** An interface is initialised with its implementors only when it has a default method. */
    boolean hasDefaultMethods() {
        for (JavaMethod m : methods.values()) {
            if (!m.isStatic() && !m.isAbstract()) {
                return true;
            }
        }
        return false;
    }

    /** In the JDK or made by this compiler: its unreachable corners may be cut, see CutPoints. */
    boolean isPlatform() {
        return name.startsWith("java/") || name.startsWith("jdk/") || name.startsWith("sun/")
                || name.startsWith("javax/") || name.startsWith("mote/") || isArray();
    }

    /** Holds substitutes for methods of java.base, see Substitutions. */
    boolean isSubstitutes() {
        return name.startsWith("mote/j");
    }

    String dotted() {
        return name.replace('/', '.');
    }

    String simpleName() {
        return name.substring(name.lastIndexOf('/') + 1);
    }

    @Override
    public String toString() {
        return dotted();
    }
}
