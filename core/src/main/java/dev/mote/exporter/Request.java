package dev.mote.exporter;

import dev.mote.component.Batch;
import dev.mote.http.HttpClient;

/**
 * One OTLP {@code Export…ServiceRequest} as a {@link Sender} sends it, possibly made of several
 * batches. It can be read any number of times, any part at any time.
 */
public interface Request extends HttpClient.Body {
    Batch.Signal signal();

    /** Data points, log records or spans inside. */
    int items();

    /** Whether the bytes are a gzip file around the request, or the request as it is. */
    boolean isGzip();
}
