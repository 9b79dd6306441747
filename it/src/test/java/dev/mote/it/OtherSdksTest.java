package dev.mote.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.trace.v1.Span;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The official exporters of Python, Node and Go, as {@code it/peers/sdk} has them. */
@Tag("it")
class OtherSdksTest {
    private final Path sdk = Peers.folder("sdk");
    private final RunningReceiver receiver = new RunningReceiver();

    @AfterEach
    void close() {
        receiver.close();
    }

    @ParameterizedTest
    @CsvSource({"python3 send.py,grpc", "python3 send.py,http", "node send.js,grpc",
        "node send.js,http", "./send-go,grpc", "./send-go,http"})
    void allSignalsArrive(String program, String protocol) {
        List<String> command = List.of((program + " " + protocol).split(" "));
        Map<String, String> environment = new TreeMap<>(Map.of(
                "OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:" + receiver.port,
                "OTEL_EXPORTER_OTLP_COMPRESSION", "gzip", "PYTHONPATH", "python"));
        try (Child sender = new Child(program, command, environment, sdk.toFile())) {
            assertEquals(0, sender.awaitExit(60), sender.output());
            assertEquals("", sender.output());
        }
        Set<String> kinds = new TreeSet<>();
        while (kinds.size() < 3) {
            String kind = receiver.await();
            kinds.add(kind);
            check(kind);
        }
        assertEquals("[LOGS 1, METRICS 1, TRACES 3]", kinds.toString());
    }

    private void check(String kind) {
        switch (kind.charAt(0)) {
            case 'L' -> check(receiver.take(ExportLogsServiceRequest.parser()));
            case 'M' -> check(receiver.take(ExportMetricsServiceRequest.parser()));
            default -> check(receiver.take(ExportTraceServiceRequest.parser()));
        }
    }

    private static void check(ExportLogsServiceRequest logs) {
        LogRecord record = logs.getResourceLogs(0).getScopeLogs(0).getLogRecords(0);
        assertEquals("grün", record.getBody().getStringValue());
        assertEquals(13, record.getSeverityNumberValue());
        checkColour(record.getAttributes(0));
    }

    private static void check(ExportMetricsServiceRequest metrics) {
        NumberDataPoint point = metrics.getResourceMetrics(0).getScopeMetrics(0).getMetrics(0)
                .getSum().getDataPoints(0);
        assertEquals(7, point.getAsInt() + point.getAsDouble());
        checkColour(point.getAttributes(0));
    }

    private static void check(ExportTraceServiceRequest traces) {
        List<Span> spans = traces.getResourceSpans(0).getScopeSpans(0).getSpansList();
        for (int at = 0; at < spans.size(); at++) {
            assertEquals("span " + at, spans.get(at).getName());
            assertEquals("event", spans.get(at).getEvents(0).getName());
            checkColour(spans.get(at).getAttributes(0));
        }
    }

    private static void checkColour(KeyValue attribute) {
        assertEquals("colour", attribute.getKey());
        assertEquals("grün", attribute.getValue().getStringValue());
    }
}
