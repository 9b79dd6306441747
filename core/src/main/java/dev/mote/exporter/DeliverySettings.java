package dev.mote.exporter;

import dev.mote.config.Section;

/**
 * What every exporter that delivers over the log can be told about it, with its defaults; the keys
 * are the collector's {@code retry_on_failure} and {@code sending_queue}.
 */
public final class DeliverySettings {
    /** Some three hours of a usual host, at a collection every ten seconds. */
    public static final int QUEUE_BYTES_DEFAULT = 4 << 20;

    private static final long SECOND = 1_000_000_000L;
    private static final long HOUR = 3600 * SECOND;
    /** One batch of the largest size, compressed badly, must find room. */
    private static final long QUEUE_BYTES_MIN = 256 << 10;
    private static final long QUEUE_BYTES_MAX = 1L << 30;
    /** Many servers take 4 MiB and no more, gRPC's default. */
    private static final int REQUEST_BYTES_DEFAULT = 4 << 20;
    private static final int REQUEST_BYTES_MIN = 16 << 10;
    /** OTLP's limit for a request. */
    private static final int REQUEST_BYTES_MAX = 64 << 20;

    public boolean gzip = true;
    public boolean retries = true;
    public long retryInitialNanos = 5 * SECOND;
    public long retryMaxNanos = 30 * SECOND;
    /** How long one request is tried; 0: until there is no room for it. */
    public long retryElapsedMaxNanos;
    /** What is kept in memory while there is no disk. */
    public int queueBytes = QUEUE_BYTES_DEFAULT;
    /** A request's bytes before they are compressed. */
    public int requestBytesMax = REQUEST_BYTES_DEFAULT;
    /** Older data is not sent; 0: whatever its age. */
    public long ageMaxNanos;
    /** Whether what came since the last try goes before what waited: order is lost then. */
    public boolean newestFirst;

    /** Reads the keys that all exporters have in common. */
    public static DeliverySettings from(Section section, boolean gzip) {
        DeliverySettings settings = new DeliverySettings();
        settings.gzip = gzip;
        settings.readRetries(section.section("retry_on_failure"));
        settings.readQueue(section.section("sending_queue"));
        settings.ageMaxNanos = section.duration("max_age", 0, 0, 365 * 24 * HOUR);
        settings.newestFirst = section.bool("newest_first", false);
        return settings;
    }

    private void readRetries(Section section) {
        retries = section.bool("enabled", true);
        retryInitialNanos = section.duration("initial_interval", retryInitialNanos, SECOND / 100,
                HOUR);
        retryMaxNanos = section.duration("max_interval", Math.max(retryMaxNanos, retryInitialNanos),
                retryInitialNanos, HOUR);
        retryElapsedMaxNanos = section.duration("max_elapsed_time", 0, 0, 30 * 24 * HOUR);
        section.finish();
    }

    /** The collector counts its queue in requests by default; a bound in bytes holds. */
    private void readQueue(Section section) {
        section.choice("sizer", 0, "bytes");
        queueBytes = (int) section.bytes("queue_size", QUEUE_BYTES_DEFAULT, QUEUE_BYTES_MIN,
                QUEUE_BYTES_MAX);
        Section batch = section.section("batch");
        batch.choice("sizer", 0, "bytes");
        requestBytesMax = (int) batch.bytes("max_size", REQUEST_BYTES_DEFAULT, REQUEST_BYTES_MIN,
                REQUEST_BYTES_MAX);
        batch.finish();
        section.finish();
    }
}
