package dev.mote.bench.pipeline;

/**
 * One measurement.
 *
 * @param perSecond items each second of time
 * @param perCpuSecond items for each second of the target's processor time
 * @param peakKb the target's memory, at most
 * @param latencyMillis of 99 of 100 requests, from when each was due
 */
record Figures(double perSecond, double perCpuSecond, long peakKb, double latencyMillis) {
}
