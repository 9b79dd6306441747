package dev.mote.aot.bytecode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mote.aot.fuzz.Shell;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Instructions that javac never writes give on both sides the same. */
@Tag("native")
class OddProgramTest {
    @TempDir
    private Path folder;

    @Test
    void sameAsOnHotSpot() throws IOException {
        OddProgram.write(folder);
        Shell.Result expected = Shell.run(folder, List.of(System.getProperty("java.home")
                + "/bin/java", "-XX:+UseSerialGC", "-cp", folder.toString(), OddProgram.NAME));
        assertEquals(0, expected.exit(), expected.tail());
        assertTrue(expected.lines().size() > 30);
        Path binary = folder.resolve("odd-binary");
        Shell.Result built = Shell.run(folder, List.of(Shell.builder(), "-cp", folder.toString(),
                "-main", OddProgram.NAME, "-o", binary.toString(), "-O", "2"));
        assertEquals(0, built.exit(), built.tail());
        Shell.Result run = Shell.run(folder, List.of(binary.toString()));
        assertEquals(String.join("\n", expected.lines()), String.join("\n", run.lines()),
                run.errors());
    }
}
