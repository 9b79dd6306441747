package dev.mote.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mote.bytes.Buffer;
import dev.mote.cli.CommandLine;
import dev.mote.cli.Mote;
import dev.mote.cli.Service;
import dev.mote.component.Batch;
import dev.mote.http.Tick;
import dev.mote.os.Network;
import dev.mote.os.Poller;
import dev.mote.os.sim.Faults;
import dev.mote.os.sim.SimNetwork;
import dev.mote.os.sim.SimOs;
import dev.mote.telemetry.Telemetry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The config changes again and again while an application sends: receivers, processors, exporters
 * and pipelines come, change and go, and some configs are wrong. What was accepted arrives once at
 * each exporter of its time, or is counted as dropped by one that was taken away.
 */
@Tag("jvm")
class ReloadSimulationTest {
    private static final int RUNS = Integer.getInteger("fuzz.cases", 300);
    private static final long SECONDS = Long.getLong("fuzz.seconds", 0);
    private static final long SECOND = 1_000_000_000L;
    /** Longer than any of the processors holds something. */
    private static final long HELD_NANOS = 3 * SECOND;
    private static final String[] ENDS = {"otlp_http/a", "otlp_http/b"};
    private static final String[] PROCESSORS = {"batch", "batch/second", "resource", "filter"};

    private final Faults faults = new Faults();
    private Random random;
    private SimOs sim;
    private Service service;
    private SimFarEnd[] ends;
    private SimNetwork.Connection connection;
    private List<Accepted> accepted;
    /** By pipeline its exporters: as it is, and as the next config has it. */
    private Map<String, List<String>> attached;
    private Map<String, List<String>> wanted;
    private long numbers;
    private long reloads;
    private long refused;

    /** An item, and the ways, as "pipeline exporter", that it takes. */
    private record Accepted(long number, long nanos, List<String> ways) {
    }

    @Test
    void nothingIsLostOrComesTwice() {
        long seed = Long.getLong("sim.seed", 1);
        long until = System.nanoTime() + SECONDS * SECOND;
        for (int at = 0; at < RUNS || System.nanoTime() < until; at++) {
            try {
                run(seed + at);
            } catch (RuntimeException | AssertionError e) {
                throw new IllegalStateException("sim.seed=" + (seed + at) + " -Dfuzz.cases=1", e);
            }
        }
        System.out.println("reload, from sim.seed=" + seed + ": " + faults);
    }

    private void run(long seed) {
        random = new Random(seed);
        sim = new SimOs();
        ends = new SimFarEnd[ENDS.length];
        accepted = new ArrayList<>();
        numbers = 0;
        reloads = 0;
        refused = 0;
        connection = null;
        for (int at = 0; at < ends.length; at++) {
            ends[at] = new SimFarEnd(sim.clock, random, faults);
            ends[at].healthy = true;
            ends[at].inOrder = false;
            sim.network.peer(Network.TCP, 4318 + at, ends[at].server);
        }
        sim.files.put("/mote.yaml", config());
        attached = wanted;
        Program program = new Program("mote", "1", "amd64", AgentComponents::table, null);
        String[] line = {"--config", "/mote.yaml", "--listen", "none", "--data",
            random.nextBoolean() ? "none" : "/data"};
        service = new Mote(sim.os(), line, new String[0], program)
                .service(CommandLine.parse(line));
        assertTrue(service.begin());
        service.agent().loop().add(new Tick());
        service.agent().loop().turn();
        for (int step = 0; step < 40; step++) {
            step();
        }
        pass(60 * SECOND);
        check();
        service.agent().loop().shutDown(sim.clock.monotonicNanos(), SECOND);
        while (!service.agent().loop().turn()) {
            // to the end
        }
        service.agent().close();
    }

    private void step() {
        switch (random.nextInt(4)) {
            case 0 -> reload();
            case 1 -> ends[random.nextInt(ends.length)].server.delayNanos =
                    random.nextInt(3) * SECOND / 2;
            default -> send();
        }
        if (random.nextInt(3) == 0) {
            pass(random.nextInt(3000) * 1_000_000L);
        }
    }

    private void reload() {
        String config = config();
        boolean wrong = random.nextInt(4) == 0;
        sim.files.put("/mote.yaml", wrong ? config.replace("max_connections", "max_conections")
                : config);
        sim.poller.signal(Poller.SIGHUP);
        service.agent().loop().turn();
        reloads += wrong ? 0 : 1;
        refused += wrong ? 1 : 0;
        if (!wrong) {
            attached = wanted;
            redirect();
        }
        assertEquals(reloads, counter("mote.config.reloads", "applied"), this::said);
        assertEquals(refused, counter("mote.config.reloads", "refused"), this::said);
        assertEquals(wrong ? 0 : 1, counter("mote.config.current", null));
        faults.count(wrong ? "wrong config" : "new config");
    }

    /** What a pipeline may hold at the moment goes where that pipeline leads now. */
    private void redirect() {
        for (Accepted each : accepted) {
            if (sim.clock.monotonicNanos() - each.nanos < HELD_NANOS) {
                each.ways.removeIf(way -> {
                    String[] names = way.split(" ");
                    boolean hasLeft = attached.containsKey(names[0])
                            && !attached.get(names[0]).contains(names[1]);
                    return hasLeft || attached.values().stream()
                            .noneMatch(exporters -> exporters.contains(names[1]));
                });
            }
        }
    }

    private String said() {
        return sim.files.errors.asText();
    }

    /** Two exporters, in pipelines of their own or in one that both may share. */
    private String config() {
        StringBuilder text = new StringBuilder("receivers: {otlp: {protocols: {http: {endpoint: "
                + "\"127.0.0.1:5318\"}}, max_connections: " + (1 + random.nextInt(2)) + "}}\n"
                + "processors:\n  batch: {timeout: " + (1 + random.nextInt(2)) + "s}\n"
                + "  batch/second: {send_batch_size: 3}\n  filter:\n"
                + "  resource: {attributes: [{key: k, value: v" + random.nextInt(2)
                + ", action: upsert}]}\nexporters:\n");
        for (int at = 0; at < ENDS.length; at++) {
            text.append("  " + ENDS[at] + ": {endpoint: \"http://127.0.0.1:" + (4318 + at)
                    + "\", timeout: " + (20 + random.nextInt(2)) + "s}\n");
        }
        wanted = new HashMap<>();
        text.append("service:\n  pipelines:\n");
        switch (random.nextInt(6)) {
            case 0 -> pipeline(text, "metrics/a", ENDS[0]);
            case 1 -> pipeline(text, "metrics/b", ENDS[1]);
            case 2 -> pipeline(text, "metrics", ENDS[0]);
            case 3 -> pipeline(text, "metrics", ENDS[1]);
            case 4 -> pipeline(text, "metrics", ENDS);
            default -> {
                pipeline(text, "metrics/a", ENDS[0]);
                pipeline(text, "metrics/b", ENDS[1]);
            }
        }
        return text.toString();
    }

    private void pipeline(StringBuilder text, String id, String... exporters) {
        wanted.put(id, List.of(exporters));
        List<String> processors = new ArrayList<>();
        for (String each : PROCESSORS) {
            if (random.nextInt(3) == 0) {
                processors.add(random.nextInt(processors.size() + 1), each);
            }
        }
        text.append("    " + id + ": {receivers: [otlp], processors: " + processors
                + ", exporters: " + List.of(exporters) + "}\n");
    }

    /** Sends some items; what is answered with 200 is accepted, and nothing is sent again. */
    private void send() {
        if (connection == null || !connection.isOpen()) {
            connection = sim.network.client(5318, wire -> { });
        }
        int items = 1 + random.nextInt(5);
        Buffer body = SimFarEnd.request(Batch.Signal.METRICS, numbers, items, 10);
        Buffer request = new Buffer(200).ascii("POST /v1/metrics HTTP/1.1\r\nHost: x\r\n"
                + "Content-Type: application/x-protobuf\r\nContent-Length: " + body.length()
                + "\r\n\r\n").put(body.bytes(), 0, body.length());
        connection.send(request.bytes(), 0, request.length());
        for (int turn = 0; turn < 3000 && connection.isOpen()
                && connection.received.length() == 0; turn++) {
            service.agent().loop().turn();
        }
        if (connection.received.asText().startsWith("HTTP/1.1 200")) {
            List<String> ways = new ArrayList<>();
            attached.forEach((id, exporters) -> exporters.forEach(each ->
                    ways.add(id + " " + each)));
            for (int item = 0; item < items; item++) {
                accepted.add(new Accepted(numbers + item, sim.clock.monotonicNanos(),
                        new ArrayList<>(ways)));
            }
            faults.count("accepted request");
        } else {
            faults.count("connection that ended");
            connection = null;
        }
        if (connection != null) {
            connection.received.clear();
        }
        numbers += items;
    }

    private void pass(long nanos) {
        long until = sim.clock.monotonicNanos() + nanos;
        while (sim.clock.monotonicNanos() < until) {
            service.agent().loop().turn();
        }
    }

    private void check() {
        for (Accepted each : accepted) {
            assertTrue(ends[0].taken.contains(each.number) || ends[1].taken.contains(each.number)
                    || counter("mote.exporter.dropped.points", null) > 0, () -> each + " is gone");
        }
        for (int at = 0; at < ENDS.length; at++) {
            long dropped = counter("mote.exporter.dropped.points", ENDS[at]);
            assertEquals(counter("mote.exporter.accepted.points", ENDS[at]),
                    counter("mote.exporter.sent.points", ENDS[at]) + dropped
                    + counter("mote.exporter.queue.points", ENDS[at]), ENDS[at] + ": " + dropped
                    + " dropped; " + said());
            assertEquals(0, ends[at].duplicates, ENDS[at] + " got something twice");
            List<Long> missing = new ArrayList<>();
            for (Accepted each : accepted) {
                String exporter = ENDS[at];
                if (each.ways.stream().anyMatch(way -> way.endsWith(exporter))
                        && !ends[at].taken.contains(each.number)) {
                    missing.add(each.number);
                }
            }
            assertTrue(missing.size() <= dropped, () -> missing + " are missing, " + dropped
                    + " dropped; " + said());
            if (dropped > 0) {
                faults.count("exporter that left something");
            }
        }
    }

    /** The sum of a metric's counters that have the value; null: of all. */
    private long counter(String metric, String value) {
        Telemetry telemetry = service.agent().telemetry();
        long sum = 0;
        for (int at = 0; at < telemetry.size(); at++) {
            Telemetry.Counter counter = telemetry.get(at);
            boolean same = counter.metric.name.equals(metric) && value == null;
            for (int key = 0; key < counter.attributeCount(); key++) {
                same |= counter.metric.name.equals(metric) && counter.value(key).equals(value);
            }
            sum += same ? counter.value() : 0;
        }
        return sum;
    }
}
