package dev.mote.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The peers that {@code it/peers/all} has put in the cache, and how each of them is started. */
final class Peers {
    private Peers() {
    }

    /** The file of a peer; a missing one is an error with the command that gets it. */
    static Path binary(String name) {
        String cache = System.getenv("MOTE_CACHE");
        Path home = cache != null && !cache.isEmpty()
                ? Path.of(cache) : Path.of(System.getProperty("user.home"), ".cache", "mote");
        Path file = home.resolve("peers").resolve("bin").resolve(name);
        if (!Files.isExecutable(file)) {
            throw new AssertionError(name + " is not in the cache: run it/peers/all");
        }
        return file;
    }

    /** node_exporter with its default collectors, on the port. */
    static Child nodeExporter(int port) {
        Child child = new Child("node_exporter", List.of(binary("node_exporter").toString(),
                "--web.listen-address=127.0.0.1:" + port), Map.of(), null);
        child.awaitPort(port, 20);
        return child;
    }

    /** Prometheus that scrapes one target each second under the job name {@code mote}. */
    static Child prometheus(int port, int targetPort, Path folder) {
        Path config = write(folder.resolve("prometheus.yaml"), """
                global:
                  scrape_interval: 1s
                  scrape_timeout: 1s
                scrape_configs:
                  - job_name: mote
                    static_configs:
                      - targets: ["127.0.0.1:%d"]
                """.formatted(targetPort));
        Child child = new Child("prometheus", List.of(binary("prometheus").toString(),
                "--config.file=" + config, "--storage.tsdb.path=" + folder.resolve("data"),
                "--web.listen-address=127.0.0.1:" + port), Map.of(), folder.toFile());
        child.awaitOutput("ready to receive web requests", 30);
        return child;
    }

    /** Prometheus that scrapes nothing and takes what is written to it. */
    static Child prometheusReceiver(int port, Path folder) {
        return prometheusReceiver(port, folder, "global: {}\n");
    }

    /** Prometheus that takes what is written to it and does what its configuration says. */
    static Child prometheusReceiver(int port, Path folder, String configuration) {
        Path config = write(folder.resolve("receiver.yaml"), configuration);
        Child child = new Child("prometheus", List.of(binary("prometheus").toString(),
                "--config.file=" + config, "--storage.tsdb.path=" + folder.resolve("written"),
                "--web.enable-remote-write-receiver",
                "--enable-feature=exemplar-storage,native-histograms",
                "--web.listen-address=127.0.0.1:" + port), Map.of(), folder.toFile());
        child.awaitOutput("ready to receive web requests", 30);
        return child;
    }

    /** The collector with the configuration given. */
    static Child collector(Path folder, String configuration) {
        Path config = write(folder.resolve("collector-" + configuration.hashCode() + ".yaml"),
                configuration);
        Child child = new Child("otelcol",
                List.of(binary("otelcol").toString(), "--config=" + config), Map.of(),
                folder.toFile());
        child.awaitOutput("Everything is ready", 30);
        return child;
    }

    /** A collector that writes what it receives by OTLP/HTTP to a {@link ReceivedFile}. */
    static Child collectorToFile(Path folder, int port) {
        return collectorToFile(folder, port, Child.freePort());
    }

    /** The same, which takes gRPC as well. */
    static Child collectorToFile(Path folder, int port, int grpcPort) {
        return collector(folder, """
                receivers:
                  otlp:
                    protocols:
                      http:
                        endpoint: 127.0.0.1:%d
                      grpc:
                        endpoint: 127.0.0.1:%d
                exporters:
                  file:
                    path: %s
                    format: proto
                    flush_interval: 100ms
                service:
                  telemetry:
                    metrics:
                      level: none
                  pipelines:
                    metrics:
                      receivers: [otlp]
                      exporters: [file]
                """.formatted(port, grpcPort, folder.resolve("received.bin")));
    }

    static Path write(Path file, String text) {
        try {
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
