package dev.mote.bench;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;

/**
 * The run: first how each agent starts, in turn and several times, then all of them for the same
 * minutes. Usage: {@code Agents --mote FILE --start FILE --peers FOLDER --results FILE
 * [--agent COMMAND]… [--minutes N] [--interval MILLISECONDS] [--starts N]}.
 */
public final class Agents {
    private static final int START_SECONDS_MAX = 15;

    private Path mote;
    private Path starter;
    private Path peers;
    private Path results;
    private final List<String> others = new ArrayList<>();
    private double minutes = 2;
    private long intervalMillis = 10_000;
    private int starts = 7;
    private final Path folder = Files.createTempDirectory("mote-bench");

    private Agents() throws IOException {
    }

    public static void main(String[] args) throws Exception {
        Agents agents = new Agents();
        agents.read(args);
        agents.run();
    }

    private void read(String[] args) {
        for (int at = 0; at < args.length; at += 2) {
            String value = at + 1 < args.length ? args[at + 1] : "";
            switch (args[at]) {
                case "--mote" -> mote = Path.of(value);
                case "--start" -> starter = Path.of(value);
                case "--peers" -> peers = Path.of(value);
                case "--results" -> results = Path.of(value);
                case "--agent" -> others.add(value);
                case "--minutes" -> minutes = Double.parseDouble(value);
                case "--interval" -> intervalMillis = Long.parseLong(value);
                case "--starts" -> starts = Integer.parseInt(value);
                default -> throw new IllegalArgumentException("bench: unknown option " + args[at]
                        + "; there are --agent, --minutes, --interval, --starts");
            }
        }
    }

    private List<Target> targets(List<Integer> sinkPorts) throws IOException {
        List<Target> targets = new ArrayList<>();
        targets.add(Target.mote(mote, freePort(), sinkPorts.get(0), intervalMillis));
        targets.add(Target.nodeExporter(peers.resolve("node_exporter"), freePort()));
        targets.add(Target.collector(peers.resolve("otelcol"), sinkPorts.get(2), intervalMillis,
                folder));
        for (String other : others) {
            targets.add(Target.other(other, freePort(), sinkPorts.get(targets.size())));
        }
        return targets;
    }

    private void run() throws Exception {
        List<Row> rows = new ArrayList<>();
        List<Integer> ports = new ArrayList<>();
        for (int at = 0; at < 3 + others.size(); at++) {
            ports.add(freePort());
        }
        for (Target target : targets(ports)) {
            rows.add(new Row(target));
        }
        for (Row row : rows) {
            row.binaryBytes = Files.size(row.target.binary().toRealPath());
        }
        for (int turn = 0; turn < starts; turn++) {
            for (Row row : rows) {
                measureStart(row);
            }
            System.out.println("bench: starts, turn " + (turn + 1) + " of " + starts);
        }
        measureSteady(rows);
        Report report = new Report(rows, minutes, intervalMillis, starts);
        Results.replace(results, Report.HEADING, report.markdown());
        report.updateReadme(results.resolveSibling("../README.md"));
    }

    private void measureStart(Row row) throws Exception {
        List<String> command = new ArrayList<>(List.of(starter.toString(),
                Integer.toString(row.target.port()), Integer.toString(row.target.sinkPort()),
                Integer.toString(START_SECONDS_MAX)));
        command.addAll(row.target.command());
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(key -> key.startsWith("OTEL_"));
        builder.environment().putAll(row.target.environment());
        Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String[] said =
                new String(process.getInputStream().readAllBytes()).trim().split(" ");
        process.waitFor(START_SECONDS_MAX + 20, TimeUnit.SECONDS);
        add(row.boundMillis, said[0]);
        add(row.exportMillis, said[1]);
        add(row.exportCpuMillis, said[3]);
        add(row.stopMillis, said[4]);
    }

    private static void add(List<Double> to, String nanos) {
        if (!nanos.equals("-1")) {
            to.add(Long.parseLong(nanos) / 1e6);
        }
    }

    /** All agents at once, so that they see the same host; the first fifth is warming up. */
    private void measureSteady(List<Row> rows) throws Exception {
        List<CountingSink> sinks = new ArrayList<>();
        List<Integer> ports = new ArrayList<>();
        for (int at = 0; at < rows.size(); at++) {
            sinks.add(new CountingSink());
            ports.add(sinks.get(at).port());
        }
        List<Process> processes = new ArrayList<>();
        List<Target> targets = targets(ports);
        try {
            for (Target target : targets) {
                processes.add(target.start(folder));
            }
            long collections = Math.max(2, Math.round(minutes * 60_000 / intervalMillis));
            System.out.println("bench: all agents for " + collections + " collections of "
                    + intervalMillis + " ms");
            watch(rows, targets, processes, sinks, collections);
        } finally {
            processes.forEach(Process::destroy);
            sinks.forEach(CountingSink::close);
        }
    }

    private void watch(List<Row> rows, List<Target> targets, List<Process> processes,
            List<CountingSink> sinks, long collections) throws Exception {
        long warmUp = Math.max(1, collections / 5);
        long[] cpu = new long[rows.size()];
        long[] requests = new long[rows.size()];
        long begin = System.nanoTime() + intervalMillis * 500_000;
        for (long turn = 0; turn <= collections; turn++) {
            TimeUnit.NANOSECONDS.sleep(begin + turn * intervalMillis * 1_000_000
                    - System.nanoTime());
            for (int at = 0; at < rows.size(); at++) {
                if (targets.get(at).scraped()) {
                    scrape(rows.get(at), targets.get(at).port());
                }
                if (turn == warmUp) {
                    cpu[at] = Usage.of(processes.get(at).pid()).cpuNanos();
                    requests[at] = sinks.get(at).requests();
                }
            }
        }
        TimeUnit.MILLISECONDS.sleep(Math.min(intervalMillis / 4, 1000));
        for (int at = 0; at < rows.size(); at++) {
            Row row = rows.get(at);
            row.usage = Usage.of(processes.get(at).pid());
            row.cpuMillisPerCollection =
                    (row.usage.cpuNanos() - cpu[at]) / 1e6 / (collections - warmUp);
            CountingSink sink = sinks.get(at);
            if (sink.requests() > 0) {
                row.pointsPerExport = (double) sink.points() / sink.requests();
                row.wireBytesPerPoint = (double) sink.wireBytes() / sink.points();
                row.wireBytesPerExport = (double) sink.wireBytes() / sink.requests();
            }
        }
    }

    private static void scrape(Row row, int port) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<byte[]> response = client.send(HttpRequest.newBuilder(
                    URI.create("http://127.0.0.1:" + port + "/metrics"))
                    .header("Accept-Encoding", "gzip").build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            byte[] wire = response.body();
            boolean packed = response.headers().firstValue("Content-Encoding").isPresent();
            String page = new String(packed
                    ? new GZIPInputStream(new ByteArrayInputStream(wire)).readAllBytes() : wire);
            long samples = page.lines().filter(line -> !line.startsWith("#")).count();
            row.pointsPerExport = samples;
            row.wireBytesPerExport = wire.length;
            row.wireBytesPerPoint = (double) wire.length / samples;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
