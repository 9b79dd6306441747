package dev.mote.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One agent under test.
 *
 * @param binary the file that is its program, for its size
 * @param port where it listens, 0 when it does not
 * @param scraped whether the driver fetches its metrics; otherwise it exports to the sink
 */
record Target(String name, String version, Path binary, List<String> command,
        Map<String, String> environment, int port, int sinkPort, boolean scraped) {

    static Target mote(Path binary, int port, int sinkPort, long intervalMillis) {
        return new Target("mote", version(binary.toString(), "version"), binary,
                List.of(binary.toString(), "run", "--data", "none", "--listen",
                        "127.0.0.1:" + port),
                Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:" + sinkPort,
                        "OTEL_EXPORTER_OTLP_COMPRESSION", "gzip",
                        "OTEL_METRIC_EXPORT_INTERVAL", Long.toString(intervalMillis)),
                port, sinkPort, false);
    }

    static Target nodeExporter(Path binary, int port) {
        return new Target("node_exporter", version(binary.toString(), "--version"), binary,
                List.of(binary.toString(), "--web.listen-address=127.0.0.1:" + port), Map.of(),
                port, 0, true);
    }

    /** The collector with the scrapers that Mote's default collectors correspond to. */
    static Target collector(Path binary, int sinkPort, long intervalMillis, Path folder)
            throws IOException {
        Path config = Files.writeString(folder.resolve("collector-" + sinkPort + ".yaml"), """
                receivers:
                  hostmetrics:
                    collection_interval: %dms
                    initial_delay: 0s
                    scrapers: {cpu: , disk: , filesystem: , load: , memory: , network: ,
                      paging: , processes: , system: }
                exporters:
                  otlp_http:
                    endpoint: http://127.0.0.1:%d
                service:
                  telemetry: {metrics: {level: none}}
                  pipelines:
                    metrics: {receivers: [hostmetrics], exporters: [otlp_http]}
                """.formatted(intervalMillis, sinkPort));
        return new Target("otelcol", version(binary.toString(), "--version"), binary,
                List.of(binary.toString(), "--config=" + config), Map.of(), 0, sinkPort, false);
    }

    /** Any other agent: a command line in which {sink} and {port} stand for the ports. */
    static Target other(String commandLine, int port, int sinkPort) {
        List<String> command = new ArrayList<>();
        for (String word : commandLine.trim().split("\\s+")) {
            command.add(word.replace("{sink}", Integer.toString(sinkPort))
                    .replace("{port}", Integer.toString(port)));
        }
        Path binary = Path.of(command.getFirst());
        return new Target(binary.getFileName().toString(), "", binary, command,
                Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:" + sinkPort),
                commandLine.contains("{port}") ? port : 0, sinkPort, false);
    }

    /** The first thing that looks like a version in what a program says of itself. */
    private static String version(String... command) {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes());
            var found = java.util.regex.Pattern.compile("\\d+\\.\\d+(\\.\\d+)?").matcher(said);
            return found.find() ? found.group() : "";
        } catch (IOException e) {
            return "";
        }
    }

    Process start(Path folder) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(key -> key.startsWith("OTEL_"));
        builder.environment().putAll(environment);
        builder.redirectErrorStream(true);
        builder.redirectOutput(folder.resolve(name + ".log").toFile());
        return builder.start();
    }
}
