package dev.mote.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.exporter.otlp.http.logs.OtlpHttpLogRecordExporter;
import io.opentelemetry.exporter.otlp.http.metrics.OtlpHttpMetricExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.logs.OtlpGrpcLogRecordExporter;
import io.opentelemetry.exporter.otlp.metrics.OtlpGrpcMetricExporter;
import io.opentelemetry.exporter.otlp.trace.OtlpGrpcSpanExporter;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import io.opentelemetry.sdk.logs.export.LogRecordExporter;
import io.opentelemetry.sdk.logs.export.SimpleLogRecordProcessor;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.export.MetricExporter;
import io.opentelemetry.sdk.metrics.export.PeriodicMetricReader;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The official Java exporters send all signals by gRPC and HTTP; what arrives is what was sent. */
@Tag("it")
class SdkExportersTest {
    private static final AttributeKey<String> COLOUR = AttributeKey.stringKey("colour");

    @TempDir
    private Path folder;
    private RunningReceiver receiver = new RunningReceiver();
    private final String base = "http://127.0.0.1:" + receiver.port;

    @Test
    void allSignalsArriveByGrpc() {
        for (String compression : new String[] {"none", "gzip"}) {
            spans(OtlpGrpcSpanExporter.builder().setEndpoint(base).setCompression(compression)
                    .build());
            metrics(OtlpGrpcMetricExporter.builder().setEndpoint(base)
                    .setCompression(compression).build());
            logs(OtlpGrpcLogRecordExporter.builder().setEndpoint(base)
                    .setCompression(compression).build());
        }
        receiver.close();
    }

    @Test
    void allSignalsArriveByHttp() {
        for (String compression : new String[] {"none", "gzip"}) {
            spans(OtlpHttpSpanExporter.builder().setEndpoint(base + "/v1/traces")
                    .setCompression(compression).build());
            metrics(OtlpHttpMetricExporter.builder().setEndpoint(base + "/v1/metrics")
                    .setCompression(compression).build());
            logs(OtlpHttpLogRecordExporter.builder().setEndpoint(base + "/v1/logs")
                    .setCompression(compression).build());
        }
        receiver.close();
    }

    @Test
    void certificatesOfBothSidesAreVerified() throws IOException {
        receiver.close();
        TlsFiles files = new TlsFiles(folder);
        receiver = new RunningReceiver(", tls: {cert_file: \"" + files.path("server")
                + "\", key_file: \"" + files.path("server-key") + "\", client_ca_file: \""
                + files.path("ca") + "\"}");
        byte[] trusted = Files.readAllBytes(Path.of(files.path("ca")));
        byte[] certificate = Files.readAllBytes(Path.of(files.path("client")));
        byte[] key = Files.readAllBytes(Path.of(files.path("client-key")));
        String secure = "https://127.0.0.1:" + receiver.port;
        spans(OtlpGrpcSpanExporter.builder().setEndpoint(secure)
                .setTrustedCertificates(trusted).setClientTls(key, certificate).build());
        spans(OtlpHttpSpanExporter.builder().setEndpoint(secure + "/v1/traces")
                .setTrustedCertificates(trusted).setClientTls(key, certificate).build());
        receiver.close();
    }

    private void spans(SpanExporter exporter) {
        try (SdkTracerProvider provider = SdkTracerProvider.builder()
                .addSpanProcessor(SimpleSpanProcessor.create(exporter)).build()) {
            for (int at = 0; at < 3; at++) {
                Span span = provider.get("it").spanBuilder("span " + at)
                        .setAttribute(COLOUR, "grün").startSpan();
                span.addEvent("event");
                span.end();
                assertTrue(provider.forceFlush().join(10, TimeUnit.SECONDS).isSuccess());
                assertEquals("TRACES 1", receiver.await());
                var sent = receiver.take(ExportTraceServiceRequest.parser()).getResourceSpans(0)
                        .getScopeSpans(0).getSpans(0);
                assertEquals("span " + at, sent.getName());
                assertEquals("grün", sent.getAttributes(0).getValue().getStringValue());
                assertEquals(span.getSpanContext().getTraceId(), java.util.HexFormat.of()
                        .formatHex(sent.getTraceId().toByteArray()));
                assertEquals("event", sent.getEvents(0).getName());
            }
        }
    }

    private void metrics(MetricExporter exporter) {
        try (SdkMeterProvider provider = SdkMeterProvider.builder().registerMetricReader(
                PeriodicMetricReader.builder(exporter).build()).build()) {
            var counter = provider.get("it").counterBuilder("count").build();
            for (int at = 0; at < 1_900; at++) {
                counter.add(at, Attributes.of(COLOUR, "colour " + at));
            }
            provider.get("it").histogramBuilder("histogram").build().record(7);
            assertTrue(provider.forceFlush().join(10, TimeUnit.SECONDS).isSuccess());
            assertEquals("METRICS 1901", receiver.await());
            var metrics = receiver.take(ExportMetricsServiceRequest.parser())
                    .getResourceMetrics(0).getScopeMetrics(0);
            assertEquals(1_900 * 1_899 / 2, metrics.getMetricsList().stream()
                    .flatMap(metric -> metric.getSum().getDataPointsList().stream())
                    .mapToLong(point -> point.getAsInt()).sum());
        }
        // What it sends once more at its end.
        receiver.await();
        receiver.take(ExportMetricsServiceRequest.parser());
    }

    private void logs(LogRecordExporter exporter) {
        try (SdkLoggerProvider provider = SdkLoggerProvider.builder().addLogRecordProcessor(
                SimpleLogRecordProcessor.create(exporter)).build()) {
            provider.get("it").logRecordBuilder().setBody("é".repeat(100_000))
                    .setSeverity(Severity.WARN).emit();
            assertTrue(provider.forceFlush().join(10, TimeUnit.SECONDS).isSuccess());
            assertEquals("LOGS 1", receiver.await());
            LogRecord sent = receiver.take(ExportLogsServiceRequest.parser()).getResourceLogs(0)
                    .getScopeLogs(0).getLogRecords(0);
            assertEquals("é".repeat(100_000), sent.getBody().getStringValue());
            assertEquals(13, sent.getSeverityNumberValue());
        }
    }
}
