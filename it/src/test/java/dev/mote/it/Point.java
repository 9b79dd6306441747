package dev.mote.it;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One number of an OTLP request with everything that belongs to it, read by the official classes.
 *
 * @param instrument counter, updowncounter (a sum that is not monotonic) or gauge
 * @param attributes sorted by key; the values as text
 */
record Point(String name, String unit, String instrument, Map<String, String> resource,
        Map<String, String> attributes, long startNanos, long timeNanos, boolean isInteger,
        double value) {

    /** What tells this series from every other one. */
    String series() {
        return name + attributes;
    }

    static ExportMetricsServiceRequest parse(byte[] body) {
        try {
            return ExportMetricsServiceRequest.parseFrom(body);
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError("not an ExportMetricsServiceRequest: " + e.getMessage(), e);
        }
    }

    /** Every number of the request, in the order of the message. */
    static List<Point> of(ExportMetricsServiceRequest request) {
        List<Point> points = new ArrayList<>();
        for (ResourceMetrics resourceMetrics : request.getResourceMetricsList()) {
            Map<String, String> resource =
                    texts(resourceMetrics.getResource().getAttributesList());
            for (ScopeMetrics scope : resourceMetrics.getScopeMetricsList()) {
                for (Metric metric : scope.getMetricsList()) {
                    add(points, resource, metric);
                }
            }
        }
        return points;
    }

    private static void add(List<Point> points, Map<String, String> resource, Metric metric) {
        List<NumberDataPoint> numbers = switch (metric.getDataCase()) {
            case GAUGE -> metric.getGauge().getDataPointsList();
            case SUM -> metric.getSum().getDataPointsList();
            default -> throw new AssertionError(metric.getName() + " is " + metric.getDataCase());
        };
        String instrument = !metric.hasSum() ? "gauge"
                : metric.getSum().getIsMonotonic() ? "counter" : "updowncounter";
        for (NumberDataPoint n : numbers) {
            boolean isInteger = n.getValueCase() == NumberDataPoint.ValueCase.AS_INT;
            points.add(new Point(metric.getName(), metric.getUnit(), instrument, resource,
                    texts(n.getAttributesList()), n.getStartTimeUnixNano(), n.getTimeUnixNano(),
                    isInteger, isInteger ? n.getAsInt() : n.getAsDouble()));
        }
    }

    private static Map<String, String> texts(List<KeyValue> attributes) {
        Map<String, String> texts = new TreeMap<>();
        for (KeyValue attribute : attributes) {
            if (texts.put(attribute.getKey(), text(attribute.getValue())) != null) {
                throw new AssertionError("two attributes named " + attribute.getKey());
            }
        }
        return texts;
    }

    private static String text(AnyValue value) {
        return switch (value.getValueCase()) {
            case STRING_VALUE -> value.getStringValue();
            case INT_VALUE -> Long.toString(value.getIntValue());
            case DOUBLE_VALUE -> Double.toString(value.getDoubleValue());
            case BOOL_VALUE -> Boolean.toString(value.getBoolValue());
            default -> value.toString();
        };
    }

    /** Fails if any message inside has a field that the official classes do not know. */
    static void checkNoUnknownFields(Message message) {
        if (!message.getUnknownFields().asMap().isEmpty()) {
            throw new AssertionError(message.getDescriptorForType().getFullName()
                    + " has unknown fields " + message.getUnknownFields().asMap().keySet());
        }
        for (Object value : message.getAllFields().values()) {
            if (value instanceof Message inner) {
                checkNoUnknownFields(inner);
            } else if (value instanceof List<?> list) {
                for (Object element : list) {
                    if (element instanceof Message inner) {
                        checkNoUnknownFields(inner);
                    }
                }
            }
        }
    }
}
