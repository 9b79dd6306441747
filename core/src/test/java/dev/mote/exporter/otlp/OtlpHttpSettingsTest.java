package dev.mote.exporter.otlp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mote.bytes.Buffer;
import dev.mote.component.Batch;
import dev.mote.config.Config;
import dev.mote.config.Environment;
import dev.mote.config.Problems;
import dev.mote.config.Section;
import dev.mote.exporter.DeliverySettings;
import dev.mote.pipeline.Program;
import org.junit.jupiter.api.Test;

final class OtlpHttpSettingsTest {
    private static final long SECOND = 1_000_000_000L;

    private Problems problems = new Problems("test.yaml");
    private String[] variables = {};
    private DeliverySettings delivery;

    private OtlpHttpSettings read(String yaml) {
        problems = new Problems("test.yaml");
        Buffer text = new Buffer(200).ascii("receivers: {host_metrics: {}}\nexporters:\n"
                + "  otlp_http:\n" + yaml + "service:\n  pipelines:\n    metrics:\n"
                + "      receivers: [host_metrics]\n      exporters: [otlp_http]\n");
        Config config = Config.read(text.bytes(), text.length(), variables,
                Program.agent("1", "amd64").types(), problems);
        Section section = config.exporters().get(0).section;
        OtlpHttpSettings settings = OtlpHttpSettings.from(section,
                new Environment(variables, problems));
        delivery = DeliverySettings.from(section, true);
        section.finish();
        return settings;
    }

    private void assertRefused(String yaml, String words) {
        read(yaml);
        assertTrue(problems.any(), yaml);
        assertTrue(problems.errors().get(0).contains(words), problems.errors().get(0));
    }

    @Test
    void theCollectorsKeysAreRead() {
        OtlpHttpSettings settings = read("    endpoint: http://a:4318/otlp/\n"
                + "    headers: {X-Key: abc}\n    compression: none\n    timeout: 3s\n"
                + "    retry_on_failure: {initial_interval: 2s, max_interval: 1m, "
                + "max_elapsed_time: 5m}\n    sending_queue: {sizer: bytes, queue_size: 1MiB}\n"
                + "    tls: {insecure: true}\n");
        assertEquals("", problems.any() ? problems.errors().get(0) : "");
        assertEquals("http://a:4318/otlp/v1/metrics",
                settings.url(Batch.Signal.METRICS).toString());
        assertEquals("abc", settings.headers.value("x-key"));
        assertFalse(settings.gzip);
        assertEquals(3 * SECOND, settings.timeoutNanos);
        assertEquals("http://a:4318/otlp/v1/logs",
                settings.url(Batch.Signal.LOGS).toString());
        assertEquals(2 * SECOND, delivery.retryInitialNanos);
        assertEquals(60 * SECOND, delivery.retryMaxNanos);
        assertEquals(300 * SECOND, delivery.retryElapsedMaxNanos);
        assertEquals(1 << 20, delivery.queueBytes);
    }

    @Test
    void metricsOwnEndpointIsTakenAsItIs() {
        OtlpHttpSettings settings = read("    metrics_endpoint: http://a/api?x=1\n");
        assertEquals("http://a/api?x=1", settings.url(Batch.Signal.METRICS).toString());
        assertTrue(settings.gzip);
        assertEquals(10 * SECOND, settings.timeoutNanos);
    }

    @Test
    void theEnvironmentFillsInAnEndpointWithItsSettings() {
        variables = new String[] {"OTEL_EXPORTER_OTLP_ENDPOINT=http://b:4318",
            "OTEL_EXPORTER_OTLP_HEADERS=Authorization=Bearer%20xyz",
            "OTEL_EXPORTER_OTLP_TRACES_HEADERS=authorization=Bearer%20traces",
            "OTEL_EXPORTER_OTLP_COMPRESSION=none", "OTEL_EXPORTER_OTLP_METRICS_TIMEOUT=1500"};
        OtlpHttpSettings settings = OtlpHttpSettings.from(Section.empty(problems),
                new Environment(variables, problems));
        assertFalse(problems.any());
        assertEquals("http://b:4318/v1/metrics", settings.url(Batch.Signal.METRICS).toString());
        assertEquals("Bearer xyz", settings.headers(Batch.Signal.LOGS).value("authorization"));
        assertEquals("Bearer traces",
                settings.headers(Batch.Signal.TRACES).value("authorization"));
        assertFalse(settings.gzip);
        assertEquals(1_500_000_000L, settings.timeoutNanos);
    }

    @Test
    void secretsOfTheEnvironmentStayWithItsEndpoint() {
        variables = new String[] {"OTEL_EXPORTER_OTLP_ENDPOINT=http://b:4318",
            "OTEL_EXPORTER_OTLP_HEADERS=Authorization=Bearer%20xyz"};
        assertTrue(read("    endpoint: http://a\n").headers.isEmpty());
    }

    @Test
    void mistakesAreExplained() {
        assertRefused("    compression: gzip\n", "endpoint is missing");
        assertRefused("    endpoint: localhost:4318\n", "begins with http");
        assertRefused("    endpoint: http://a\n    tls: {ca: x}\n", "unknown key \"ca\"");
        assertRefused("    endpoint: http://a\n    auth: {bearer_token: x}\n"
                + "    headers: {Authorization: y}\n", "not both");
        assertRefused("    endpoint: http://a\n    headrs: {}\n", "unknown key \"headrs\"");
        assertRefused("    endpoint: http://a\n    headers: {\"a b\": c}\n", "no header can have");
        assertRefused("    endpoint: http://a\n    headers: {a: \"b\\r\\nc: d\"}\n",
                "no header can have");
        assertRefused("    endpoint: http://a\n    headers: {Content-Length: 3}\n",
                "is set by Mote itself");
        assertRefused("    endpoint: http://a\n    compression: zstd\n", "zstd");
        assertRefused("    endpoint: http://a\n    sending_queue: {queue_size: 10}\n",
                "queue_size");
        assertNull(read("    endpoint: ftp://a\n"));
        assertTrue(read("    endpoint: https://a\n").url(Batch.Signal.METRICS).secure());
        assertNotNull(read("    endpoint: http://a\n"));
    }
}
