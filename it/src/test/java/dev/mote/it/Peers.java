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
        Path file = inCache(name);
        if (!Files.isExecutable(file)) {
            throw new AssertionError(name + " is not in the cache: run it/peers/all");
        }
        return file;
    }

    /** The folder of a peer that is more than one file. */
    static Path folder(String name) {
        Path folder = inCache(name);
        if (!Files.isDirectory(folder)) {
            throw new AssertionError(name + " is not in the cache: run it/peers/all");
        }
        return folder;
    }

    private static Path inCache(String name) {
        String cache = System.getenv("MOTE_CACHE");
        Path home = cache != null && !cache.isEmpty()
                ? Path.of(cache) : Path.of(System.getProperty("user.home"), ".cache", "mote");
        return home.resolve("peers").resolve("bin").resolve(name);
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

    /** Prometheus 3, which takes OTLP and remote write 2.0. */
    static Child prometheus3(int port, Path folder) {
        Path config = write(folder.resolve("prometheus3.yaml"), "global: {}\n");
        Child child = new Child("prometheus3", List.of(binary("prometheus3").toString(),
                "--config.file=" + config, "--storage.tsdb.path=" + folder.resolve("taken"),
                "--web.enable-otlp-receiver", "--web.enable-remote-write-receiver",
                "--web.listen-address=127.0.0.1:" + port), Map.of(), folder.toFile());
        child.awaitOutput("ready to receive web requests", 30);
        return child;
    }

    /** VictoriaMetrics with Prometheus' names for what comes by OTLP. */
    static Child victoriaMetrics(int port, Path folder) {
        Child child = new Child("victoria-metrics", List.of(
                binary("victoria-metrics").toString(), "-opentelemetry.usePrometheusNaming",
                "-storageDataPath=" + folder.resolve("victoria"), "-search.latencyOffset=0s",
                "-httpListenAddr=127.0.0.1:" + port), Map.of(), folder.toFile());
        child.awaitPort(port, 30);
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
