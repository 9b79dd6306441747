package dev.mote.aot.refused;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mote.aot.fuzz.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is outside is refused when the binary is made, with the way that leads there. */
@Tag("native")
class RefusedTest {
    @Test
    void threads() throws IOException {
        assertRefused(StartsThread.class, "java.lang.Thread.<init>",
                "one thread: there is nothing to start or to wait for",
                "reached from dev.mote.aot.refused.StartsThread.work < "
                        + "dev.mote.aot.refused.StartsThread.main");
    }

    @Test
    void formats() throws IOException {
        assertRefused(Formats.class, "java.lang.String.format", "formats by locale");
    }

    @Test
    void nativeInstanceMethods() throws IOException {
        assertRefused(InstanceNative.class,
                "native method without an implementation: dev.mote.aot.refused.InstanceNative.ask");
    }

    private static void assertRefused(Class<?> program, String... parts) throws IOException {
        Path work = Files.createDirectories(Path.of("target/refused").toAbsolutePath());
        String classes = Path.of(java.net.URI.create(program.getProtectionDomain().getCodeSource()
                .getLocation().toString())).toString();
        Shell.Result built = Shell.run(work, List.of(Shell.builder(), "-cp", classes, "-main",
                program.getName(), "-o", work.resolve("never").toString()));
        assertEquals(1, built.exit());
        for (String part : parts) {
            assertTrue(built.errors().contains(part), built.errors());
        }
    }
}
