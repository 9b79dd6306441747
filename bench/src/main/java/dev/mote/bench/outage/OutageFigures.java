package dev.mote.bench.outage;

/** What one product needed, and what it lost. */
final class OutageFigures {
    final String name;
    double fillSeconds;
    double fillCpuSeconds;
    long diskBytes;
    long fullKb;
    double drainSeconds;
    double drainCpuSeconds;
    long peakKb;
    long requests;
    long lost;
    long repeated;

    OutageFigures(String name) {
        this.name = name;
    }

    @Override
    public String toString() {
        return name + ": full in " + fillSeconds + " s with " + fillCpuSeconds + " s of CPU, "
                + diskBytes + " bytes, " + fullKb + " kB; empty in " + drainSeconds + " s with "
                + drainCpuSeconds + " s of CPU, " + requests + " requests, peak " + peakKb
                + " kB; " + lost + " lost, " + repeated + " repeated";
    }
}
