package dev.mote.bench.pipeline;

import dev.mote.bench.Payload;
import dev.mote.bench.Results;
import dev.mote.bench.Usage;
import dev.mote.component.Batch;
import dev.mote.component.Batch.Signal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * The run: {@code Pipelines COLLECTOR GATEWAY MOTE RESULTS [SECONDS [SCENARIO]]}; each measurement
 * takes so many seconds after as many of warming up. With the number of a scenario only that one is
 * measured, and nothing written.
 */
public final class Pipelines {
    private static final List<Scenario> SCENARIOS = List.of(
            new Scenario("data points", Signal.METRICS, false, false),
            new Scenario("data points, an attribute set", Signal.METRICS, true, false),
            new Scenario("log records", Signal.LOGS, false, false),
            new Scenario("log records, an attribute set", Signal.LOGS, true, false),
            new Scenario("spans", Signal.TRACES, false, false),
            new Scenario("spans, an attribute set", Signal.TRACES, true, false),
            new Scenario("data points, on to a far end", Signal.METRICS, false, true));
    /** Of the load that the product can take: a tenth of it, and ten times that. */
    private static final double[] CURVE = {0.09, 0.18, 0.36, 0.54, 0.72, 0.9};
    /** The load under which memory is compared. */
    private static final double POINTS_PER_SECOND = 1e6;

    private final List<Product> products;
    private final long nanos;
    private final Path folder = Files.createTempDirectory("mote-bench");
    private final PipelineReport report;

    private Pipelines(String[] args) throws IOException {
        products = Product.all(Path.of(args[0]), Path.of(args[1]), Path.of(args[2]));
        nanos = args.length > 4 ? (long) (Double.parseDouble(args[4]) * 1e9) : 4_000_000_000L;
        report = new PipelineReport(products);
    }

    public static void main(String[] args) throws Exception {
        Pipelines run = new Pipelines(args);
        if (args.length > 5) {
            run.compare(SCENARIOS.get(Integer.parseInt(args[5])));
            return;
        }
        for (Scenario scenario : SCENARIOS) {
            run.compare(scenario);
        }
        run.curve();
        Results.replace(Path.of(args[3]), run.report.heading(), run.report.markdown());
    }

    /** One scenario, every product in turn: at full load, then at half of that. */
    private void compare(Scenario scenario) throws Exception {
        List<Figures> full = new ArrayList<>();
        List<Figures> half = new ArrayList<>();
        for (Product product : products) {
            try (Running running = new Running(product, scenario)) {
                running.load.run(nanos, 0);
                Figures most = running.measure(0);
                full.add(most);
                half.add(running.measure(most.perSecond() / running.batch.items / 2));
            }
            System.out.println("bench: " + scenario.name() + ": " + product.name() + " "
                    + full.getLast() + ", at half load " + half.getLast());
        }
        report.scenario(scenario, full, half);
    }

    private void curve() throws Exception {
        for (Product product : products) {
            List<Figures> points = new ArrayList<>();
            try (Running running = new Running(product, SCENARIOS.getFirst())) {
                running.load.run(nanos, 0);
                Figures most = running.measure(0);
                for (double share : CURVE) {
                    points.add(running.measure(
                            share * most.perSecond() / running.batch.items));
                }
            }
            report.curve(product, points);
            try (Running running = new Running(product, SCENARIOS.getFirst())) {
                double rate = POINTS_PER_SECOND / running.batch.items;
                running.load.run(nanos, rate);
                report.memory(product, running.measure(rate));
            }
        }
    }

    /** A product that has been started, and what sends to it. */
    private final class Running implements AutoCloseable {
        final Scenario scenario;
        final Batch batch;
        final Load load = new Load();
        final Process process;

        Running(Product product, Scenario scenario) throws Exception {
            this.scenario = scenario;
            batch = Payload.request(scenario.signal());
            int port = freePort();
            process = product.start(folder, scenario, port, load.sinkPort());
            load.connect(port, batch);
        }

        Figures measure(double requestsPerSecond) throws IOException {
            Usage before = Usage.of(process.pid());
            long start = System.nanoTime();
            load.run(nanos, requestsPerSecond);
            double seconds = (System.nanoTime() - start) / 1e9;
            Usage after = Usage.of(process.pid());
            double items = (double) batch.items * (scenario.onward()
                    ? (double) load.sunkBytes() / batch.length : load.answered());
            if (items == 0) {
                throw new IllegalStateException(scenario.name() + ": nothing went through");
            }
            return new Figures(items / seconds,
                    items * 1e9 / (after.cpuNanos() - before.cpuNanos()), after.peakKb(),
                    load.latencyMillis(0.99));
        }

        @Override
        public void close() throws Exception {
            load.close();
            process.destroy();
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        }
    }

    static String number(double value, int decimals) {
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
