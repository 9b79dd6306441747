package dev.mote.prometheus;

import static org.junit.jupiter.api.Assertions.assertSame;

import dev.mote.bytes.Buffer;
import org.junit.jupiter.api.Test;

class ExpositionFormatTest {
    private static ExpositionFormat accepted(String header) {
        Buffer bytes = new Buffer(256).ascii(header);
        return ExpositionFormat.accepted(bytes.bytes(), 0, bytes.length());
    }

    @Test
    void givesPrometheusWhatItLikesBest() {
        assertSame(ExpositionFormat.OPENMETRICS, accepted(
                "application/openmetrics-text;version=1.0.0;"
                + "escaping=allow-utf-8;q=0.6,application/openmetrics-text;version=0.0.1;q=0.5,"
                + "text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,"
                + "text/plain;version=0.0.4;q=0.3,"
                + "*/*;q=0.2"));
        assertSame(ExpositionFormat.OPENMETRICS, accepted("application/openmetrics-text;"
                + "version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,"
                + "text/plain;version=0.0.4;q=0.5,*/*;q=0.1"));
        assertSame(ExpositionFormat.TEXT, accepted(
                "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;q=0.9,"
                + "text/plain;version=0.0.4;q=0.8,application/openmetrics-text;q=0.7"));
    }

    @Test
    void readsQualities() {
        assertSame(ExpositionFormat.TEXT, accepted(
                "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"));
        assertSame(ExpositionFormat.TEXT, accepted(
                "application/openmetrics-text;q=0, */*;q=0.001"));
        assertSame(ExpositionFormat.OPENMETRICS,
                accepted("text/plain ; q=0.30 , Application/OpenMetrics-Text ; Q=0.301"));
        assertSame(ExpositionFormat.TEXT, accepted("application/openmetrics-text; version=2.0.0"));
        assertSame(ExpositionFormat.TEXT, accepted(""));
        assertSame(ExpositionFormat.TEXT, accepted(",;,;q=;=,"));
    }
}
