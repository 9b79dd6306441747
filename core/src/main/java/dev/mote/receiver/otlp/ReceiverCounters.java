package dev.mote.receiver.otlp;

import dev.mote.component.Batch;
import dev.mote.semconv.MoteMetrics;
import dev.mote.telemetry.Telemetry;
import dev.mote.telemetry.Telemetry.Counter;

/** What a receiver has taken and refused. */
final class ReceiverCounters {
    private final Counter[] accepted;
    private final Counter[] rejected;
    private final Counter[] refused;
    final Counter refusedPlaces;
    final Counter refusedSlow;
    final Counter refusedTls;
    /** Texts that were not UTF-8. */
    final Counter mendedTexts;

    ReceiverCounters(Telemetry telemetry, String receiver) {
        Batch.Signal[] signals = Batch.Signal.values();
        accepted = new Counter[signals.length];
        rejected = new Counter[signals.length];
        String[] names = {"metrics", "logs", "traces"};
        for (int at = 0; at < signals.length; at++) {
            accepted[at] = telemetry.counter(MoteMetrics.RECEIVER_ACCEPTED_ITEMS,
                    MoteMetrics.RECEIVER, receiver, MoteMetrics.SIGNAL, names[at]);
            rejected[at] = telemetry.counter(MoteMetrics.RECEIVER_REJECTED_ITEMS,
                    MoteMetrics.RECEIVER, receiver, MoteMetrics.SIGNAL, names[at]);
        }
        Verdict[] verdicts = Verdict.values();
        refused = new Counter[verdicts.length];
        for (Verdict verdict : verdicts) {
            refused[verdict.ordinal()] = verdict == Verdict.ACCEPTED ? null
                    : telemetry.counter(MoteMetrics.RECEIVER_REFUSED_REQUESTS,
                            MoteMetrics.RECEIVER, receiver, MoteMetrics.REASON, verdict.reason);
        }
        refusedPlaces = connections(telemetry, receiver, "too_many");
        refusedSlow = connections(telemetry, receiver, "too_slow");
        refusedTls = connections(telemetry, receiver, "tls");
        mendedTexts = telemetry.counter(MoteMetrics.RECEIVER_MENDED_TEXTS, MoteMetrics.RECEIVER,
                receiver);
    }

    private static Counter connections(Telemetry telemetry, String receiver, String reason) {
        return telemetry.counter(MoteMetrics.RECEIVER_REFUSED_CONNECTIONS, MoteMetrics.RECEIVER,
                receiver, MoteMetrics.REASON, reason);
    }

    void accepted(Batch.Signal signal, int items) {
        accepted[signal.ordinal()].add(items);
    }

    void rejected(Batch.Signal signal, int items) {
        rejected[signal.ordinal()].add(items);
    }

    void refused(Verdict verdict) {
        refused[verdict.ordinal()].add(1);
    }
}
