package dev.mote.bench.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A program under test; all take the collector's config but for what is said here.
 *
 * @param command before the config's file
 * @param exporterSettings what makes its OTLP exporter answer for the far end
 * @param service further settings of the service
 */
record Product(String name, List<String> command, String receiverSettings,
        String exporterSettings, String service) {

    static List<Product> all(Path collector, Path gateway, Path mote) {
        String page = "listen: none, log: {compression: none}";
        return List.of(
                new Product("otelcol", List.of(collector.toString(), "--config"), "",
                        "sending_queue: {enabled: false}", "telemetry: {metrics: {level: none}}"),
                new Product("mote-gateway", List.of(gateway.toString(), "run", "--data", "none",
                        "--config"), "", "", page),
                new Product("mote", List.of(mote.toString(), "run", "--data", "none",
                        "--config"), "", "", page));
    }

    /** Starts it on core 0. */
    Process start(Path folder, Scenario scenario, int port, int sinkPort) throws IOException {
        String exporter = scenario.onward() ? "otlp_grpc" : "nop";
        Path config = Files.writeString(folder.resolve(name + ".yaml"), """
                receivers:
                  otlp: {protocols: {grpc: {endpoint: "127.0.0.1:%d"}}%s}
                processors:
                  attributes: {actions: [{key: region, value: eu-1, action: upsert}]}
                exporters:
                  nop: {}
                  otlp_grpc: {endpoint: "127.0.0.1:%d", compression: none,
                    tls: {insecure: true}%s}
                service:
                  %s
                  pipelines:
                    %s: {receivers: [otlp], processors: [%s], exporters: [%s]}
                """.formatted(port, more(receiverSettings), sinkPort, more(exporterSettings),
                String.join("\n  ", service.split(", (?=log)")), scenario.pipeline(),
                scenario.edits() ? "attributes" : "", exporter));
        List<String> words = new ArrayList<>(List.of("taskset", "-c", "0"));
        words.addAll(command);
        words.add(config.toString());
        ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true)
                .redirectOutput(folder.resolve(name + ".log").toFile());
        builder.environment().keySet().removeIf(key -> key.startsWith("OTEL_"));
        return builder.start();
    }

    private static String more(String settings) {
        return settings.isEmpty() ? "" : ", " + settings;
    }
}
