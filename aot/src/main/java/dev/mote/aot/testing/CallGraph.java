package dev.mote.aot.testing;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.constant.ConstantDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which methods of the test classes call which: enough to tell that a test, or a helper on its way,
 * uses what only the JVM has. A virtual call counts as a call of every override in the test
 * classes.
 */
final class CallGraph {
    /** A method by the internal name of its class, its name and its descriptor. */
    private record Method(String owner, String key) {}

    private final Map<String, ClassModel> classes = new HashMap<>();
    private final Map<String, List<String>> children = new HashMap<>();
    private final Map<Method, List<Method>> calls = new HashMap<>();

    /** Reads all class files in the folders. */
    CallGraph(List<Path> folders) throws IOException {
        for (Path folder : folders) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
                    add(ClassFile.of().parse(file));
                }
            }
        }
    }

    private void add(ClassModel model) {
        String name = model.thisClass().asInternalName();
        classes.put(name, model);
        model.superclass().ifPresent(parent -> addChild(parent, name));
        model.interfaces().forEach(parent -> addChild(parent, name));
        for (MethodModel method : model.methods()) {
            List<Method> called = new ArrayList<>();
            method.code().ifPresent(code -> code.forEach(element -> note(element, called)));
            calls.put(new Method(name, key(method)), called);
        }
    }

    private void addChild(ClassEntry parent, String child) {
        children.computeIfAbsent(parent.asInternalName(), key -> new ArrayList<>()).add(child);
    }

    private static String key(MethodModel method) {
        return method.methodName().stringValue() + method.methodType().stringValue();
    }

    private static void note(CodeElement element, List<Method> called) {
        switch (element) {
            case InvokeInstruction invoke -> called.add(new Method(invoke.owner().asInternalName(),
                    invoke.name().stringValue() + invoke.type().stringValue()));
            case FieldInstruction field -> called.add(new Method(field.owner().asInternalName(),
                    "<clinit>()V"));
            case NewObjectInstruction made -> called.add(new Method(
                    made.className().asInternalName(), "<clinit>()V"));
            case InvokeDynamicInstruction dynamic -> {
                for (ConstantDesc argument : dynamic.bootstrapArgs()) {
                    if (argument instanceof DirectMethodHandleDesc handle) {
                        String owner = handle.owner().descriptorString();
                        called.add(new Method(owner.substring(1, owner.length() - 1),
                                handle.methodName() + handle.lookupDescriptor()));
                    }
                }
            }
            default -> { }
        }
    }

    /** What keeps a test on the JVM, as {@code java/io/File.exists}, or null when nothing does. */
    String reasonToStay(TestClass test, TestClass.Call call) {
        ArrayDeque<Method> work = new ArrayDeque<>();
        work.add(new Method(test.name, "<init>()V"));
        work.add(new Method(test.name, "<clinit>()V"));
        work.add(new Method(call.owner(), call.name() + "()V"));
        test.before.forEach(each -> work.add(new Method(each.owner(), each.name() + "()V")));
        test.after.forEach(each -> work.add(new Method(each.owner(), each.name() + "()V")));
        Set<Method> seen = new HashSet<>();
        while (!work.isEmpty()) {
            Method method = work.poll();
            String name = method.key().substring(0, method.key().indexOf('('));
            if (!classes.containsKey(method.owner())) {
                if (JvmOnly.isMember(method.owner(), name)) {
                    return method.owner() + "." + name;
                }
            } else if (seen.add(method)) {
                enter(method, work);
            }
        }
        return null;
    }

    private void enter(Method method, ArrayDeque<Method> work) {
        work.add(new Method(method.owner(), "<clinit>()V"));
        Method found = method;
        while (!calls.containsKey(found) && classes.containsKey(found.owner())) {
            ClassModel owner = classes.get(found.owner());
            for (ClassEntry parent : owner.interfaces()) {
                work.add(new Method(parent.asInternalName(), method.key()));
            }
            found = new Method(owner.superclass().map(ClassEntry::asInternalName).orElse(""),
                    method.key());
        }
        work.addAll(calls.getOrDefault(found, List.of()));
        if (!method.key().startsWith("<")) {
            for (String child : children.getOrDefault(method.owner(), List.of())) {
                work.add(new Method(child, method.key()));
            }
        }
    }
}
