package dev.mote.aot.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mote.aot.fuzz.Shell;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The core's unit tests pass as a native binary, on this processor and under qemu on the other. */
@Tag("native")
class CoreTestsNativeTest {
    private static final Path WORK = Path.of("target/core-tests").toAbsolutePath();
    private static Path core;
    private static int tests;

    @BeforeAll
    static void prepare() throws IOException {
        core = Shell.aotFolder().resolveSibling("core").resolve("target");
        assertTrue(Files.exists(core.resolve("test-classes/dev")),
                "the core's tests are not compiled: mvn test-compile -pl core");
        Files.createDirectories(WORK);
        tests = NativeTests.prepare(WORK.resolve("classes"),
                Shell.aotFolder().resolve("src/testing/java"),
                core.resolve("test-classes"),
                List.of());
    }

    @Test
    void passOnTheJvmWithTheSameAssertions() throws IOException {
        check(Shell.run(WORK, List.of(System.getProperty("java.home") + "/bin/java",
                "-XX:+UseSerialGC", "-cp", classPath(), NativeTests.MAIN)));
    }

    @Test
    void passOnThisProcessor() throws IOException {
        runNative(Shell.hostArch());
    }

    @Test
    void passOnTheOtherProcessor() throws IOException {
        runNative(Shell.hostArch().equals("x86_64") ? "aarch64" : "x86_64");
    }

    private static void runNative(String arch) throws IOException {
        Path binary = WORK.resolve("tests-" + arch);
        Shell.Result built = Shell.run(WORK, List.of(Shell.builder(), "-cp", classPath(), "-main",
                NativeTests.MAIN, "-o", binary.toString(), "-arch", arch, "-O", "1"));
        assertEquals(0, built.exit(), built.tail());
        check(Shell.run(WORK, Shell.execute(arch, binary)));
    }

    private static void check(Shell.Result run) {
        StringBuilder failures = new StringBuilder();
        for (String line : run.lines()) {
            if (line.startsWith("FAILED")) {
                failures.append(line).append('\n');
            }
        }
        assertEquals("", failures.toString());
        assertEquals(0, run.exit(), run.tail());
        assertTrue(tests > 0);
        assertEquals(tests + " passed, 0 failed", run.lines().getLast());
    }

    private static String classPath() {
        return WORK.resolve("classes") + File.pathSeparator + core.resolve("test-classes")
                + File.pathSeparator + core.resolve("classes");
    }
}
