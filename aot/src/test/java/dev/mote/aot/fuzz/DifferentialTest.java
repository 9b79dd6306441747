package dev.mote.aot.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Generated functions give the same results as a native binary as they do on HotSpot.
 *
 * <p>{@code -Dfuzz.functions=N} (5,000) says how many are built by the fast compiler; {@code
 * -Dfuzz.seed=S} repeats a run. The other setups cost seconds for a hundred functions, so each has
 * a sample here; {@code ./dev fuzz aot} goes on for as long as you like.
 */
@Tag("native")
class DifferentialTest {
    private static final int INPUTS = 6;
    private static final int PER_PROGRAM = 1000;
    private static final long SEED = Long.getLong("fuzz.seed", 1);

    private long seed = SEED;

    /** A program to be tried. */
    private record Job(Setup setup, int functions, long seed) {}

    @BeforeAll
    static void makeCompiler() throws Exception {
        Shell.makeCompiler();
    }

    @Test
    void sameResults() throws Exception {
        List<Job> jobs = new ArrayList<>();
        for (int left = Integer.getInteger("fuzz.functions", 5000); left > 0; left -= PER_PROGRAM) {
            jobs.add(new Job(Setup.FAST, Math.min(left, PER_PROGRAM), seed++));
        }
        add(jobs, "HOST:0", 300);
        add(jobs, "HOST:2", 200);
        add(jobs, "HOST:s,HOST:1:--sanitize:--stress,HOST:1:--valgrind", 40);
        add(jobs, "OTHER:1", 150);
        assertEquals("", run(jobs));
    }

    private void add(List<Job> jobs, String setups, int functions) {
        for (Setup each : Setup.list(setups)) {
            jobs.add(new Job(each, functions, seed++));
        }
    }

    /** Two programs at a time: a machine has two processors at least. */
    private static String run(List<Job> jobs) throws Exception {
        StringBuilder report = new StringBuilder();
        ThreadLocal<Javac> javac = ThreadLocal.withInitial(Javac::new);
        try (ExecutorService pool = Executors.newFixedThreadPool(2)) {
            List<Future<Fuzz.Outcome>> running = new ArrayList<>();
            for (Job job : jobs.reversed()) {
                running.addFirst(pool.submit(() -> Fuzz.once(job.seed, job.functions, INPUTS,
                        job.setup, javac.get())));
            }
            for (int k = 0; k < jobs.size(); k++) {
                Fuzz.Outcome outcome = running.get(k).get();
                Job job = jobs.get(k);
                report.append(outcome.report());
                System.out.println("fuzz: " + job.setup + ": " + job.functions + " functions, "
                        + outcome.results() + " results");
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("-Dfuzz.seed=" + SEED, e.getCause());
        }
        System.out.println("fuzz: -Dfuzz.seed=" + SEED);
        return report.toString();
    }
}
