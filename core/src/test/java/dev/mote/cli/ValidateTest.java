package dev.mote.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.mote.os.sim.SimOs;
import org.junit.jupiter.api.Test;

final class ValidateTest {
    private static String validate(String config) {
        SimOs sim = new SimOs();
        sim.files.put("/mote.yaml", config);
        assertEquals(Mote.DONE, new Mote(sim.os(), new String[] {"validate", "/mote.yaml"},
                new String[0], "amd64").run(), () -> sim.files.errors.asText());
        return sim.files.output.asText();
    }

    @Test
    void speaksOfWhatIsConfigured() {
        assertEquals("/mote.yaml: fine; takes host_metrics (14 collectors, every 10 s); "
                + "nothing is delivered (OTEL_EXPORTER_OTLP_ENDPOINT is not set)\n",
                validate("listen: none"));
        assertEquals("/mote.yaml: fine; takes host_metrics (1 collector, every 500 ms), otlp;"
                + " delivers to standard output\n", validate("""
                receivers:
                  host_metrics: {collection_interval: 500ms, scrapers: {load: {}}}
                  otlp: {protocols: {http: {}}}
                exporters: {debug: {}}
                service: {pipelines: {metrics: {receivers: [host_metrics, otlp],
                    exporters: [debug]}}}
                """));
        assertEquals("/mote.yaml: fine; takes otlp; delivers to standard output\n", validate("""
                receivers: {otlp: {protocols: {http: {}}}}
                exporters: {debug: {}}
                service: {pipelines: {metrics: {receivers: [otlp], exporters: [debug]}}}
                """));
    }
}
