package dev.mote.aot.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Prepares test classes for a native binary: {@code NativeTests OUT ASSERTIONS TEST-CLASSES
 * HELPERS…} fills the folder OUT with a main class, {@link #MAIN}, and the assertions compiled from
 * the sources in the folder ASSERTIONS. HELPERS are folders of classes that the tests extend or
 * call. On the class path OUT has to stand before the tests and before JUnit.
 */
public final class NativeTests {
    /** The class to start; it prints a line a test and ends with 1 when one failed. */
    public static final String MAIN = "dev.mote.aot.testing.RunNativeTests";

    private NativeTests() {}

    public static void main(String[] args) throws IOException {
        if (args.length < 3) {
            System.err.println("usage: NativeTests OUT ASSERTIONS TEST-CLASSES...");
            System.exit(2);
        }
        Path out = Path.of(args[0]);
        List<Path> helpers = new ArrayList<>();
        for (int k = 3; k < args.length; k++) {
            helpers.add(Path.of(args[k]));
        }
        try {
            prepare(out, Path.of(args[1]), Path.of(args[2]), helpers);
        } catch (IllegalArgumentException e) {
            System.err.println("native tests: " + e.getMessage());
            System.exit(1);
        }
    }

    /**
     * Writes everything into the folder out.
     *
     * @param helpers folders with classes that the tests extend or call
     * @return how many tests the binary will run
     * @throws IllegalArgumentException when a test cannot be run natively and does not say so
     */
    public static int prepare(Path out, Path assertions, Path testClasses, List<Path> helpers)
            throws IOException {
        List<Path> folders = new ArrayList<>(helpers);
        folders.addFirst(testClasses);
        CallGraph graph = new CallGraph(folders);
        Map<String, List<TestClass>> byPackage = new TreeMap<>();
        int count = 0;
        int left = 0;
        for (Path file : filesIn(testClasses, ".class")) {
            TestClass test = TestClass.read(folders, file);
            if (test == null) {
                continue;
            }
            left += test.left + leaveOnJvm(test, graph);
            count += test.tests.size();
            if (!test.tests.isEmpty()) {
                byPackage.computeIfAbsent(RunnerWriter.packageOf(test.name),
                        key -> new ArrayList<>()).add(test);
            }
        }
        compile(assertions, out);
        new RunnerWriter(out).write(MAIN, byPackage);
        System.out.println("native tests: " + count + " to run, " + left + " stay on the JVM");
        return count;
    }

    /** Takes out the tests that use what only the JVM has, and says so; returns their number. */
    private static int leaveOnJvm(TestClass test, CallGraph graph) {
        int before = test.tests.size();
        test.tests.removeIf(call -> {
            String reason = graph.reasonToStay(test, call);
            if (reason != null) {
                System.out.println("native tests: without " + test.name.replace('/', '.') + "."
                        + call.name() + ", which uses " + reason.replace('/', '.'));
            }
            return reason != null;
        });
        return before - test.tests.size();
    }

    private static List<Path> filesIn(Path folder, String ending) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(each -> each.toString().endsWith(ending)).sorted().toList();
        }
    }

    private static void compile(Path sources, Path out) throws IOException {
        Files.createDirectories(out);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            List<String> options = List.of("-nowarn", "-XDstringConcat=inline", "-proc:none",
                    "-cp", "", "-d", out.toString());
            if (!compiler.getTask(null, manager, null, options, null,
                    manager.getJavaFileObjectsFromPaths(filesIn(sources, ".java"))).call()) {
                throw new IllegalArgumentException(sources + " does not compile");
            }
        }
    }
}
