package dev.mote.os.nat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** This module's binary tests, built and run: on one processor, and on the other under qemu. */
@Tag("native")
class NativeDoorTest {
    private static final String CLASSES =
            "target/classes:../core/target/test-classes:../core/target/classes";

    @Test
    void keepsTheContractOnX86() throws IOException, InterruptedException {
        run("x86_64");
    }

    @Test
    void keepsTheContractOnArm() throws IOException, InterruptedException {
        run("aarch64");
    }

    private static void run(String arch) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("sh", "-ec", "tls=$(./mbedtls " + arch + ")\n"
                + "../aot/native-tests " + arch + " target/native-tests target/test-classes "
                + CLASSES + " -c src/main/c/shim.c -c src/main/c/tls.c -c src/main/c/tls-settings.c"
                + " -I src/main/c -I $tls/include -l $tls/libmbedtls.a")
                .redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
        assertFalse(said.contains("without dev.mote.os.nat.NativeLibc")
                || said.contains("without dev.mote.os.nat.NativeTls"), said);
    }
}
