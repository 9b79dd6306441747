package dev.mote.bytes;

import dev.mote.component.Outcome;
import dev.mote.otlp.MetricsWriter;
import dev.mote.otlp.Resource;
import dev.mote.semconv.Attribute;
import dev.mote.semconv.Attributes;
import dev.mote.semconv.Convention;
import dev.mote.semconv.Metric;
import java.util.Random;

/** Batches as a host of some size makes them, for measuring compression. */
final class MetricsSample {
    private static final String[] MODES = {"user", "nice", "system", "idle", "iowait", "interrupt"};
    private static final String[] BY_DEVICE = {"system.disk.io", "system.disk.operations",
        "system.disk.io_time", "system.disk.operation_time", "system.disk.merged",
        "system.network.io", "system.network.packet.count", "system.network.errors"};
    private static final String[] STATES = {"used", "free", "cached", "buffers", "slab"};

    private final Random random = new Random(5);
    private final Buffer copy = new Buffer(1000);
    private int points;

    MetricsSample(int processors, int devices) {
        Resource resource = new Resource().put("host.name", "web-1").put("os.type", "linux")
                .put("host.id", "0123456789abcdef0123456789abcdef").put("service.name", "mote");
        MetricsWriter out = new MetricsWriter(resource, "dev.mote.host", "0.1.0",
                Convention.SEMCONV, 4096, batch -> {
                    copy.put(batch.bytes, batch.offset, batch.length);
                    return Outcome.ACCEPTED;
                });
        out.begin(1_763_862_344_123_456_789L, 1_763_800_000_000_000_000L);
        processors(out, processors);
        devices(out, devices);
        for (int kind = 0; kind < 20; kind++) {
            out.metric(Metric.gauge("system.memory.kind" + kind, "By", "Memory of kind " + kind));
            for (String state : STATES) {
                out.point().attribute(Attributes.MEMORY_STATE, state).value(number());
            }
        }
        points = out.end();
    }

    private void processors(MetricsWriter out, int processors) {
        Attribute mode = Attributes.CPU_MODE;
        Attribute number = Attributes.CPU_LOGICAL_NUMBER;
        out.metric(Metric.counter("system.cpu.time", "s", "Seconds each CPU spent in each mode."));
        for (int cpu = 0; cpu < processors; cpu++) {
            for (String each : MODES) {
                out.point().attribute(mode, each).attribute(number, cpu)
                        .value(random.nextInt(10_000_000) / 100.0);
            }
        }
        out.metric(Metric.gauge("system.cpu.utilization", "1", "Share of time in each mode."));
        for (int cpu = 0; cpu < processors; cpu++) {
            for (String each : MODES) {
                out.point().attribute(mode, each).attribute(number, cpu)
                        .value(random.nextDouble());
            }
        }
    }

    private void devices(MetricsWriter out, int devices) {
        for (String name : BY_DEVICE) {
            out.metric(Metric.counter(name, "By", "The count of " + name + " since the start."));
            for (int device = 0; device < devices; device++) {
                for (String direction : new String[] {"read", "write"}) {
                    out.point().attribute(Attributes.DEVICE, "sd" + (char) ('a' + device))
                            .attribute(Attributes.DISK_DIRECTION, direction).value(number());
                }
            }
        }
    }

    private long number() {
        return random.nextInt(4) == 0 ? 0 : (long) Math.exp(random.nextDouble() * 25);
    }

    Buffer bytes() {
        return copy;
    }

    int points() {
        return points;
    }
}
