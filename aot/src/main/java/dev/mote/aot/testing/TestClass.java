package dev.mote.aot.testing;

import java.io.IOException;
import java.lang.classfile.Annotation;
import java.lang.classfile.AnnotationElement;
import java.lang.classfile.AnnotationValue;
import java.lang.classfile.Attributes;
import java.lang.classfile.AttributedElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What a test class asks to be run: its own methods and those of its superclasses. */
final class TestClass {
    private static final String JUNIT = "Lorg/junit/jupiter/api/";
    private static final Set<String> KNOWN = Set.of("Test;", "BeforeEach;", "AfterEach;", "Tag;");

    /** A method to call; overridden ones stand under the class that declares them last. */
    record Call(String owner, String name) {}

    /** The internal name of the class. */
    final String name;
    final List<Call> tests = new ArrayList<>();
    final List<Call> before = new ArrayList<>();
    final List<Call> after = new ArrayList<>();
    /** How many tests of this class stay on the JVM. */
    int left;
    private boolean jvmOnly;

    private TestClass(String name) {
        this.name = name;
    }

    /**
     * Reads the class file, and those of superclasses that lie in one of the folders.
     *
     * @return null when the file is no class that could be run
     * @throws IllegalArgumentException when it uses something of JUnit's that only the JVM can do
     */
    static TestClass read(List<Path> folders, Path file) throws IOException {
        ClassModel model = ClassFile.of().parse(file);
        boolean isAbstract = (model.flags().flagsMask() & (ClassFile.ACC_ABSTRACT
                | ClassFile.ACC_INTERFACE)) != 0;
        if (isAbstract) {
            return null;
        }
        TestClass test = new TestClass(model.thisClass().asInternalName());
        for (ClassModel each = model; each != null; each = parent(folders, each)) {
            test.jvmOnly |= hasTag(each);
            test.add(each);
        }
        if (test.jvmOnly) {
            test.left += test.tests.size();
            test.tests.clear();
        } else {
            check(model);
        }
        return test;
    }

    private static ClassModel parent(List<Path> folders, ClassModel model) throws IOException {
        String name = model.superclass().map(entry -> entry.asInternalName()).orElse("");
        for (Path folder : folders) {
            Path file = folder.resolve(name + ".class");
            if (Files.exists(file)) {
                return ClassFile.of().parse(file);
            }
        }
        return null;
    }

    private void add(ClassModel model) {
        String owner = model.thisClass().asInternalName();
        for (MethodModel method : model.methods()) {
            Call call = new Call(owner, method.methodName().stringValue());
            if (has(method, "Test;")) {
                if (hasTag(method) || has(method, "Disabled;")) {
                    left++;
                } else if (tests.stream().noneMatch(each -> each.name().equals(call.name()))) {
                    tests.add(call);
                }
            }
            if (has(method, "BeforeEach;")) {
                before.addFirst(call);
            }
            if (has(method, "AfterEach;")) {
                after.add(call);
            }
        }
    }

    /** Refuses what would silently not be run. */
    private static void check(ClassModel model) {
        List<AttributedElement> all = new ArrayList<>(model.methods());
        all.addAll(model.fields());
        all.add(model);
        for (AttributedElement each : all) {
            for (Annotation found : annotations(each)) {
                String type = found.className().stringValue();
                boolean known = !type.startsWith("Lorg/junit/")
                        || type.startsWith(JUNIT) && KNOWN.contains(type.substring(JUNIT.length()));
                if (!known && !hasTag(each) && !has(each, "Disabled;")) {
                    throw new IllegalArgumentException(model.thisClass().asInternalName() + ": "
                            + type + " cannot be run natively; give the class @Tag(\"jvm\")");
                }
            }
        }
    }

    private static boolean has(AttributedElement element, String annotation) {
        return annotations(element).stream()
                .anyMatch(each -> each.className().stringValue().equals(JUNIT + annotation));
    }

    private static boolean hasTag(AttributedElement element) {
        for (Annotation each : annotations(element)) {
            if (!each.className().stringValue().equals(JUNIT + "Tag;")) {
                continue;
            }
            for (AnnotationElement part : each.elements()) {
                if (part.value() instanceof AnnotationValue.OfString text
                        && text.stringValue().equals("jvm")) {
                    return true;
                }
            }
        }
        return false;
    }

    private static List<Annotation> annotations(AttributedElement element) {
        return element.findAttribute(Attributes.runtimeVisibleAnnotations())
                .map(attribute -> attribute.annotations()).orElse(List.of());
    }
}
