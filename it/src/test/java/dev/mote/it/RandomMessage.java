package dev.mote.it;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.UnknownFieldSet;
import java.util.Random;

/** Valid messages of any kind, with unknown fields here and there. */
final class RandomMessage {
    private static final int DEPTH_MAX = 9;
    private static final String[] TEXTS = {"a", "b", "c", "", "é€", "service.name",
        "a text that is longer than a hundred and twenty-seven bytes, so that its length takes two"
                + " bytes, as does that of what is around it"};

    private final Random random;

    RandomMessage(Random random) {
        this.random = random;
    }

    <M extends Message> Message of(M prototype) {
        return fill(prototype.newBuilderForType(), 0).build();
    }

    private Message.Builder fill(Message.Builder message, int depth) {
        for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
            boolean nested = field.getJavaType() == FieldDescriptor.JavaType.MESSAGE;
            boolean chosen = random.nextInt(4) > 0 && (depth < DEPTH_MAX || !nested)
                    && (field.getContainingOneof() == null
                            || !message.hasOneof(field.getContainingOneof()));
            if (!chosen || depth > 4 && random.nextBoolean() && field.isRepeated()) {
                continue;
            }
            if (!field.isRepeated()) {
                message.setField(field, value(message, field, depth));
            }
            for (int times = random.nextInt(4); field.isRepeated() && times > 0; times--) {
                message.addRepeatedField(field, value(message, field, depth));
            }
        }
        if (random.nextInt(6) == 0) {
            message.setUnknownFields(UnknownFieldSet.newBuilder().addField(
                    500 + random.nextInt(3), UnknownFieldSet.Field.newBuilder()
                            .addVarint(random.nextLong()).build()).build());
        }
        return message;
    }

    private Object value(Message.Builder message, FieldDescriptor field, int depth) {
        return switch (field.getJavaType()) {
            case INT -> random.nextInt();
            case LONG -> random.nextBoolean() ? random.nextInt(200) : random.nextLong();
            case FLOAT -> random.nextFloat();
            case DOUBLE -> random.nextBoolean() ? random.nextInt(9) / 2.0 : random.nextGaussian();
            case BOOLEAN -> random.nextBoolean();
            case STRING -> TEXTS[random.nextInt(TEXTS.length)];
            case BYTE_STRING -> {
                byte[] bytes = new byte[random.nextInt(20)];
                random.nextBytes(bytes);
                yield ByteString.copyFrom(bytes);
            }
            case ENUM -> field.getEnumType().getValues().get(
                    random.nextInt(field.getEnumType().getValues().size()));
            case MESSAGE -> fill(message.newBuilderForField(field), depth + 1).build();
        };
    }
}
