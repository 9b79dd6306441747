package dev.mote.pipeline;

/**
 * The simulated day as a binary: prints the memory that is resident after each hour, and ends with
 * 1 when the last hour holds more than the first. Its native method is in {@code resident.c}.
 */
public final class SimulatedDayMemory {
    /** A page or two: what the collector of garbage happens to have in hand. */
    private static final long GROWTH_BYTES_MAX = 2 * 4096;

    private static long first;
    private static long last;

    private SimulatedDayMemory() {
    }

    static native long residentBytes();

    public static void main(String[] arguments) {
        SimulatedDay day = new SimulatedDay();
        day.run(SimulatedDayMemory::note);
        day.end();
        System.out.println(day.summary());
        System.exit(last - first > GROWTH_BYTES_MAX ? 1 : 0);
    }

    private static void note(int hours) {
        last = residentBytes();
        first = hours == 1 ? last : first;
        System.out.println(hours + " h: " + last / 1024 + " kB");
    }
}
