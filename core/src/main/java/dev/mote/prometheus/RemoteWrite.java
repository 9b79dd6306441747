package dev.mote.prometheus;

/** One version of remote write's requests, written from what {@link Samples} says. */
interface RemoteWrite extends Samples.Sink {
    /** The label that holds a metric's name. */
    String NAME = "__name__";

    /** Begins a request. */
    void begin();

    /** Ends it: the buffer now holds the protobuf message, not compressed yet. */
    void end();

    /** Samples in the request, histograms not among them. */
    int samples();

    int histograms();
}
