package dev.mote.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hosts and commands that are not as they should be. */
@Tag("it")
class HostFaultTest {
    @TempDir
    Path folder;

    private Path config(String text) {
        return Peers.write(folder.resolve("mote.yaml"), text);
    }

    private static void refuses(int status, String words, String... arguments) {
        try (Child mote = MoteProcess.verb(Map.of(), arguments)) {
            assertEquals(status, mote.awaitExit(20), mote.output());
            assertTrue(mote.output().contains(words), mote.output());
            assertEquals(1, mote.output().lines().count(), mote.output());
        }
    }

    @Test
    void wrongCommandLines() {
        refuses(2, "did you mean \"once\"?", "onec");
        refuses(2, "did you mean \"--config\"?", "--confg", "x");
        refuses(2, "needs a value", "--config");
        refuses(2, "no such file", "run", "--config", folder.resolve("absent").toString());
        refuses(2, "is not HOST:PORT", "run", "--listen", "nonsense");
    }

    @Test
    void wrongConfigs() {
        String file = config("interval: 10s\nendpiont: http://x\n").toString();
        String expected = file + ":2:1: unknown key \"endpiont\"; did you mean \"endpoint\"?";
        refuses(2, expected, "validate", file);
        refuses(2, expected, "run", "--config", file);
        refuses(2, ":1:1", "validate", config("\tinterval: 10s\n").toString());
        refuses(2, "scrapers", "validate", config("scrapers: 7\n").toString());
        refuses(2, "unknown key \"cpuu\"; did you mean \"cpu\"?", "validate",
                config("scrapers:\n  cpuu:\n").toString());
        refuses(2, "begins with http", "validate", config("endpoint: ftp://x\n").toString());
    }

    @Test
    void portInUse() {
        try (MoteProcess first = MoteProcess.run(Map.of());
                MoteProcess second = MoteProcess.start(first.port, Map.of())) {
            assertEquals(1, second.awaitExit(20));
            assertTrue(second.output().contains("address already in use"), second.output());
        }
    }

    @Test
    void oneDirectoryForTwo() {
        String data = folder.resolve("data").toString();
        try (MoteProcess first = MoteProcess.run(Map.of(), "--data", data);
                MoteProcess second = MoteProcess.start(Child.freePort(), Map.of(), "--data",
                        data)) {
            assertEquals(1, second.awaitExit(20));
            assertTrue(second.output().contains("in use by another mote"), second.output());
            first.kill();
            try (MoteProcess third = MoteProcess.run(Map.of(), "--data", data)) {
                third.get("/metrics", null);
            }
        }
    }

    @Test
    void aDirectoryThatCannotBeWritten() {
        try (MoteProcess mote = MoteProcess.run(Map.of(), "--data", "/proc/none/such")) {
            mote.awaitOutput("going on without it", 10);
            mote.get("/metrics", null);
        }
    }

    @Test
    void tenThousandInterfaces() throws IOException {
        StringBuilder table = new StringBuilder("Inter-| Receive | Transmit\n face |bytes\n");
        for (int at = 0; at < 10_000; at++) {
            table.append("  port").append(at).append(": ").append(at)
                    .append(" 1 0 0 0 0 0 0 2 3 0 0 0 0 0 0\n");
        }
        write("host/proc/net/dev", table.toString());
        write("host/proc/1/net/dev", table.toString());
        write("host/proc/stat", "cpu  1 2 3 4 5 6 7 8 0 0\nbtime 1700000000\nprocesses 1\n");
        try (Sink sink = new Sink(Sink.OK);
                MoteProcess mote = MoteProcess.run(MoteProcess.exportTo(sink.url(), 1000),
                        "--config", config("root_path: " + folder.resolve("host") + "\n"
                        + "endpoint: " + sink.url() + "\ninterval: 1s\n").toString())) {
            sink.awaitRequests(mote, 12, 60);
            List<Point> points = new ArrayList<>();
            sink.requests().subList(0, 12).forEach(request -> points.addAll(request.points()));
            long time = points.getFirst().timeNanos();
            assertEquals(20_000, points.stream().filter(p -> p.timeNanos() == time
                    && p.name().equals("system.network.io")).count());
            assertTrue(sink.requests().stream().allMatch(r -> r.body().length < 4 << 20));
            assertTrue(mote.get("/metrics", null).body().contains("port9999"));
        }
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    @Test
    void anEmptyHost() throws IOException {
        Files.createDirectories(folder.resolve("host"));
        runsOn(folder.resolve("host"));
    }

    /** Every file of a real tree, damaged at random; the seed is in the message. */
    @Test
    void damagedFiles() throws IOException {
        long seed = Long.getLong("fuzz.seed", 1);
        Random random = new Random(seed);
        Path fixtures = MoteProcess.root().resolve("core/src/test/fixtures");
        try (Stream<Path> machines = Files.list(fixtures)) {
            for (Path machine : machines.filter(m -> Files.exists(m.resolve("proc"))).toList()) {
                Path host = folder.resolve(machine.getFileName());
                copyDamaged(machine, host, random);
                try {
                    runsOn(host);
                } catch (AssertionError e) {
                    throw new AssertionError(machine.getFileName() + ", seed " + seed, e);
                }
            }
        }
    }

    private static void copyDamaged(Path from, Path to, Random random) throws IOException {
        try (Stream<Path> walk = Files.walk(from)) {
            for (Path source : walk.toList()) {
                Path target = to.resolve(from.relativize(source).toString());
                if (Files.isDirectory(source)) {
                    Files.createDirectories(target);
                } else if (Files.isRegularFile(source)) {
                    Files.write(target, damaged(Files.readAllBytes(source), random));
                }
            }
        }
    }

    private static byte[] damaged(byte[] bytes, Random random) {
        if (bytes.length == 0 || random.nextInt(4) == 0) {
            return bytes;
        }
        for (int at = 0; at <= bytes.length / 100; at++) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
    }

    private void runsOn(Path host) {
        try (MoteProcess mote = MoteProcess.run(Map.of(), "--config",
                config("root_path: " + host + "\ninterval: 200ms\n").toString())) {
            Child.pause(800);
            Exposition page = Exposition.parse(mote.get("/metrics", null).body());
            assertTrue(page.samples().stream()
                    .anyMatch(sample -> sample.name().startsWith("mote_process_memory")));
            assertFalse(mote.output().contains("Exception"), mote.output());
            assertTrue(mote.outputBytes() < 8000, mote.output());
            mote.terminate();
            assertEquals(0, mote.awaitExit(10), mote.output());
        }
    }
}
