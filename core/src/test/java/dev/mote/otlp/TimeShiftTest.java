package dev.mote.otlp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.mote.component.Batch;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class TimeShiftTest {
    private static byte[] moved(String lines) {
        Batch batch = RequestLines.encode(lines);
        new TimeShift(100, 200, 1000).apply(batch.signal.ordinal(), batch.bytes, batch.offset,
                batch.offset + batch.length);
        return bytes(batch);
    }

    private static byte[] bytes(Batch batch) {
        return Arrays.copyOfRange(batch.bytes, batch.offset, batch.offset + batch.length);
    }

    /** The first is 0, "not told"; the others are told by the clock, or not. */
    @Test
    void onlyWhatTheClockCanHaveToldIsMoved() {
        String metric = "resource service.name=a\nmetric m gauge\n";
        assertArrayEquals(bytes(RequestLines.encode(metric
                        + "point @time=99 @value=7\npoint @time=1100 @value=7\n"
                        + "point @time=1200 @value=7\npoint @time=201 @value=7\n")),
                moved(metric + "point @time=99 @value=7\npoint @time=100 @value=7\n"
                        + "point @time=200 @value=7\npoint @time=201 @value=7\n"));
    }
}
