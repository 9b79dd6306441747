package dev.mote.aot.testing;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Writes class files that run tests: one {@code NativeTestsOfPackage} in each package, since test
 * classes and methods are often package-private, and the main class that calls them in turn.
 */
final class RunnerWriter {
    private static final ClassDesc LOG = ClassDesc.of("dev.mote.aot.testing.TestLog");
    private static final MethodTypeDesc NOTHING = ConstantDescs.MTD_void;
    private static final MethodTypeDesc TEXT = MethodTypeDesc.ofDescriptor("(Ljava/lang/String;)V");
    private static final MethodTypeDesc FAILURE =
            MethodTypeDesc.ofDescriptor("(Ljava/lang/String;Ljava/lang/Throwable;)V");
    private static final MethodTypeDesc MAIN =
            MethodTypeDesc.ofDescriptor("([Ljava/lang/String;)V");
    private static final int PUBLIC_STATIC = ClassFile.ACC_PUBLIC | ClassFile.ACC_STATIC;

    private final Path out;

    RunnerWriter(Path out) {
        this.out = out;
    }

    /** Writes the runner of a package; returns its class. */
    ClassDesc writePackage(String packageName, List<TestClass> classes) throws IOException {
        ClassDesc runner = ClassDesc.ofInternalName(packageName + "/NativeTestsOfPackage");
        byte[] bytes = ClassFile.of().build(runner, type -> {
            type.withFlags(ClassFile.ACC_PUBLIC | ClassFile.ACC_FINAL);
            int count = 0;
            for (TestClass each : classes) {
                for (TestClass.Call test : each.tests) {
                    type.withMethodBody("test" + count++, NOTHING, ClassFile.ACC_STATIC,
                            code -> writeTest(code, each, test));
                }
            }
            int all = count;
            type.withMethodBody("run", NOTHING, PUBLIC_STATIC, code -> {
                for (int k = 0; k < all; k++) {
                    code.invokestatic(runner, "test" + k, NOTHING);
                }
                code.return_();
            });
        });
        save(runner, bytes);
        return runner;
    }

    /**
     * <pre>
     * TestLog.begin(name);
     * try { C c = new C(); try { c.before(); c.test(); } finally { c.after(); }
     * TestLog.passed(name); } catch (Throwable t) { TestLog.failed(name, t); }
     * </pre>
     */
    private static void writeTest(CodeBuilder code, TestClass test, TestClass.Call call) {
        ClassDesc type = ClassDesc.ofInternalName(test.name);
        String name = test.name.replace('/', '.') + "." + call.name();
        code.loadConstant(name).invokestatic(LOG, "begin", TEXT);
        code.trying(body -> {
            body.new_(type).dup().invokespecial(type, "<init>", NOTHING).astore(0);
            body.trying(inner -> {
                invoke(inner, type, test.before);
                invoke(inner, type, List.of(call));
            }, handlers -> handlers.catchingAll(handler -> {
                handler.astore(1);
                invoke(handler, type, test.after);
                handler.aload(1).athrow();
            }));
            invoke(body, type, test.after);
            body.loadConstant(name).invokestatic(LOG, "passed", TEXT);
        }, handlers -> handlers.catching(ConstantDescs.CD_Throwable, handler -> handler.astore(2)
                .loadConstant(name).aload(2).invokestatic(LOG, "failed", FAILURE)));
        code.return_();
    }

    private static void invoke(CodeBuilder code, ClassDesc type, List<TestClass.Call> calls) {
        for (TestClass.Call each : calls) {
            code.aload(0).invokevirtual(type, each.name(), NOTHING);
        }
    }

    /** Writes the main class. */
    void writeMain(String name, List<ClassDesc> runners) throws IOException {
        ClassDesc main = ClassDesc.of(name);
        save(main, ClassFile.of().build(main, type -> type
                .withFlags(ClassFile.ACC_PUBLIC | ClassFile.ACC_FINAL)
                .withMethodBody("main", MAIN, PUBLIC_STATIC, code -> {
                    for (ClassDesc each : runners) {
                        code.invokestatic(each, "run", NOTHING);
                    }
                    code.invokestatic(LOG, "end", NOTHING).return_();
                })));
    }

    private void save(ClassDesc type, byte[] bytes) throws IOException {
        String descriptor = type.descriptorString();
        Path file = out.resolve(descriptor.substring(1, descriptor.length() - 1) + ".class");
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
    }

    /** The package of an internal class name. */
    static String packageOf(String internalName) {
        return internalName.substring(0, internalName.lastIndexOf('/'));
    }

    /** Writes all: a runner for each package and the main class. */
    void write(String main, Map<String, List<TestClass>> byPackage) throws IOException {
        List<ClassDesc> runners = new java.util.ArrayList<>();
        for (Map.Entry<String, List<TestClass>> each : byPackage.entrySet()) {
            runners.add(writePackage(each.getKey(), each.getValue()));
        }
        writeMain(main, runners);
    }
}
