package dev.mote.config;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Cases of the specification: protocol/exporter.md and sdk-environment-variables.md. */
class EnvironmentTest {
    private final Problems problems = new Problems("environment");

    private Environment of(String... variables) {
        return new Environment(variables, problems);
    }

    @Test
    void theGeneralEndpointGetsThePathAndMetricsOwnDoesNot() {
        assertNull(of().url("metrics"));
        assertEquals("http://c:4318/v1/metrics",
                of("OTEL_EXPORTER_OTLP_ENDPOINT=http://c:4318").url("metrics"));
        assertEquals("http://c/x/v1/metrics",
                of("OTEL_EXPORTER_OTLP_ENDPOINT=http://c/x/").url("metrics"));
        assertEquals("http://m/own", of("OTEL_EXPORTER_OTLP_ENDPOINT=http://c",
                "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT=http://m/own").url("metrics"));
    }

    @Test
    void aStrayPercentSignStaysOne() {
        assertArrayEquals(new String[] {"a", "%z4", "b", "%4z", "c", "100%", "d", "\u00e9"},
                of("OTEL_EXPORTER_OTLP_HEADERS=a=%z4,b=%4z,c=100%,d=%C3%A9").headers("metrics"));
    }

    @Test
    void emptyIsNotSet() {
        assertEquals(false, of("OTEL_EXPORTER_OTLP_ENDPOINT=").hasEndpoint());
        assertEquals(false, of("OTEL_EXPORTER_OTLP_ENDPOINTS=x").hasEndpoint());
    }

    @Test
    void headersAreDecodedAndMetricsOwnComeLast() {
        assertArrayEquals(new String[] {"api-key", "a=b c", "x", "1", "x", "2"},
                of("OTEL_EXPORTER_OTLP_HEADERS=api-key=a%3Db%20c, x=1",
                        "OTEL_EXPORTER_OTLP_METRICS_HEADERS=x=2",
                        "OTEL_EXPORTER_OTLP_LOGS_HEADERS=x=3").headers("metrics"));
        of("OTEL_EXPORTER_OTLP_HEADERS=secret-without-name").headers("logs");
        assertEquals(List.of("environment: OTEL_EXPORTER_OTLP_HEADERS: expected name=value pairs "
                + "with commas between; pair number 1 has no name or no \"=\""), problems.errors());
    }

    @Test
    void timesAreMilliseconds() {
        assertEquals(2_500_000_000L,
                of("OTEL_METRIC_EXPORT_INTERVAL=2500").intervalNanos(1));
        assertEquals(10, of().intervalNanos(10));
        assertEquals(7, of("OTEL_METRIC_EXPORT_INTERVAL=0").intervalNanos(7));
        assertEquals(List.of("environment: OTEL_METRIC_EXPORT_INTERVAL=0: expected milliseconds "
                + "from 100 to 86400000"), problems.errors());
        assertEquals(3_000_000L, of("OTEL_EXPORTER_OTLP_METRICS_TIMEOUT=3",
                "OTEL_EXPORTER_OTLP_TIMEOUT=9").timeoutNanos(0));
    }

    @Test
    void theServiceNameWins() {
        assertArrayEquals(new String[] {"service.name", "a", "service.name", "b", "k", "v w"},
                of("OTEL_RESOURCE_ATTRIBUTES=service.name=b,k=v%20w", "OTEL_SERVICE_NAME=a")
                        .resource());
    }

    @Test
    void whatIsNotSpokenIsSaid() {
        of("OTEL_EXPORTER_OTLP_PROTOCOL=smoke").check();
        of("OTEL_EXPORTER_OTLP_COMPRESSION=zstd").compression();
        assertEquals(List.of("environment: OTEL_EXPORTER_OTLP_PROTOCOL=smoke: unknown; known here: "
                + "http/protobuf, http/json, grpc",
                        "environment: OTEL_EXPORTER_OTLP_COMPRESSION=zstd: unknown"
                + "; known here: gzip, none"), problems.errors());
    }

    @Test
    void exportingCanBeSwitchedOff() {
        assertEquals(true, of("OTEL_SDK_DISABLED=True").isDisabled());
        assertEquals(false, of("OTEL_SDK_DISABLED=1").isDisabled());
        assertEquals(true, of("OTEL_METRICS_EXPORTER=none").isDisabled());
        assertEquals(false, of("OTEL_EXPORTER_OTLP_ENDPOINT=http://x",
                "OTEL_SDK_DISABLED=true").hasEndpoint());
    }
}
