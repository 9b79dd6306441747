package dev.mote.aot.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mote.aot.fuzz.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Native methods, arguments, and how an uncaught exception ends a program; on both processors. */
@Tag("native")
class InteropTest {
    private static final List<String> EXPECTED =
            List.of("194", "-22", "-5 120 1", "2.75", "-1 7", "1 hello");

    @Test
    void callsC() throws IOException {
        for (String arch : List.of("x86_64", "aarch64")) {
            Path work = Files.createDirectories(Path.of("target/interop").toAbsolutePath());
            Path binary = work.resolve("caller-" + arch);
            Shell.Result built = Shell.run(work, List.of(Shell.builder(), "-cp", classes(),
                    "-main", Caller.class.getName(), "-o", binary.toString(), "-arch", arch, "-c",
                    Shell.aotFolder().resolve("src/test/c/door.c").toString()));
            assertEquals(0, built.exit(), built.tail());
            List<String> command = new ArrayList<>(Shell.execute(arch, binary));
            command.add("hello");
            Shell.Result run = Shell.run(work, command);
            assertEquals(EXPECTED, run.lines());
            assertEquals(1, run.exit());
            assertTrue(run.errors().startsWith("Exception in thread \"main\" java.lang."
                    + "ArrayIndexOutOfBoundsException: Index 1 out of bounds for length 1\n\tat "
                    + "dev.mote.aot.interop.Caller.main"), run.errors());
        }
    }

    static String classes() {
        return Path.of(java.net.URI.create(Caller.class.getProtectionDomain().getCodeSource()
                .getLocation().toString())).toString();
    }
}
