package dev.mote.otlp;

import dev.mote.bytes.Buffer;
import dev.mote.component.Batch;
import java.util.Random;

/** Requests with any of OTLP's fields, by chance. */
public final class OtlpSample {
    private final Random random;
    private final Buffer out = new Buffer(1000);

    public OtlpSample(Random random) {
        this.random = random;
    }

    /** One request; valid until the next. */
    public Buffer request(Batch.Signal signal) {
        out.clear();
        message(OtlpFields.request(signal), 0);
        return out;
    }

    private void message(String[] fields, int depth) {
        for (String field : fields) {
            int times = depth < 3 ? 1 + random.nextInt(3) : random.nextInt(depth > 8 ? 2 : 3) - 1;
            times = OtlpFields.isRepeated(field) ? times : Math.min(1, times);
            boolean packed = "UDV".indexOf(OtlpFields.kind(field)) >= 0;
            for (; times > 0; times -= packed ? times : 1) {
                field(OtlpFields.number(field), OtlpFields.kind(field), depth);
            }
        }
    }

    private void field(int number, char kind, int depth) {
        switch (kind) {
            case OtlpFields.DOUBLE, OtlpFields.SIGNED, OtlpFields.UNSIGNED ->
                out.varint(number << 3 | 1).fixed64(random.nextLong());
            case OtlpFields.BOOLEAN -> out.varint(number << 3).varint(random.nextInt(2));
            case OtlpFields.SMALL, OtlpFields.ZIGZAG ->
                out.varint(number << 3).varint(random.nextInt(30));
            case OtlpFields.SIGNED_VARINT -> out.varint(number << 3).varint(random.nextLong());
            case OtlpFields.FIXED32 -> {
                out.varint(number << 3 | 5);
                out.put(random.nextInt(256)).put(0).put(1).put(0);
            }
            default -> {
                int start = Protobuf.begin(out, number);
                content(kind, depth);
                Protobuf.end(out, start);
            }
        }
    }

    private void content(char kind, int depth) {
        int count = random.nextInt(6);
        switch (kind) {
            case OtlpFields.STRING ->
                out.utf8("aé\"\n\u0001\u20ac\ud83d\ude00/".substring(0, count));
            case OtlpFields.BYTES, OtlpFields.ID -> {
                byte[] bytes = new byte[kind == OtlpFields.ID ? 8 : count];
                random.nextBytes(bytes);
                out.put(bytes, 0, bytes.length);
            }
            case OtlpFields.UNSIGNED_PACKED, OtlpFields.DOUBLE_PACKED -> {
                for (int at = 0; at <= count; at++) {
                    out.fixed64(random.nextLong());
                }
            }
            case OtlpFields.VARINT_PACKED -> {
                for (int at = 0; at <= count; at++) {
                    out.varint(random.nextLong() >>> random.nextInt(64));
                }
            }
            default -> {
                if (depth < 12) {
                    message(OtlpFields.message(kind), depth + 1);
                }
            }
        }
    }
}
