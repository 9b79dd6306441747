package dev.mote.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The official protobuf classes read what Mote sends, and would have written the same. */
@Tag("it")
class OfficialProtobufTest {
    @Test
    void requestsAreWhatTheSpecificationSays() {
        try (Sink sink = new Sink(Sink.OK)) {
            Map<String, String> environment =
                    new HashMap<>(MoteProcess.exportTo(sink.url() + "/base/", 300));
            environment.put("OTEL_EXPORTER_OTLP_HEADERS", "api-key=a%20b,x-tenant=t1");
            environment.put("OTEL_EXPORTER_OTLP_COMPRESSION", "gzip");
            try (MoteProcess mote = MoteProcess.run(environment)) {
                sink.awaitRequests(mote, 4, 20);
            }
            for (Sink.Request request : sink.requests()) {
                checkHead(request);
                checkBody(request);
            }
            assertEquals(1, sink.connections(), "one connection is kept");
        }
    }

    private static void checkHead(Sink.Request request) {
        assertEquals("POST", request.method());
        assertEquals("/base/v1/metrics", request.path());
        assertEquals("application/x-protobuf", request.headers().get("content-type"));
        assertEquals("gzip", request.headers().get("content-encoding"));
        assertEquals("a b", request.headers().get("api-key"));
        assertEquals("t1", request.headers().get("x-tenant"));
        assertTrue(request.headers().get("user-agent").contains("OTel-OTLP-Exporter-Java/"),
                request.headers().get("user-agent"));
        assertTrue(request.headers().get("host").startsWith("127.0.0.1:"));
    }

    /** Nothing unknown inside, and written again by the official classes it has the same size. */
    private static void checkBody(Sink.Request request) {
        ExportMetricsServiceRequest message = Point.parse(request.body());
        Point.checkNoUnknownFields(message);
        assertEquals(request.body().length, message.toByteArray().length);
        assertEquals(Point.parse(message.toByteArray()), message);
        Set<String> series = new HashSet<>();
        for (Point point : request.points()) {
            assertTrue(series.add(point.series()), () -> "twice in one request: " + point);
        }
        assertTrue(series.size() > 50, () -> "only " + series.size() + " series");
    }
}
