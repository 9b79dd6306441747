package dev.mote.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import dev.mote.component.Batch;
import dev.mote.otlp.AnyValue;
import dev.mote.otlp.Edit;
import dev.mote.otlp.Item;
import dev.mote.otlp.Level;
import dev.mote.otlp.Rewriter;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The rewriter on random requests, beside the same edit made on a tree of the official classes:
 * the results are equal as messages, with every unknown field.
 */
@Tag("it")
class RewriterDifferentialTest {
    private static final int CASES = Integer.getInteger("fuzz.cases", 1_500);
    private static final Set<String> RECORDS = Set.of("NumberDataPoint", "HistogramDataPoint",
            "ExponentialHistogramDataPoint", "SummaryDataPoint", "LogRecord", "Span");
    private static final List<Message> REQUESTS = List.of(
            ExportMetricsServiceRequest.getDefaultInstance(),
            ExportLogsServiceRequest.getDefaultInstance(),
            ExportTraceServiceRequest.getDefaultInstance());
    private static final byte[] A = {'a'};
    private static final byte[] B = {'b'};

    /** What to do at each level: delete "a", set "b" to "new", and leave out records with "c". */
    private record Plan(boolean resources, boolean records, boolean events, boolean leaveOut)
            implements Edit {
        @Override
        public boolean wants(Level level) {
            return switch (level) {
                case RESOURCE -> resources;
                case RECORD -> records || leaveOut;
                case EVENT -> events;
                default -> false;
            };
        }

        @Override
        public boolean keep(Level level, Item item) {
            if (level == Level.RECORD && leaveOut
                    && item.record.attribute(new byte[] {'c'}) >= 0) {
                return false;
            }
            if (level != Level.RECORD || records) {
                item.at(level).removeAll(A);
                item.at(level).put(B, new AnyValue().string("new"));
            }
            return true;
        }
    }

    @Test
    void isTheSameEditAsOnATree() throws InvalidProtocolBufferException {
        long seed = Long.getLong("fuzz.seed", 1);
        System.out.println("RewriterDifferentialTest: fuzz.seed=" + seed);
        Random random = new Random(seed);
        for (int round = 0; round < CASES; round++) {
            int signal = random.nextInt(3);
            Message request = new RandomMessage(random).of(REQUESTS.get(signal));
            Plan plan = new Plan(random.nextBoolean(), random.nextBoolean(), random.nextBoolean(),
                    random.nextInt(3) == 0);
            byte[] bytes = request.toByteArray();
            int[] left = new int[1];
            Message expected = edited(request, plan, left);
            Rewriter rewriter = new Rewriter(plan);
            int items = items(request);
            assertTrue(rewriter.rewrite(new Batch().set(Batch.Signal.values()[signal], bytes, 0,
                    bytes.length, items, 1)), () -> "seed " + seed);
            Batch result = rewriter.result();
            Message actual = request.getParserForType().parseFrom(result.bytes, result.offset,
                    result.length);
            assertEquals(expected, actual, () -> "seed " + seed);
            assertEquals(items(expected), result.items);
            assertEquals(left[0], rewriter.leftOut());
        }
    }

    private static int items(Message message) {
        if (RECORDS.contains(message.getDescriptorForType().getName())) {
            return 1;
        }
        int items = 0;
        for (Message each : messages(message)) {
            items += items(each);
        }
        return items;
    }

    private static List<Message> messages(Message message) {
        List<Message> found = new ArrayList<>();
        message.getAllFields().forEach((field, value) -> {
            if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
                for (Object each : field.isRepeated() ? (List<?>) value : Arrays.asList(value)) {
                    found.add((Message) each);
                }
            }
        });
        return found;
    }

    /** Null: left out. A message that had something below and has nothing now is left out too. */
    private static Message edited(Message message, Plan plan, int[] left) {
        String name = message.getDescriptorForType().getName();
        boolean record = RECORDS.contains(name);
        if (record && plan.leaveOut && has(message, "c")) {
            left[0]++;
            return null;
        }
        Message.Builder result = message.toBuilder();
        boolean hadBelow = false;
        boolean hasBelow = false;
        for (FieldDescriptor field : message.getAllFields().keySet()) {
            if (field.getJavaType() != FieldDescriptor.JavaType.MESSAGE || isValue(field)) {
                continue;
            }
            boolean below = leadsDown(field) && !record;
            if (!field.isRepeated()) {
                Message part = edited((Message) message.getField(field), plan, left);
                hadBelow |= below;
                hasBelow |= below && part != null;
                if (part != null) {
                    result.setField(field, part);
                }
                continue;
            }
            List<Message> kept = new ArrayList<>();
            for (Object each : (List<?>) message.getField(field)) {
                Message part = edited((Message) each, plan, left);
                if (part != null) {
                    kept.add(part);
                }
            }
            hadBelow |= below;
            hasBelow |= below && !kept.isEmpty();
            result.setField(field, kept);
        }
        FieldDescriptor resource = message.getDescriptorForType().findFieldByName("resource");
        if (resource != null && !message.hasField(resource) && plan.resources) {
            // No resource is an empty one, and can be given attributes.
            Message.Builder empty = result.newBuilderForField(resource);
            attributes(empty);
            result.setField(resource, empty.build());
        }
        boolean edit = name.equals("Resource") ? plan.resources : record ? plan.records
                : name.equals("Event") && plan.events;
        if (edit) {
            attributes(result);
        }
        boolean emptied = hadBelow && !hasBelow && !name.startsWith("Export");
        return emptied ? null : result.build();
    }

    private static boolean leadsDown(FieldDescriptor field) {
        String type = field.getMessageType().getName();
        return RECORDS.contains(type) || Set.of("ResourceMetrics", "ResourceLogs", "ResourceSpans",
                "ScopeMetrics", "ScopeLogs", "ScopeSpans", "Metric", "Gauge", "Sum", "Histogram",
                "ExponentialHistogram", "Summary").contains(type);
    }

    private static boolean isValue(FieldDescriptor field) {
        return Set.of("AnyValue", "KeyValue", "Exemplar", "Link")
                .contains(field.getMessageType().getName());
    }

    private static boolean has(Message message, String key) {
        FieldDescriptor field = message.getDescriptorForType().findFieldByName("attributes");
        for (Object each : (List<?>) message.getField(field)) {
            if (((KeyValue) each).getKey().equals(key)) {
                return true;
            }
        }
        return false;
    }

    private static void attributes(Message.Builder message) {
        FieldDescriptor field = message.getDescriptorForType().findFieldByName("attributes");
        List<KeyValue> kept = new ArrayList<>();
        int last = -1;
        for (Object each : (List<?>) message.getField(field)) {
            KeyValue attribute = (KeyValue) each;
            if (!attribute.getKey().equals("a")) {
                last = attribute.getKey().equals("b") ? kept.size() : last;
                kept.add(attribute);
            }
        }
        KeyValue added = KeyValue.newBuilder().setKey("b").setValue(
                io.opentelemetry.proto.common.v1.AnyValue.newBuilder().setStringValue("new"))
                .build();
        if (last < 0) {
            kept.add(added);
        } else {
            kept.set(last, added);
        }
        message.setField(field, kept);
    }
}
