package dev.mote.aot.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Generated functions give the same results as a native binary as they do on HotSpot.
 *
 * <p>{@code -Dfuzz.functions=N} (2,000) says how many on this machine's processor, {@code
 * -Dfuzz.foreign=N} (300) how many under qemu, {@code -Dfuzz.seed=S} repeats a run.
 */
@Tag("native")
class DifferentialTest {
    private static final int PROGRAMS = 2;
    private static final int INPUTS = 6;
    private static final long SEED = Long.getLong("fuzz.seed", System.nanoTime() & 0xffff_ffffL);

    @Test
    void sameResultsOnThisProcessor() throws Exception {
        int functions = Integer.getInteger("fuzz.functions", 2000);
        compare(Shell.hostArch(), functions, SEED);
    }

    @Test
    void sameResultsOnTheOtherProcessorUnderQemu() throws Exception {
        String other = Shell.hostArch().equals("x86_64") ? "aarch64" : "x86_64";
        compare(other, Integer.getInteger("fuzz.foreign", 300), SEED + PROGRAMS);
    }

    /** Two programs at a time: a machine has two processors at least. */
    private static void compare(String arch, int functions, long seed) throws Exception {
        String[] optimisations = {"0", "1"};
        long start = System.nanoTime();
        int results = 0;
        StringBuilder report = new StringBuilder();
        try (ExecutorService pool = Executors.newFixedThreadPool(PROGRAMS)) {
            List<Future<Fuzz.Outcome>> running = new ArrayList<>();
            for (int k = 0; k < PROGRAMS; k++) {
                long one = seed + k;
                Trial.Setup setup = new Trial.Setup(arch,
                        optimisations[k % optimisations.length], List.of());
                running.add(pool.submit(
                        () -> Fuzz.once(one, functions / PROGRAMS, INPUTS, List.of(setup))));
            }
            for (Future<Fuzz.Outcome> each : running) {
                results += each.get().results();
                report.append(each.get().report());
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("seed " + seed, e.getCause());
        }
        System.out.println("fuzz: " + arch + ": " + functions + " functions, " + results
                + " results, "
                + (System.nanoTime() - start) / 1_000_000_000L + " s, -Dfuzz.seed=" + SEED);
        assertEquals("", report.toString());
    }
}
