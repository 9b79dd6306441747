package dev.mote.prometheus;

import dev.mote.bytes.Buffer;
import dev.mote.bytes.Snappy;
import dev.mote.component.Batch;
import dev.mote.component.EventLoop;
import dev.mote.component.Outcome;
import dev.mote.exporter.PostSender;
import dev.mote.exporter.Request;
import dev.mote.telemetry.Telemetry;

/**
 * Sends metrics by Prometheus's remote write. Which version the server understands is found out: a
 * server of 1.0 refuses 2.0 with 415, or takes it for an empty request and does not say how many
 * samples it has written, which 2.0 demands (remote write specification 2.0, "Content
 * negotiation"). Then the request comes again as 1.0, and so do all that follow.
 */
public final class RemoteWriteSender extends PostSender {
    private static final String VERSION = "X-Prometheus-Remote-Write-Version";
    private static final int BAD_REQUEST = 400;

    private final Buffer message = new Buffer(1024);
    private final RemoteWrite first = new RemoteWrite1(message);
    private final RemoteWrite second = new RemoteWrite2(message);
    private final Samples samples;
    private final Snappy snappy = new Snappy();
    private final boolean negotiated;
    private RemoteWrite write;
    /** Whether the server has shown that it understands 2.0. */
    private boolean understood;
    private int said;

    /** @param exporter the id under which its losses are counted */
    public RemoteWriteSender(RemoteWriteSettings settings, String version, Telemetry telemetry,
            String exporter, EventLoop loop) {
        super(settings.post, "mote/" + version, "application/x-protobuf", "snappy", loop);
        samples = new Samples(settings.samples, telemetry, exporter);
        negotiated = settings.version == RemoteWriteSettings.NEGOTIATED;
        speak(settings.version == RemoteWriteSettings.ONLY_1 ? first : second);
    }

    private void speak(RemoteWrite version) {
        write = version;
        if (version == first) {
            say("application/x-protobuf", VERSION, "0.1.0");
        } else {
            say("application/x-protobuf;proto=io.prometheus.write.v2.Request", VERSION, "2.0.0");
        }
    }

    @Override
    public boolean carries(Batch.Signal signal) {
        return signal == Batch.Signal.METRICS;
    }

    @Override
    protected boolean write(Request request, Buffer plain, Buffer body, long wallNanos) {
        if (said > 0 && isForeign()) {
            speak(first);
        }
        understood |= said > 0 && written() >= 0;
        write.begin();
        boolean well = samples.walk(plain.bytes(), 0, plain.length(), write);
        write.end();
        said = well ? write.samples() + write.histograms() : 0;
        if (said > 0) {
            snappy.compress(message.bytes(), 0, message.length(), body);
        }
        return well;
    }

    /** Whether the answer is that of a server that does not know 2.0. */
    private boolean isForeign() {
        int status = status();
        boolean refused = status == 415 || status == 406 || status == BAD_REQUEST;
        return write == second && negotiated && !understood && written() < 0
                && (refused || status / 100 == 2);
    }

    @Override
    public Outcome outcome() {
        if (said > 0 && isForeign()) {
            return Outcome.RETRY_LATER;
        }
        if (said > 0 && write == second) {
            // What is out of order is refused alone, and the answer is 400 all the same.
            if (status() == BAD_REQUEST && written() > 0) {
                return Outcome.ACCEPTED;
            }
            if (status() / 100 == 2 && written() < 0) {
                return Outcome.REJECTED;
            }
        }
        return super.outcome();
    }

    @Override
    public long rejectedItems() {
        boolean partly = said > 0 && write == second && written() >= 0;
        return samples.left() + (partly ? Math.max(0, said - written()) : 0);
    }

    @Override
    public String message() {
        if (said > 0 && isForeign()) {
            return "the server does not understand remote write 2.0; it gets 1.0 from now on";
        }
        if (said > 0 && write == second && status() / 100 == 2 && written() < 0) {
            return "the server does not say what it has written of a request of remote write 2.0;"
                    + " \"protobuf_message: prometheus.WriteRequest\" is for servers of 1.0";
        }
        String message = super.message();
        return message == null && samples.left() > 0 ? "Prometheus has no place for some points: "
                + "those of delta temporality (the processor delta_to_cumulative makes them "
                + "cumulative), or malformed ones" : message;
    }
}
