package dev.mote.bench.outage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A product under test.
 *
 * @param command before the config's file
 * @param queue settings of the exporter that make it keep what waits on disk
 * @param more further top-level keys of the config
 */
record Subject(String name, List<String> command, String queue, String more) {

    static List<Subject> all(Path collector, Path mote, Path data) {
        return List.of(
                new Subject("otelcol", List.of(collector.toString(), "--config"),
                        "sending_queue: {storage: file_storage, queue_size: 100000}", """
                        extensions:
                          file_storage: {directory: %s, create_directory: true}
                        service:
                          extensions: [file_storage]
                          telemetry: {metrics: {level: none}}
                        """.formatted(data)),
                new Subject("mote", List.of(mote.toString(), "run", "--data", data.toString(),
                        "--config"), "sending_queue: {}", """
                        service:
                          listen: none
                          log: {max_size: 1GiB}
                        """));
    }

    /** Starts it on core 0. */
    Process start(Path folder, int port, int farPort) throws IOException {
        Path config = Files.writeString(folder.resolve(name + ".yaml"), """
                receivers:
                  otlp: {protocols: {http: {endpoint: "127.0.0.1:%d"}}}
                exporters:
                  otlp_http:
                    endpoint: http://127.0.0.1:%d
                    retry_on_failure: {initial_interval: 100ms, max_interval: 1s,
                      max_elapsed_time: 0}
                    %s
                %s
                  pipelines:
                    metrics: {receivers: [otlp], exporters: [otlp_http]}
                """.formatted(port, farPort, queue, more.stripTrailing()));
        List<String> words = new ArrayList<>(List.of("taskset", "-c", "0"));
        words.addAll(command);
        words.add(config.toString());
        ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve(name + ".log").toFile()));
        builder.environment().keySet().removeIf(key -> key.startsWith("OTEL_"));
        return builder.start();
    }

    /** Bytes of all files in a directory, and below. */
    static long bytes(Path directory) throws IOException {
        long sum = 0;
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                sum += Files.size(file);
            }
        }
        return sum;
    }

    static void delete(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
