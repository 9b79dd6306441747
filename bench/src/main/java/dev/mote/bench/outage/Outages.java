package dev.mote.bench.outage;

import dev.mote.bench.Results;
import dev.mote.bench.Usage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The run: {@code Outages COLLECTOR MOTE RESULTS LINES [BATCHES]}, where LINES is a file with what
 * {@link dev.mote.bench.LogBench} has printed.
 */
public final class Outages {
    /** One each ten seconds, for a day. */
    private static final int DAY_BATCHES = 8_640;
    private static final double NANOS = 1e9;
    /** Nothing new for so long: nothing comes any more. */
    private static final long SILENCE_NANOS = 20_000_000_000L;

    private final Path folder = Files.createTempDirectory("mote-outage");
    private final Path data = folder.resolve("data");
    private final Batches batches = new Batches();
    private final int count;
    private Process process;
    private int port;
    private int farPort;

    private Outages(int count) throws IOException {
        this.count = count;
    }

    public static void main(String[] args) throws Exception {
        Outages run = new Outages(args.length > 4 ? Integer.parseInt(args[4]) : DAY_BATCHES);
        String load = Files.readString(Path.of("/proc/loadavg")).split(" ")[0];
        List<OutageFigures> figures = new ArrayList<>();
        for (Subject subject : Subject.all(Path.of(args[0]), Path.of(args[1]), run.data)) {
            OutageFigures each = new OutageFigures(subject.name());
            run.cost(subject, each);
            run.kills(subject, each);
            figures.add(each);
        }
        Subject.delete(run.folder);
        Results.replace(Path.of(args[2]), OutageReport.HEADING, OutageReport.markdown(figures,
                run.count, run.batches, load, Files.readAllLines(Path.of(args[3]))));
    }

    private void begin(Subject subject) throws IOException {
        Subject.delete(data);
        port = freePort();
        farPort = freePort();
        start(subject);
    }

    private void start(Subject subject) throws IOException {
        process = subject.start(folder, port, farPort);
        long end = System.nanoTime() + SILENCE_NANOS;
        while (!accepts(port)) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new IllegalStateException(subject.name() + " does not start:\n"
                        + Files.readString(folder.resolve(subject.name() + ".log")));
            }
            Batches.pause();
        }
    }

    /** A day's batches while nobody takes them, then somebody does. */
    private void cost(Subject subject, OutageFigures into) throws Exception {
        begin(subject);
        try {
            Usage before = Usage.of(process.pid());
            long start = System.nanoTime();
            batches.send(port, count);
            into.fillSeconds = (System.nanoTime() - start) / NANOS;
            Usage full = Usage.of(process.pid());
            into.fillCpuSeconds = (full.cpuNanos() - before.cpuNanos()) / NANOS;
            into.diskBytes = Subject.bytes(data);
            into.fullKb = full.residentKb();
            start = System.nanoTime();
            try (FarEnd far = new FarEnd(farPort)) {
                await(far, count);
                into.drainSeconds = (System.nanoTime() - start) / NANOS;
                Usage after = Usage.of(process.pid());
                into.drainCpuSeconds = (after.cpuNanos() - full.cpuNanos()) / NANOS;
                into.peakKb = after.peakKb();
                into.requests = far.requests();
                if (far.distinct() < count) {
                    into.drainSeconds = Double.NaN;
                }
            }
        } finally {
            kill();
        }
        System.out.println("bench: " + into);
    }

    /** Killed twice while batches come, and twice while they go. */
    private void kills(Subject subject, OutageFigures into) throws Exception {
        begin(subject);
        try {
            Thread sender = Thread.ofPlatform().start(() -> {
                try {
                    batches.send(port, count);
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            for (int quarter = 1; quarter <= 2; quarter++) {
                while (batches.accepted() < quarter * count / 4) {
                    Batches.pause();
                }
                kill();
                start(subject);
            }
            sender.join();
            try (FarEnd far = new FarEnd(farPort)) {
                for (int quarter = 1; quarter <= 2; quarter++) {
                    await(far, quarter * count / 4);
                    kill();
                    start(subject);
                }
                await(far, count);
                into.lost = count - far.distinct();
                into.repeated = far.arrived() - far.distinct();
            }
        } finally {
            kill();
        }
        System.out.println("bench: " + into);
    }

    /** Waits until so many batches have come, or no new ones come. */
    private static void await(FarEnd far, int wanted) {
        int last = -1;
        long since = System.nanoTime();
        while (far.distinct() < wanted && System.nanoTime() - since < SILENCE_NANOS) {
            if (far.distinct() != last) {
                last = far.distinct();
                since = System.nanoTime();
            }
            Batches.pause();
        }
    }

    private void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    private static boolean accepts(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
