package dev.mote.pipeline;

/**
 * The simulated day as a binary: prints what is resident after each hour, and ends with 1 when the
 * last hour needs more memory than the twelfth. Pages of the binary itself are told apart: there
 * are as many as it has, and the first failure of its kind brings some in. Garbage, which the
 * simulated machine makes, is cleared away before each look. The native methods are in {@code
 * resident.c}.
 */
public final class SimulatedDayMemory {
    /** By then every kind of failure has been met once, and the lists for them have their size. */
    private static final int HOURS_TO_MEET_ALL = 12;
    private static final long GROWTH_BYTES_MAX = 2 * 4096;

    private static long first;
    private static long last;

    private SimulatedDayMemory() {
    }

    /** Memory that no file stands behind: heap, stack, static data that was written to. */
    static native long ownBytes();

    /** Pages of the binary. */
    static native long fileBytes();

    public static void main(String[] arguments) {
        SimulatedDay day = new SimulatedDay();
        day.run(SimulatedDayMemory::note);
        day.end();
        System.out.println(day.summary());
        System.exit(last - first > GROWTH_BYTES_MAX ? 1 : 0);
    }

    private static void note(int hours) {
        System.gc();
        last = ownBytes();
        first = hours == HOURS_TO_MEET_ALL ? last : first;
        System.out.println(hours + " h: " + last / 1024 + " kB and " + fileBytes() / 1024
                + " kB of the binary");
    }
}
