package dev.mote.aot.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * Tries program after program until the time is over or one of them differs.
 *
 * <p>Usage: {@code Fuzz SECONDS [SEED]}. Each program has the next seed and is built by the fast
 * compiler; of the time a share goes to small programs in the other setups, one after the other.
 * Properties: {@code fuzz.functions} (a program, 1000), {@code fuzz.inputs} (6), {@code
 * fuzz.setups} (a list as {@code x86_64:1,x86_64:0:--stress}, see {@link Setup}), {@code
 * fuzz.share} (percent of the time for them, 40), {@code fuzz.workers} (1), {@code fuzz.folder}
 * (where programs are written; kept when they differ), {@code fuzz.go} (true: goes on after a
 * difference).
 */
public final class Fuzz {
    private static final String SETUPS = "HOST:0,HOST:2,HOST:1:--stress,HOST:s,"
            + "HOST:1:--sanitize:--stress,OTHER:1,HOST:1:--valgrind,OTHER:2,armv7:1";
    /** gcc needs 12 ms and more for a function. */
    private static final int FUNCTIONS_WITH_GCC = 400;
    /** A collection at every allocation, or an emulated processor, takes its time. */
    private static final int FUNCTIONS_WHEN_SLOW = 100;
    private static final long REPORT_NANOS = 60_000_000_000L;

    private final long end;
    private final AtomicLong nextSeed;
    private final AtomicLong nextSetup = new AtomicLong();
    private final Tally tally = new Tally();
    private volatile boolean stopped;

    private Fuzz(long seconds, long seed) {
        end = System.nanoTime() + seconds * 1_000_000_000L;
        nextSeed = new AtomicLong(seed);
    }

    /** What was tried in each setup. */
    private static final class Tally {
        private final Map<String, long[]> bySetup = new TreeMap<>();
        private long differing;
        private long printedNanos = System.nanoTime();

        synchronized void add(Setup setup, int functions, Outcome outcome) {
            long[] sums = bySetup.computeIfAbsent(setup.toString(), key -> new long[2]);
            sums[0] += functions;
            sums[1] += outcome.results();
            differing += outcome.differs() ? 1 : 0;
            if (System.nanoTime() - printedNanos > REPORT_NANOS) {
                printedNanos = System.nanoTime();
                print();
            }
        }

        synchronized void print() {
            long[] all = new long[2];
            bySetup.forEach((setup, sums) -> {
                System.out.println("fuzz: " + setup + ": " + sums[0] + " functions, " + sums[1]
                        + " results");
                all[0] += sums[0];
                all[1] += sums[1];
            });
            System.out.println("fuzz: " + all[0] + " functions, " + all[1] + " results, "
                    + differing + " differing programs");
        }
    }

    public static void main(String[] args) throws Exception {
        long seconds = Long.parseLong(args.length > 0 ? args[0] : "60");
        long seed = args.length > 1 ? Long.parseLong(args[1]) : System.nanoTime() & 0xffff_ffffL;
        System.out.println("fuzz: " + seconds + " s from seed " + seed);
        Shell.makeCompiler();
        Fuzz fuzz = new Fuzz(seconds, seed);
        List<Thread> workers = new ArrayList<>();
        for (int k = Integer.getInteger("fuzz.workers", 1); k > 0; k--) {
            workers.add(Thread.ofPlatform().start(fuzz::work));
        }
        for (Thread each : workers) {
            each.join();
        }
        fuzz.tally.print();
        System.exit(fuzz.tally.differing == 0 && !fuzz.stopped ? 0 : 1);
    }

    private void work() {
        List<Setup> others = Setup.list(System.getProperty("fuzz.setups", SETUPS));
        int share = Integer.getInteger("fuzz.share", 40);
        int functions = Integer.getInteger("fuzz.functions", 1000);
        Javac javac = new Javac();
        long start = System.nanoTime();
        long spentOnOthers = 0;
        try {
            do {
                boolean fast = spentOnOthers * 100 >= (System.nanoTime() - start) * share;
                Setup setup = fast ? Setup.FAST
                        : others.get((int) (nextSetup.getAndIncrement() % others.size()));
                long before = System.nanoTime();
                one(setup, Math.min(functions, functionsFor(setup)), javac);
                spentOnOthers += fast ? 0 : System.nanoTime() - before;
            } while (!stopped && System.nanoTime() < end);
        } catch (IOException e) {
            stopped = true;
            e.printStackTrace();
        }
    }

    private void one(Setup setup, int functions, Javac javac) throws IOException {
        long seed = nextSeed.getAndIncrement();
        Outcome outcome;
        try {
            outcome = once(seed, functions, Integer.getInteger("fuzz.inputs", 6), setup, javac);
        } catch (IllegalStateException e) {
            outcome = new Outcome(1, true, "");
            e.printStackTrace();
        }
        if (outcome.results() == 0) {
            return;
        }
        System.out.println("fuzz: seed " + seed + ": " + functions + " functions, "
                + outcome.results() + " results, " + setup + ": "
                + (outcome.differs() ? "DIFFERS" : "the same"));
        tally.add(setup, functions, outcome);
        stopped |= outcome.differs() && !Boolean.getBoolean("fuzz.go");
    }

    private static int functionsFor(Setup setup) {
        boolean slow = !setup.options().isEmpty() || !setup.arch().equals(Shell.hostArch());
        return setup.isTcc() ? Integer.MAX_VALUE : slow ? FUNCTIONS_WHEN_SLOW : FUNCTIONS_WITH_GCC;
    }

    /** What one program came to. */
    record Outcome(int results, boolean differs, String report) {}

    /** One program, on HotSpot and as a binary; prints and keeps it when it differs. */
    static Outcome once(long seed, int functions, int inputs, Setup setup, Javac javac)
            throws IOException {
        Path folder = Path.of(System.getProperty("fuzz.folder",
                System.getProperty("java.io.tmpdir")))
                .resolve("mote-fuzz-" + seed + "-" + functions);
        delete(folder);
        Files.createDirectories(folder);
        Trial trial = new Trial(folder);
        Map<String, String> program = new ProgramWriter(seed, functions, inputs).write();
        StringBuilder report = new StringBuilder();
        int results;
        try {
            results = trial.prepare(program, (seed & 1) == 0, javac);
        } catch (JavacFault e) {
            System.out.println("fuzz: seed " + seed + ": left out: " + e.getMessage());
            delete(folder);
            return new Outcome(0, false, "");
        }
        for (String difference : trial.compare(setup)) {
            report.append("fuzz: seed ").append(seed).append(", ").append(functions)
                    .append(" functions, ").append(setup).append(", in ").append(folder)
                    .append("\n    ").append(difference).append('\n');
        }
        if (report.isEmpty()) {
            delete(folder);
        } else {
            trial.saveSources();
        }
        System.out.print(report);
        return new Outcome(results, !report.isEmpty(), report.toString());
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
