package dev.mote.log;

/** The limits of a log, with their defaults. */
public final class LogSettings {
    private static final long SECOND = 1_000_000_000L;

    /** Days of an outage for a usual host, and little on any disk. */
    public long bytesMax = 64 << 20;
    /** Older data interests nobody, and most back ends refuse it. */
    public long ageMaxNanos = 7L * 86_400 * SECOND;
    /** What may be kept in memory while there is no disk: some three hours of a usual host. */
    public int memoryBytesMax = 4 << 20;
    /** So much may be lost when the power fails; what the far end has acknowledged never is. */
    public long syncNanos = SECOND;

    /** Freeing space is removing a segment: a sixteenth of everything at a time. */
    int segmentBytes() {
        return (int) Math.max(64 << 10, Math.min(8 << 20, bytesMax / 16));
    }

    /** Small for a small host: its batches come one at a time and are soon delivered. */
    int memorySegmentBytes() {
        return Math.max(8192 - 16, Math.min(1 << 20, memoryBytesMax / 512));
    }
}
