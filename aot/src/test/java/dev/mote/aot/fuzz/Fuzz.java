package dev.mote.aot.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Tries program after program until the time is over or one of them differs.
 *
 * <p>Usage: {@code Fuzz SECONDS [SEED]}. Each program has the next seed and the next of the setups.
 * Properties: {@code fuzz.functions} (a program, 400), {@code fuzz.inputs} (6), {@code fuzz.setups}
 * (a list as {@code x86_64:1,x86_64:0:--stress}: processor, gcc's optimisation, options of
 * aot/build), {@code fuzz.folder} (where programs are written; kept when they differ), {@code
 * fuzz.go} (true: goes on after a difference).
 */
public final class Fuzz {
    private static final String SETUPS = "HOST:1,HOST:2,HOST:1:--stress,HOST:0,HOST:s,OTHER:1";
    /** A collection at every allocation, or an emulated processor, takes its time. */
    private static final int FUNCTIONS_WHEN_SLOW = 100;

    private Fuzz() {}

    public static void main(String[] args) throws IOException {
        long end = System.nanoTime()
                + Long.parseLong(args.length > 0 ? args[0] : "60") * 1_000_000_000L;
        long seed = args.length > 1 ? Long.parseLong(args[1]) : System.nanoTime() & 0xffff_ffffL;
        int functions = Integer.getInteger("fuzz.functions", 400);
        int inputs = Integer.getInteger("fuzz.inputs", 6);
        List<Trial.Setup> setups = setups(System.getProperty("fuzz.setups", SETUPS));
        long tried = 0;
        long results = 0;
        int differing = 0;
        for (int round = 0; round == 0 || System.nanoTime() < end; round++) {
            Trial.Setup setup = setups.get(round % setups.size());
            int count = isSlow(setup) ? Math.min(functions, FUNCTIONS_WHEN_SLOW) : functions;
            Outcome outcome = once(seed, count, inputs, List.of(setup));
            tried += count;
            results += outcome.results();
            differing += outcome.differs() ? 1 : 0;
            System.out.println("fuzz: seed " + seed + ": " + count + " functions, "
                    + outcome.results() + " results, " + setup + ": "
                    + (outcome.differs() ? "DIFFERS" : "the same"));
            seed++;
            if (differing > 0 && !Boolean.getBoolean("fuzz.go")) {
                break;
            }
        }
        System.out.println("fuzz: " + tried + " functions, " + results + " results, " + differing
                + " differing programs");
        System.exit(differing == 0 ? 0 : 1);
    }

    private static boolean isSlow(Trial.Setup setup) {
        return setup.options().contains("--stress") || !setup.arch().equals(Shell.hostArch());
    }

    /** What one program came to. */
    record Outcome(int results, boolean differs, String report) {}

    /**
     * One program, on HotSpot and as a binary of each setup; prints and keeps it when it differs.
     */
    static Outcome once(long seed, int functions, int inputs, List<Trial.Setup> setups)
            throws IOException {
        Path folder = Path.of(System.getProperty("fuzz.folder",
                System.getProperty("java.io.tmpdir")))
                .resolve("mote-fuzz-" + seed + "-" + functions);
        delete(folder);
        Files.createDirectories(folder);
        Trial trial = new Trial(folder);
        Map<String, String> program = new ProgramWriter(seed, functions, inputs).write();
        int results = trial.prepare(program, (seed & 1) == 0);
        StringBuilder report = new StringBuilder();
        for (Trial.Setup setup : setups) {
            for (String difference : trial.compare(setup)) {
                report.append("fuzz: seed ").append(seed).append(", ").append(functions)
                        .append(" functions, ").append(setup).append(", in ").append(folder)
                        .append("\n    ").append(difference).append('\n');
            }
        }
        if (report.isEmpty()) {
            delete(folder);
        }
        System.out.print(report);
        return new Outcome(results, !report.isEmpty(), report.toString());
    }

    private static List<Trial.Setup> setups(String text) {
        String host = Shell.hostArch();
        String other = host.equals("x86_64") ? "aarch64" : "x86_64";
        String named = text.replace("HOST", host).replace("OTHER", other);
        return Stream.of(named.split(",")).map(each -> {
            List<String> parts = List.of(each.split(":"));
            return new Trial.Setup(parts.get(0), parts.get(1), parts.subList(2, parts.size()));
        }).toList();
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
