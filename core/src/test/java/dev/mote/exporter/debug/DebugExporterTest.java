package dev.mote.exporter.debug;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.mote.otlp.MetricsWriter;
import dev.mote.otlp.Resource;
import dev.mote.os.sim.SimOs;
import dev.mote.semconv.Attributes;
import dev.mote.semconv.Convention;
import dev.mote.semconv.Metric;
import org.junit.jupiter.api.Test;

final class DebugExporterTest {
    private static final Metric TIME = Metric.counter("system.cpu.time", "s", "Time.");
    private static final Metric LOAD = Metric.gauge("load", "", "Load.");

    private final SimOs sim = new SimOs();

    private String print(boolean detailed) {
        DebugExporter exporter = new DebugExporter("debug", detailed, sim.files);
        MetricsWriter out = new MetricsWriter(new Resource(), "scope", "1", Convention.SEMCONV, 256,
                exporter);
        out.begin(2, 1);
        out.metric(TIME);
        byte[] mode = {'u', 27, 'r'};
        out.point().attribute(Attributes.CPU_LOGICAL_NUMBER, 3)
                .attribute(Attributes.CPU_MODE, mode, 0, 3).value(12.5);
        out.metric(LOAD);
        out.point().value(7);
        out.end();
        return sim.files.output.asText();
    }

    @Test
    void oneLineForABatch() {
        assertEquals("debug: 2 data points, 168 bytes\n", print(false));
    }

    @Test
    void oneLineForAPoint() {
        assertEquals("debug: 2 data points, 168 bytes\n"
                + "system.cpu.time{cpu.logical_number=3,cpu.mode=u?r} 12.5 s\n"
                + "load 7\n", print(true));
    }
}
