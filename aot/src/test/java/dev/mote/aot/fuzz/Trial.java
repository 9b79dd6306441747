package dev.mote.aot.fuzz;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** One generated program in a folder of its own: compiled, run on both sides, compared. */
final class Trial {
    /** How the binary is built: the processor, gcc's optimisation, extra options of aot/build. */
    record Setup(String arch, String optimisation, List<String> options) {
        @Override
        public String toString() {
            return arch + " -O" + optimisation + (options.isEmpty() ? "" : " " + options);
        }
    }

    private final Path folder;
    private final Path classes;
    private List<String> expected;

    Trial(Path folder) {
        this.folder = folder;
        this.classes = folder.resolve("classes");
    }

    /**
     * Writes the sources, compiles them and runs them on HotSpot; returns the number of results.
     */
    int prepare(Map<String, String> files, boolean inlineConcatenation) throws IOException {
        Path sources = Files.createDirectories(folder.resolve("src/fz"));
        Files.createDirectories(classes);
        List<Path> paths = new ArrayList<>();
        for (Map.Entry<String, String> each : files.entrySet()) {
            Path path = sources.resolve(each.getKey() + ".java");
            Files.writeString(path, each.getValue());
            paths.add(path);
        }
        compile(paths, inlineConcatenation);
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Shell.Result run = Shell.run(folder, List.of(java.toString(), "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1", "-Xshare:auto", "-cp", classPath(), ProgramWriter.MAIN));
        if (run.exit() != 0) {
            throw new IllegalStateException("HotSpot ended with " + run.exit() + " in " + folder
                    + "\n"
                    + run.tail());
        }
        expected = run.lines();
        return expected.size();
    }

    /** Builds the binary and compares; returns what differs, at most ten differences. */
    List<String> compare(Setup setup) throws IOException {
        Path binary = folder.resolve("program-" + setup.arch());
        List<String> command = new ArrayList<>(List.of(Shell.builder(), "-cp", classPath(), "-main",
                ProgramWriter.MAIN, "-o", binary.toString(), "-arch", setup.arch(), "-O",
                setup.optimisation()));
        command.addAll(setup.options());
        Shell.Result build = Shell.run(folder, command);
        if (build.exit() != 0) {
            return List.of("aot/build ended with " + build.exit() + ": " + build.tail());
        }
        Shell.Result run = Shell.run(folder, Shell.execute(setup.arch(), binary));
        List<String> differences = differences(run.lines());
        if (run.exit() != 0) {
            differences.add("the binary ended with " + run.exit() + ": " + run.tail());
        }
        return differences;
    }

    private List<String> differences(List<String> actual) {
        List<String> found = new ArrayList<>();
        for (int k = 0; k < Math.max(expected.size(), actual.size()) && found.size() < 10; k++) {
            String wanted = k < expected.size() ? expected.get(k) : "(nothing)";
            String got = k < actual.size() ? actual.get(k) : "(nothing)";
            if (!wanted.equals(got)) {
                found.add("HotSpot: " + wanted + "\n    binary:  " + got);
                if (k >= actual.size()) {
                    break;
                }
            }
        }
        return found;
    }

    private String classPath() {
        return classes + java.io.File.pathSeparator + Shell.supportClasses();
    }

    private void compile(List<Path> paths, boolean inlineConcatenation) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            Iterable<? extends JavaFileObject> units = manager.getJavaFileObjectsFromPaths(paths);
            List<String> options = List.of("-nowarn", "-g", "-XDstringConcat="
                    + (inlineConcatenation ? "inline" : "indyWithConstants"), "-cp",
                    Shell.supportClasses(), "-d", classes.toString());
            if (!compiler.getTask(messages, manager, null, options, null, units).call()) {
                throw new IllegalStateException("javac refuses what was generated into " + folder
                        + "\n"
                        + messages);
            }
        }
    }
}
