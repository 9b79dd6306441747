package dev.mote.bench;

import dev.mote.bytes.Buffer;
import dev.mote.component.Outcome;
import dev.mote.otlp.MetricsReader;
import dev.mote.otlp.MetricsWriter;
import dev.mote.otlp.Resource;
import dev.mote.semconv.Attribute;
import dev.mote.semconv.Convention;
import dev.mote.semconv.Metric;

/**
 * Encodes or decodes OTLP metrics, so that {@code bench/wire} can compare the time that the same
 * class takes on HotSpot and as a binary. It needs nothing but the core.
 */
public final class Wire {
    private static final int METRICS = 40;
    private static final int POINTS = 8;
    private static final Attribute DEVICE = Attribute.of("device", "device");
    private static final Attribute STATE = Attribute.of("cpu.mode", "state");
    private static final Attribute.Value[] STATES = {Attribute.Value.of("user", "user"),
        Attribute.Value.of("system", "system"), Attribute.Value.of("idle", "idle"),
        Attribute.Value.of("iowait", "wait")};

    private final Metric[] metrics = new Metric[METRICS];
    private final byte[][] devices = new byte[POINTS][];
    private final Buffer taken = new Buffer(64 << 10);
    private final MetricsWriter writer = new MetricsWriter(new Resource().put("host.name", "bench"),
            "bench", "1", Convention.SEMCONV, 64 << 10, batch -> {
                taken.clear().put(batch.bytes, batch.offset, batch.length);
                return Outcome.ACCEPTED;
            });
    private final MetricsReader reader = new MetricsReader();
    private long sum;

    private Wire() {
        for (int i = 0; i < METRICS; i++) {
            String name = "system.thing" + i + ".operations";
            metrics[i] = i % 2 == 0 ? Metric.counter(name, "{operation}", "Operations done.")
                    : Metric.gauge(name, "By", "Bytes in use, as the kernel counts them.");
        }
        for (int i = 0; i < POINTS; i++) {
            devices[i] = new byte[] {'n', 'v', 'm', 'e', (byte) ('0' + i)};
        }
    }

    private int encode(long now) {
        writer.begin(now, 1_700_000_000_000_000_000L);
        for (int m = 0; m < METRICS; m++) {
            writer.metric(metrics[m]);
            for (int p = 0; p < POINTS; p++) {
                writer.point().attribute(DEVICE, devices[p], 0, devices[p].length)
                        .attribute(STATE, STATES[p & 3]);
                if (m % 2 == 0) {
                    writer.value(now + p);
                } else {
                    writer.value(now * 0.5);
                }
            }
        }
        return writer.end();
    }

    private int decode() {
        int points = 0;
        reader.over(taken.bytes(), 0, taken.length());
        while (reader.nextPoint()) {
            points++;
            sum += reader.isInteger() ? reader.longValue() : (long) reader.doubleValue();
            while (reader.nextAttribute()) {
                sum += reader.keyLength() + reader.textLength();
            }
        }
        return points;
    }

    /** {@code encode N} or {@code decode N}: that many batches; prints how many points they had. */
    public static void main(String[] arguments) {
        Wire wire = new Wire();
        long now = 1_764_000_000_000_000_000L;
        long points = 0;
        wire.encode(now); // something to decode
        for (int i = Integer.parseInt(arguments[1]); i > 0; i--) {
            points += arguments[0].equals("encode") ? wire.encode(now + i) : wire.decode();
        }
        if (wire.reader.malformed()) {
            throw new IllegalStateException("decoded wrongly");
        }
        System.out.println(points);
    }
}
