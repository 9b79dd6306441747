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
            Path binary = build(arch);
            Path work = binary.getParent();
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

    private static Path build(String arch) throws IOException {
        Path work = Files.createDirectories(Path.of("target/interop").toAbsolutePath());
        Path binary = work.resolve("caller-" + arch);
        Shell.Result built = Shell.run(work, List.of(Shell.builder(), "-cp", classes(), "-main",
                Caller.class.getName(), "-o", binary.toString(), "-arch", arch, "-c",
                Shell.aotFolder().resolve("src/test/c/door.c").toString()));
        assertEquals(0, built.exit(), built.tail());
        return binary;
    }

    /** One clear line, the Java methods on the stack, the same in a file, and the signal's end. */
    @Test
    void crashes() throws IOException {
        Path work = Files.createDirectories(Path.of("target/interop/crash").toAbsolutePath());
        for (Path old : Files.list(work).toList()) {
            Files.delete(old);
        }
        Path binary = build(Shell.hostArch());
        Shell.Result run = Shell.run(work, List.of("env", "CRASH_FOLDER=" + work,
                binary.toString(), "crash"));
        assertEquals("fatal: SIGSEGV\n\tat dev.mote.aot.interop.Door.crash(Door.java)\n\tat "
                + "dev.mote.aot.interop.Caller.main(Caller.java:17)\n", run.errors());
        assertEquals(128 + 11, run.exit());
        List<Path> reports = Files.list(work).toList();
        assertEquals(1, reports.size());
        assertEquals(run.errors(), Files.readString(reports.getFirst()));
    }

    static String classes() {
        return Path.of(java.net.URI.create(Caller.class.getProtectionDomain().getCodeSource()
                .getLocation().toString())).toString();
    }
}
