package dev.mote.exporter.loki;

import dev.mote.bytes.Buffer;
import dev.mote.bytes.Snappy;
import dev.mote.component.Batch;
import dev.mote.component.EventLoop;
import dev.mote.component.Outcome;
import dev.mote.exporter.PostSender;
import dev.mote.exporter.Request;

/**
 * Pushes logs to Loki. What is malformed, too old or too far behind comes back with 400, and would
 * again: it is dropped and counted.
 */
public final class LokiSender extends PostSender {
    private final PushRequest push;
    private final Snappy snappy = new Snappy();
    private final Buffer message = new Buffer(1024);

    public LokiSender(LokiSettings settings, String version, EventLoop loop) {
        super(settings.post, "mote/" + version, "application/x-protobuf", null, loop);
        push = new PushRequest(settings);
    }

    @Override
    public boolean carries(Batch.Signal signal) {
        return signal == Batch.Signal.LOGS;
    }

    @Override
    protected boolean write(Request request, Buffer plain, Buffer body, long wallNanos) {
        if (!push.write(plain, wallNanos, message.clear())) {
            return false;
        }
        snappy.compress(message.bytes(), 0, message.length(), body);
        return true;
    }

    /** Loki keeps the entries that it does not complain about. */
    @Override
    public Outcome outcome() {
        return status() == 400 && rejectedItems() > 0 ? Outcome.ACCEPTED : super.outcome();
    }

    @Override
    public long rejectedItems() {
        return status() == 400 ? LokiAnswer.entriesIgnored(answer().asText()) : 0;
    }
}
