package dev.mote.aot.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mote.aot.fuzz.Shell;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The simulated day as a binary: it needs no more memory after 24 hours than after 12. */
@Tag("native")
class SimulatedDayNativeTest {
    private static final Path WORK = Path.of("target/simulated-day").toAbsolutePath();
    private static final String MAIN = "dev.mote.pipeline.SimulatedDayMemory";

    @Test
    void needsNoMoreMemoryInTheEveningThanAtNoon() throws IOException {
        Path core = Shell.aotFolder().resolveSibling("core");
        assertTrue(Files.exists(core.resolve("target/test-classes/dev")),
                "the core's tests are not compiled: mvn test-compile -pl core");
        Files.createDirectories(WORK);
        NativeTests.prepare(WORK.resolve("classes"),
                Shell.aotFolder().resolve("src/testing/java"),
                core.resolve("target/test-classes"), List.of());
        String classPath = String.join(File.pathSeparator, WORK.resolve("classes").toString(),
                core.resolve("target/test-classes").toString(),
                core.resolve("target/classes").toString());
        Path binary = WORK.resolve("day");
        Shell.Result built = Shell.run(WORK, List.of(Shell.builder(), "-cp", classPath, "-main",
                MAIN, "-o", binary.toString(), "-arch", Shell.hostArch(), "-O", "s", "-c",
                core.resolve("src/test/c/resident.c").toString()));
        assertEquals(0, built.exit(), built.tail());
        Shell.Result day = Shell.run(WORK, List.of(binary.toString()));
        System.out.println(String.join("\n", day.lines()));
        assertEquals(0, day.exit(), day.tail());
    }
}
