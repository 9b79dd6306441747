package dev.mote.receiver.host;

import dev.mote.bytes.Buffer;
import dev.mote.otlp.MetricsWriter;
import dev.mote.semconv.Attributes;
import dev.mote.semconv.Convention;

/** The attribute that says which CPU: a number, or {@code cpu0} under the collector's names. */
final class CpuNumber {
    private CpuNumber() {
    }

    static MetricsWriter write(MetricsWriter out, int cpu, Buffer label) {
        if (out.convention() != Convention.OTELCOL) {
            return out.attribute(Attributes.CPU_LOGICAL_NUMBER, cpu);
        }
        label.clear().ascii("cpu").decimal(cpu);
        return out.attribute(Attributes.CPU_LOGICAL_NUMBER, label.bytes(), 0, label.length());
    }
}
