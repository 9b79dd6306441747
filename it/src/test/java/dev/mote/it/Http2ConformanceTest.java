package dev.mote.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** h2spec against the receiver's port, and the agent is well afterwards. All its cases apply. */
@Tag("it")
class Http2ConformanceTest {
    /**
     * Two cases send a frame into a request that is already answered if the server is quick: they
     * fail now and then, another one each time. What fails in every run is wrong.
     */
    private static final int RUNS_MAX = 4;

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
        Set<String> failing = null;
        try (MoteProcess mote = MoteProcess.run(Map.of(), "--config", config.toString())) {
            for (int run = 0; run < RUNS_MAX && (failing == null || !failing.isEmpty()); run++) {
                Set<String> failed = failures(port);
                if (failing != null) {
                    failed.retainAll(failing);
                }
                failing = failed;
            }
            assertEquals(Set.of(), failing);
            assertTrue(mote.isRunning(), mote.output());
        }
    }

    private static Set<String> failures(int port) {
        try (Child h2spec = new Child("h2spec", List.of(Peers.binary("h2spec").toString(),
                "-h", "127.0.0.1", "-p", Integer.toString(port), "-S", "-o", "4"), Map.of(),
                null)) {
            h2spec.awaitExit(180);
            assertTrue(h2spec.output().contains("146 tests, "), h2spec.output());
            Set<String> failed = new HashSet<>();
            h2spec.output().lines().map(String::strip).filter(line -> line.startsWith("\u00d7"))
                    .forEach(failed::add);
            return failed;
        }
    }
}
