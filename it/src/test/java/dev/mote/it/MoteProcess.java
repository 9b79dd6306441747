package dev.mote.it;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Mote as a process: the file of {@code -Dmote.binary}, or the native binary of this architecture
 * under {@code build/}, or the same classes on the JVM.
 */
final class MoteProcess extends Child {
    /** What {@code Accept} says when a server wants OpenMetrics. */
    static final String OPENMETRICS = "application/openmetrics-text; version=1.0.0";

    final int port;

    private MoteProcess(int port, List<String> command, Map<String, String> environment) {
        super("mote", command, environment, null);
        this.port = port;
    }

    /** Starts the agent on a free port and waits until it answers on it. */
    static MoteProcess run(Map<String, String> environment, String... arguments) {
        MoteProcess mote = start(freePort(), environment, arguments);
        mote.awaitPort(mote.port, 30);
        return mote;
    }

    /** Starts the agent on the port and waits for nothing. */
    static MoteProcess start(int port, Map<String, String> environment, String... arguments) {
        return start(List.of(), port, environment, arguments);
    }

    /** The same, by a command that ends in becoming another one. */
    static MoteProcess start(List<String> through, int port, Map<String, String> environment,
            String... arguments) {
        List<String> command = new ArrayList<>(through);
        command.addAll(command());
        command.add("run");
        if (!List.of(arguments).contains("--data")) {
            // What another test has left behind must not be delivered in this one.
            command.add("--data");
            command.add("none");
        }
        command.add("--listen");
        command.add("127.0.0.1:" + port);
        command.addAll(List.of(arguments));
        return new MoteProcess(port, command, environment);
    }

    /** Starts the gateway, from its classes, with the page on the port. */
    static MoteProcess gateway(String... arguments) {
        int port = freePort();
        List<String> command = jvm(List.of("core", "os-jvm", "gateway"),
                "dev.mote.gateway.GatewayMain");
        command.addAll(List.of("run", "--listen", "127.0.0.1:" + port));
        command.addAll(List.of(arguments));
        MoteProcess gateway = new MoteProcess(port, command, Map.of());
        gateway.awaitPort(port, 30);
        return gateway;
    }

    /** Starts another verb of the command line. */
    static Child verb(Map<String, String> environment, String... arguments) {
        List<String> command = command();
        command.addAll(List.of(arguments));
        return new Child("mote", command, environment, null);
    }

    /** The two variables that are enough to export, at an interval for tests. */
    static Map<String, String> exportTo(String url, int intervalMillis) {
        return Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", url,
                "OTEL_METRIC_EXPORT_INTERVAL", Integer.toString(intervalMillis));
    }

    static boolean isNative() {
        return !command().contains("dev.mote.agent.JvmMain");
    }

    /** Gets a page of the agent as text; every status but 200 is a failure. */
    HttpResponse<String> get(String path, String accept) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + port + path)).timeout(Duration.ofSeconds(10));
        if (accept != null) {
            request.header("Accept", accept);
        }
        try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
                .build()) {
            HttpResponse<String> response =
                    client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new AssertionError(path + " answered " + response.statusCode() + ":\n"
                        + response.body());
            }
            return response;
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(path + " of mote: " + e + "; it wrote:\n" + output(), e);
        }
    }

    /** What {@code /metrics} says under the name, in sum; of an exporter if one is named. */
    double metric(String name, String... exporter) {
        double sum = 0;
        for (Exposition.Sample sample : Exposition.parse(get("/metrics", null).body()).samples()) {
            boolean wanted = exporter.length == 0
                    || exporter[0].equals(sample.labels().get("exporter"));
            sum += wanted && sample.name().equals(name) ? sample.value() : 0;
        }
        return sum;
    }

    static List<String> command() {
        String named = System.getProperty("mote.binary", "");
        if (!named.isEmpty()) {
            return new ArrayList<>(List.of(named));
        }
        Path root = root();
        boolean isArm = System.getProperty("os.arch").equals("aarch64");
        Path binary = root.resolve("build/mote-linux-" + (isArm ? "aarch64" : "x86_64"));
        if (Files.isExecutable(binary)) {
            return new ArrayList<>(List.of(binary.toString()));
        }
        return jvm(List.of("core", "os-jvm", "agent"), "dev.mote.agent.JvmMain");
    }

    private static List<String> jvm(List<String> modules, String main) {
        List<String> path = new ArrayList<>();
        for (String module : modules) {
            path.add(root().resolve(module).resolve("target/classes").toString());
        }
        return new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx64m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp", String.join(File.pathSeparator, path), main));
    }

    /** The folder of the whole project, seen from wherever the tests run. */
    static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.isDirectory(folder.resolve("os-native"))) {
            folder = folder.getParent();
        }
        if (folder == null) {
            throw new AssertionError("run the tests inside the project's folder");
        }
        return folder;
    }
}
