package dev.mote.aot.options;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.mote.aot.fuzz.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("native")
class OptionsTest {
    @Test
    void assertions() throws IOException {
        assertSame(Asserting.class, List.of("-ea"), List.of("-ea"));
        assertSame(Asserting.class, List.of(), List.of());
    }

    /** Line for line, with what gcc has put into its caller; and the same for what ends it. */
    @Test
    void stackTraces() throws IOException {
        for (String optimisation : List.of("0", "2", "s")) {
            assertSame(Traced.class, List.of(), List.of("-O", optimisation));
        }
    }

    /** The program prints the same on HotSpot and as a binary. */
    private static void assertSame(Class<?> program, List<String> jvm, List<String> build)
            throws IOException {
        Path work = Files.createDirectories(Path.of("target/options").toAbsolutePath());
        List<String> java = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java",
                "-cp", Shell.supportClasses()));
        java.addAll(jvm);
        java.add(program.getName());
        Shell.Result expected = Shell.run(work, java);
        Path binary = work.resolve(program.getSimpleName());
        List<String> command = new ArrayList<>(List.of(Shell.builder(), "-cp",
                Shell.supportClasses(), "-main", program.getName(), "-o", binary.toString()));
        command.addAll(build);
        Shell.Result built = Shell.run(work, command);
        assertEquals(0, built.exit(), built.tail());
        Shell.Result run = Shell.run(work, List.of(binary.toString()));
        assertEquals(String.join("\n", expected.lines()), String.join("\n", run.lines()));
        assertEquals(expected.errors(), run.errors());
        assertEquals(expected.exit(), run.exit());
    }
}
