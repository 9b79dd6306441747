package dev.mote.aot.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.mote.aot.fuzz.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Each case prints the same on HotSpot and as a binary. */
@Tag("native")
class CasesTest {
    private static final Path WORK = Path.of("target/cases").toAbsolutePath();
    private static List<String> expected;

    @BeforeAll
    static void runOnHotSpot() throws IOException {
        Files.createDirectories(WORK);
        Shell.Result run = Shell.run(WORK, List.of(System.getProperty("java.home") + "/bin/java",
                "-XX:+UseSerialGC", "-cp", Shell.supportClasses(), Cases.class.getName()));
        assertEquals(0, run.exit(), run.tail());
        expected = run.lines();
    }

    @Test
    void sameOnThisProcessor() throws IOException {
        SemanticsTable.write(Shell.aotFolder().resolve("SEMANTICS.md"), expected,
                compare(Shell.hostArch(), "s"));
    }

    @Test
    void sameOnTheOtherProcessor() throws IOException {
        compare(Shell.hostArch().equals("x86_64") ? "aarch64" : "x86_64", "1");
    }

    /** 32 bits: where the tool-chain for it has been installed ({@code aot/toolchain --armv7}). */
    @Test
    void sameOnArmv7() throws IOException {
        assumeTrue(Shell.hasCommand("arm-linux-gnueabihf-gcc"), "no compiler for armv7 here");
        compare("armv7", "1");
    }

    private static List<String> compare(String arch, String optimisation) throws IOException {
        Path binary = WORK.resolve("cases-" + arch);
        Shell.Result built = Shell.run(WORK, List.of(Shell.builder(), "-cp", Shell.supportClasses(),
                "-main", Cases.class.getName(), "-o", binary.toString(), "-arch", arch, "-O",
                optimisation));
        assertEquals(0, built.exit(), built.tail());
        Shell.Result run = Shell.run(WORK, Shell.execute(arch, binary));
        assertEquals(String.join("\n", expected), String.join("\n", run.lines()), run.errors());
        assertEquals(0, run.exit(), run.tail());
        return run.lines();
    }
}
