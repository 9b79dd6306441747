package dev.mote.aot;

import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.FieldModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The closed world: every class that is mentioned, loaded when first asked for. */
final class World {
    private static final String[] PRIMITIVES =
            {"boolean", "byte", "char", "short", "int", "long", "float", "double", "void"};
    private static final String PRIMITIVE_LETTERS = "ZBCSIJFDV";

    final ClassPath classPath;
    private final boolean assertions;
    final List<JavaMethod> methods = new ArrayList<>();
    private final Map<String, JavaClass> classes = new LinkedHashMap<>();
    private final Set<String> cNames = new HashSet<>();
    private final ClassFile classFile = ClassFile.of();
    private final JavaClass object;

    /** @param assertions true if those of the program are compiled in */
    World(ClassPath classPath, boolean assertions) {
        this.classPath = classPath;
        this.assertions = assertions;
        object = load("java/lang/Object");
        for (int i = 0; i < PRIMITIVES.length; i++) {
            JavaClass c = new JavaClass(PRIMITIVES[i], unique("primitive_" + PRIMITIVES[i]));
            c.isPrimitive = true;
            c.primitive = PRIMITIVE_LETTERS.charAt(i);
            c.flags = 0x411; // public abstract final, as Class.getModifiers has it
            c.supertypes.add(c);
            classes.put(c.name, c);
        }
    }

    Collection<JavaClass> classes() {
        return classes.values();
    }

    JavaClass object() {
        return object;
    }

    boolean exists(String internalName) {
        return classes.containsKey(internalName) || classPath.find(internalName) != null;
    }

    /** The class if it has been loaded, or null. */
    JavaClass loaded(String internalName) {
        return classes.get(internalName);
    }

    /**
     * @param internalName of a class, an interface or an array
     * @throws Unsupported if no class file has this name
     */
    JavaClass load(String internalName) {
        JavaClass known = classes.get(internalName);
        if (known != null) {
            return known;
        }
        JavaClass c = new JavaClass(internalName, unique(cName(internalName)));
        if (c.isArray()) {
            classes.put(internalName, c);
            readArray(c);
        } else {
            byte[] bytes = classPath.find(internalName);
            if (bytes == null) {
                throw new Unsupported("class not found: " + c.dotted());
            }
            classes.put(internalName, c);
            readClass(c, bytes);
        }
        join(c);
        return c;
    }

    private void readArray(JavaClass c) {
        c.superclass = object;
        c.interfaces.add(load("java/lang/Cloneable"));
        c.interfaces.add(load("java/io/Serializable"));
        String element = c.name.substring(1);
        if (element.length() == 1) {
            c.primitive = element.charAt(0);
        } else if (element.startsWith("[")) {
            c.element = load(element);
        } else {
            c.element = load(element.substring(1, element.length() - 1));
        }
    }

    private void readClass(JavaClass c, byte[] bytes) {
        c.model = classFile.parse(bytes);
        c.flags = c.model.flags().flagsMask();
        c.model.superclass().ifPresent(s -> c.superclass = load(s.asInternalName()));
        for (ClassEntry i : c.model.interfaces()) {
            c.interfaces.add(load(i.asInternalName()));
        }
        for (FieldModel f : c.model.fields()) {
            Object constant = f.findAttribute(Attributes.constantValue())
                    .map(a -> (Object) a.constant().constantValue()).orElse(null);
            c.fields.add(new JavaField(c, f.fieldName().stringValue(),
                    f.fieldType().stringValue(), f.flags().flagsMask(), constant));
        }
        for (MethodModel m : c.model.methods()) {
            JavaMethod method = new JavaMethod(c, m, methods.size());
            boolean dead = method.name.equals("<clinit>") && (!assertions || c.isPlatform())
                    && DeadCode.isOnlyAssertions(method);
            if (!dead) {
                methods.add(method);
                c.methods.put(method.key(), method);
            }
        }
        c.needsInitialiser = c.initialiser() != null;
    }

    private void join(JavaClass c) {
        c.supertypes.add(c);
        if (c.superclass != null) {
            c.supertypes.addAll(c.superclass.supertypes);
            c.superclass.subclasses.add(c);
            c.needsInitialiser |= c.superclass.needsInitialiser;
        }
        for (JavaClass i : c.interfaces) {
            c.supertypes.addAll(i.supertypes);
            c.needsInitialiser |= i.needsInitialiser && i.hasDefaultMethods() && !c.isInterface();
        }
    }

    private static String cName(String internalName) {
        return internalName.replace("[", "A_").replace(";", "").replace('/', '_');
    }

    private String unique(String name) {
        String plain = Types.identifier(name);
        String result = plain;
        for (int i = 2; !cNames.add(result); i++) {
            result = plain + "_" + i;
        }
        return result;
    }

    /** Numbers the classes depth first, so that a subclass test is one range comparison. */
    int number() {
        int[] next = {1};
        number(object, next);
        for (JavaClass c : classes.values()) {
            if (c.id == 0) {
                c.id = next[0]++;
                c.idEnd = c.id;
            }
        }
        return next[0];
    }

    private static void number(JavaClass c, int[] next) {
        c.id = next[0]++;
        for (JavaClass s : c.subclasses) {
            if (!s.isInterface()) {
                number(s, next);
            }
        }
        c.idEnd = next[0] - 1;
    }
}
