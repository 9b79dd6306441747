package dev.mote.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** h2spec against the receiver's port, and the agent is well afterwards. All its cases apply. */
@Tag("it")
class Http2ConformanceTest {
    @TempDir
    Path folder;

    @Test
    void h2specPassesWhole() {
        int port = Child.freePort();
        Path config = Peers.write(folder.resolve("mote.yaml"), """
                receivers:
                  otlp:
                    protocols: {grpc: {endpoint: "127.0.0.1:%d"}}
                exporters:
                  debug:
                service:
                  pipelines:
                    metrics: {receivers: [otlp], exporters: [debug]}
                """.formatted(port));
        try (MoteProcess mote = MoteProcess.run(Map.of(), "--config", config.toString());
                Child h2spec = new Child("h2spec", List.of(Peers.binary("h2spec").toString(),
                        "-h", "127.0.0.1", "-p", Integer.toString(port), "-S", "-o", "4"),
                        Map.of(), null)) {
            int exit = h2spec.awaitExit(180);
            assertTrue(h2spec.output().contains(" 0 failed"), h2spec.output());
            assertEquals(0, exit);
            assertTrue(mote.isRunning(), mote.output());
        }
    }
}
