package dev.mote.exporter.debug;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.mote.otlp.MetricsWriter;
import dev.mote.otlp.RequestLines;
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

    private String print(DebugExporter.Verbosity verbosity) {
        DebugExporter exporter = new DebugExporter("debug", verbosity, sim.files);
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
        assertEquals("debug: 2 data points, 168 bytes\n", print(DebugExporter.Verbosity.BASIC));
    }

    @Test
    void oneLineForAPoint() {
        assertEquals("debug: 2 data points, 168 bytes\n"
                + "system.cpu.time{cpu.logical_number=3,cpu.mode=u?r} 12.5 s\n"
                + "load 7\n", print(DebugExporter.Verbosity.NORMAL));
    }

    private String print(DebugExporter.Verbosity verbosity, String lines) {
        new DebugExporter("debug", verbosity, sim.files).consume(RequestLines.encode(lines));
        return sim.files.output.asText();
    }

    @Test
    void oneLineForALogRecord() {
        assertEquals("debug: 2 log records, 83 bytes\nhello{user=an?na,n=3} INFO severity=9\n\n",
                print(DebugExporter.Verbosity.NORMAL, """
                resource service.name=a
                log @severity=9 @level=INFO @body=hello user=an\u001bna n=3
                log @time=5
                """));
    }

    @Test
    void oneLineForASpan() {
        assertEquals("debug: 1 spans, 69 bytes\npay{a=b} 0102 03 2000 us\n",
                print(DebugExporter.Verbosity.NORMAL, """
                resource service.name=a
                span pay @trace=0102 @id=03 @start=1000000 @end=3000000 a=b
                """));
    }

    @Test
    void allOfIt() {
        assertEquals("""
                debug: 1 log records, 20 bytes
                {
                  "resourceLogs": [
                    {
                      "resource": {},
                      "scopeLogs": [
                        {
                          "logRecords": [
                            {
                              "severityNumber": 9,
                              "body": {
                                "stringValue": "x{a,\\\\}"
                              }
                            }
                          ]
                        }
                      ]
                    }
                  ]
                }
                """, print(DebugExporter.Verbosity.DETAILED,
                "resource\nlog @severity=9 @body=x{a,\\}"));
    }
}
