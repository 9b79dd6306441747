package dev.mote.exporter;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.mote.bytes.Buffer;
import dev.mote.bytes.Crc32;
import dev.mote.bytes.Gzip;
import dev.mote.component.Batch;
import dev.mote.log.LogReader;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Records that the disk does not give back as they were when a request is made of them. */
@Tag("jvm")
final class OutgoingRequestTest {
    private static final byte[] PLAIN = "some telemetry, some telemetry".getBytes();
    private final Buffer packed = new Buffer(64);
    private int record;
    private int flipped = -1;

    private Object answer(String method, Object[] of) {
        return switch (method) {
            case "signal" -> Batch.Signal.LOGS;
            case "items" -> 1 << record;
            case "timeShift" -> null;
            case "isDeflated" -> true;
            case "length" -> packed.length();
            case "plainLength" -> PLAIN.length;
            case "plainCrc32" -> Crc32.of(PLAIN, 0, PLAIN.length);
            case "start" -> (long) record;
            case "copy" -> copy((long) of[0], (int) of[1], (byte[]) of[2], (int) of[3],
                    (int) of[4]);
            default -> throw new IllegalStateException(method);
        };
    }

    private boolean copy(long start, int at, byte[] into, int offset, int count) {
        System.arraycopy(packed.bytes(), at, into, offset, count);
        into[offset + count / 2] ^= (byte) (start == flipped ? 1 : 0);
        return true;
    }

    private OutgoingRequest request() {
        new Gzip().compressFragment(PLAIN, 0, PLAIN.length, packed.clear());
        OutgoingRequest request = new OutgoingRequest(false, 1000);
        request.readFrom((LogReader) Proxy.newProxyInstance(getClass().getClassLoader(),
                new Class<?>[] {LogReader.class}, (self, method, of) ->
                        answer(method.getName(), of)));
        for (record = 0; record < 3; record++) {
            request.add();
        }
        request.finish();
        return request;
    }

    @Test
    void aDamagedRecordIsLeftOutAndCounted() {
        flipped = 1;
        OutgoingRequest request = request();
        assertEquals(2, request.damagedItems());
        assertEquals(1 + 4, request.items());
        byte[] body = new byte[request.length()];
        request.copy(0, body, 0, body.length);
        assertArrayEquals((new String(PLAIN) + new String(PLAIN)).getBytes(), body);
    }

    @Test
    void nothingIsDamagedUsually() {
        OutgoingRequest request = request();
        assertEquals(0, request.damagedItems());
        assertEquals(7, request.items());
        assertEquals(3 * PLAIN.length, request.length());
    }
}
