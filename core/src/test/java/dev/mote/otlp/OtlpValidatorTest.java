package dev.mote.otlp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.mote.bytes.Buffer;
import dev.mote.component.Batch;
import org.junit.jupiter.api.Test;

/** The differential test against the official parser is in the module it. */
final class OtlpValidatorTest {
    private final OtlpValidator validator = new OtlpValidator();

    private int logs(int... bytes) {
        byte[] array = new byte[bytes.length];
        for (int at = 0; at < bytes.length; at++) {
            array[at] = (byte) bytes[at];
        }
        return validator.items(Batch.Signal.LOGS, array, 0, array.length);
    }

    @Test
    void itemsAreCounted() {
        assertEquals(0, logs());
        assertEquals(2, logs(10, 6, 18, 4, 18, 0, 18, 0));
        assertEquals(1, logs(10, 4, 18, 2, 18, 0, 0xA8, 1, 5), "a newer field");
        assertEquals(1, logs(10, 5, 18, 0x82, 0, 18, 0), "a length of two bytes");
    }

    @Test
    void malformedRequestsAreFound() {
        assertEquals(-1, logs(10));
        assertEquals(-1, logs(10, 1));
        assertEquals(-1, logs(10, 2, 18, 4));
        assertEquals(-1, logs(0, 1));
        assertEquals(-1, logs(2, 0));
        assertEquals(-1, logs(11, 12), "groups");
        assertEquals(-1, logs(8, 0x80), "a varint without end");
        assertEquals(-1, logs(8, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 1));
        assertEquals(-1, logs(10, 255, 255, 255, 255, 255, 255, 255, 255, 255, 1), "-1 bytes");
        assertEquals(-1, logs(9, 1, 2, 3, 4, 5, 6, 7));
        assertEquals(-1, logs(13, 1, 2, 3));
        assertEquals(-1, logs(14, 0));
        assertEquals(-1, logs(0x92, 0), "a long tag without content");
    }

    @Test
    void textsAreMended() {
        byte[] bytes = {10, 6, 26, 4, 'a', -1, (byte) 0xC3, (byte) 0xA9};
        assertEquals(0, validator.items(Batch.Signal.LOGS, bytes, 0, bytes.length));
        assertEquals('?', bytes[5]);
        assertEquals((byte) 0xC3, bytes[6]);
        assertEquals(1, validator.takeMended());
        assertEquals(0, validator.takeMended());
    }

    @Test
    void nestingHasAnEnd() {
        Buffer value = new Buffer(100);
        for (int depth = 0; depth < 200; depth++) {
            Buffer outer = new Buffer(100).put(42).varint(value.length() + 3);
            outer.put(10).varint(value.length()).put(value.bytes(), 0, value.length());
            value = outer;
        }
        Buffer body = new Buffer(100).put(42).varint(value.length());
        body.put(value.bytes(), 0, value.length());
        Buffer all = new Buffer(100);
        for (int field : new int[] {18, 18, 10}) {
            all.clear().put(field).varint(body.length()).put(body.bytes(), 0, body.length());
            body.clear().put(all.bytes(), 0, all.length());
        }
        assertEquals(-1, validator.items(Batch.Signal.LOGS, all.bytes(), 0, all.length()));
    }
}
