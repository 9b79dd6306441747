package dev.mote.aot.fuzz;

import dev.mote.aot.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One generated program in a folder of its own: compiled, run on both sides, compared. */
final class Trial {
    /** What the linked binary's names and stack use would fill in; no frame of tcc's is larger. */
    private static final String NAMES = """
            #include <stdint.h>
            const uint8_t sites[] = {0};
            const uint32_t sites_bytes = 0;
            const struct { uint16_t method, outer, outer_line; } frames[] = {{0, 0, 0}};
            const struct { uint32_t owner, name; } methods[] = {{0, 0}};
            const uint32_t stack_reserve_bytes = 1 << 20;
            const char owner_names[] = "", method_names[] = "";
            """;

    private final Path folder;
    private final Path classes;
    private Map<String, String> files;
    private List<String> expected;

    Trial(Path folder) {
        this.folder = folder;
        this.classes = folder.resolve("classes");
    }

    /** Compiles the sources and runs them on HotSpot; returns the number of results. */
    int prepare(Map<String, String> sources, boolean inlineConcatenation, Javac javac)
            throws IOException {
        files = sources;
        javac.compile(sources, inlineConcatenation, classes);
        try {
            expected = HotSpot.run(classes);
        } catch (IllegalStateException e) {
            saveSources();
            throw e;
        }
        if (expected.stream().anyMatch(line -> line.contains("java.lang.VerifyError"))) {
            throw new JavacFault("VerifyError, caught by the program");
        }
        return expected.size();
    }

    /** Builds the binary and compares; returns what differs, at most ten differences. */
    List<String> compare(Setup setup) throws IOException {
        Path binary = folder.resolve("program-" + setup.arch());
        Shell.Result build = setup.isTcc() ? buildFast(binary) : build(setup, binary);
        if (build.exit() != 0) {
            return List.of("the build ended with " + build.exit() + ": " + build.tail());
        }
        List<String> command = new ArrayList<>(setup.runner());
        command.addAll(Shell.execute(setup.arch(), binary));
        Shell.Result run = Shell.run(folder, command);
        List<String> differences = differences(run.lines());
        if (run.exit() != 0) {
            differences.add("the binary ended with " + run.exit() + ": " + run.tail());
        }
        return differences;
    }

    /** Leaves the sources beside what went wrong with them. */
    void saveSources() throws IOException {
        Javac.save(files, folder.resolve("src"));
    }

    private Shell.Result build(Setup setup, Path binary) throws IOException {
        List<String> command = new ArrayList<>(List.of(Shell.builder(), "-cp", classPath(), "-main",
                ProgramWriter.MAIN, "-o", binary.toString(), "-arch", setup.arch(), "-O",
                setup.optimisation()));
        command.addAll(setup.options());
        return Shell.run(folder, command);
    }

    /** The compiler in this process, then tcc: no stack traces, no static linking. */
    private Shell.Result buildFast(Path binary) throws IOException {
        Path aot = Shell.aotFolder();
        Path runtime = aot.resolve("src/main/c");
        Path program = folder.resolve("program.c");
        Path names = folder.resolve("names.c");
        Files.writeString(names, NAMES);
        try {
            Main.translate("-cp", aot.resolve("target/substitutions") + ":" + classPath(),
                    "-runtime", runtime.toString(), "-o", program.toString(), ProgramWriter.MAIN);
        } catch (RuntimeException e) {
            return new Shell.Result(1, List.of(), "the compiler: " + e);
        }
        return Shell.run(folder, List.of("tcc", "-w", "-include",
                aot.resolve("src/test/c/tcc.h").toString(), "-I" + runtime, "-o",
                binary.toString(), program.toString(), names.toString(), "-lm"));
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
}
