package dev.mote.log;

import dev.mote.config.Section;

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
    /** Whether batches are compressed when they come: not where processor time is dearer. */
    public boolean compresses = true;

    /** Reads {@code service: log:} of a config. */
    public static LogSettings from(Section section) {
        LogSettings settings = new LogSettings();
        settings.bytesMax = section.bytes("max_size", settings.bytesMax, 1 << 20, 1L << 40);
        settings.ageMaxNanos = section.duration("max_age", settings.ageMaxNanos, 60 * SECOND,
                3650L * 86_400 * SECOND);
        settings.syncNanos = section.duration("sync_interval", settings.syncNanos, SECOND / 10,
                3600 * SECOND);
        settings.compresses = section.choice("compression", 0, "gzip", "none") == 0;
        section.finish();
        return settings;
    }

    /** Freeing space is removing a segment: a sixteenth of everything at a time. */
    int segmentBytes() {
        return (int) Math.max(64 << 10, Math.min(8 << 20, bytesMax / 16));
    }

    /** Small for a small host: its batches come one at a time and are soon delivered. */
    int memorySegmentBytes() {
        return Math.max(8192 - 16, Math.min(1 << 20, memoryBytesMax / 512));
    }

    /** While the disk does not work, a sixteenth too: each becomes a file when it works again. */
    int troubleSegmentBytes() {
        return memoryBytesMax / 16;
    }
}
