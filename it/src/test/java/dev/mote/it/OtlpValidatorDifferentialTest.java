package dev.mote.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import dev.mote.component.Batch;
import dev.mote.otlp.OtlpValidator;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.metrics.v1.Metric;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Mote's validation beside the official parser: what it accepts, that accepts, with as many items.
 */
@Tag("it")
class OtlpValidatorDifferentialTest {
    private static final int CASES = 10 * Integer.getInteger("fuzz.cases", 2_000);

    private final OtlpValidator validator = new OtlpValidator();

    @Test
    void whatIsAcceptedTheOfficialParserAccepts() {
        long seed = Long.getLong("fuzz.seed", 1);
        Random random = new Random(seed);
        RandomMessage messages = new RandomMessage(random);
        for (int at = 0; at < CASES; at++) {
            String text = "fuzz.seed=" + seed + " case " + at;
            Message prototype = switch (at % 3) {
                case 0 -> ExportMetricsServiceRequest.getDefaultInstance();
                case 1 -> ExportLogsServiceRequest.getDefaultInstance();
                default -> ExportTraceServiceRequest.getDefaultInstance();
            };
            byte[] bytes = messages.of(prototype).toByteArray();
            int damage = random.nextInt(4);
            for (int count = damage; count > 0 && bytes.length > 0; count--) {
                int where = random.nextInt(Math.min(bytes.length, 400));
                bytes[where] = (byte) (random.nextBoolean() ? bytes[where] ^ 1 << random.nextInt(8)
                        : random.nextInt(256));
            }
            int items = validator.items(Batch.Signal.values()[at % 3], bytes, 0, bytes.length);
            int official = items(prototype.getParserForType(), bytes);
            if (items >= 0 || damage == 0) {
                assertEquals(official, items, text + " " + HexFormat.of().formatHex(bytes));
            }
        }
    }

    private static int items(Parser<? extends Message> parser, byte[] bytes) {
        try {
            return count(parser.parseFrom(bytes));
        } catch (InvalidProtocolBufferException e) {
            return -1;
        }
    }

    private static int count(Message message) {
        int items = 0;
        if (message instanceof ExportLogsServiceRequest logs) {
            for (var resource : logs.getResourceLogsList()) {
                for (var scope : resource.getScopeLogsList()) {
                    items += scope.getLogRecordsCount();
                }
            }
        } else if (message instanceof ExportTraceServiceRequest spans) {
            for (var resource : spans.getResourceSpansList()) {
                for (var scope : resource.getScopeSpansList()) {
                    items += scope.getSpansCount();
                }
            }
        } else if (message instanceof ExportMetricsServiceRequest metrics) {
            for (var resource : metrics.getResourceMetricsList()) {
                for (var scope : resource.getScopeMetricsList()) {
                    items += scope.getMetricsList().stream()
                            .mapToInt(OtlpValidatorDifferentialTest::points).sum();
                }
            }
        }
        return items;
    }

    private static int points(Metric metric) {
        return metric.getGauge().getDataPointsCount() + metric.getSum().getDataPointsCount()
                + metric.getHistogram().getDataPointsCount()
                + metric.getExponentialHistogram().getDataPointsCount()
                + metric.getSummary().getDataPointsCount();
    }
}
