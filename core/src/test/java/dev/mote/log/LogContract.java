package dev.mote.log;

import static dev.mote.log.LogFixture.padded;
import static dev.mote.log.LogFixture.read;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mote.component.Batch;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a log does, wherever it keeps its segments. */
abstract class LogContract {
    final LogFixture with = fixture();

    abstract LogFixture fixture();

    @Test
    void recordsComeInOrderWithWhatIsKnownOfThem() {
        with.start();
        LogReader reader = with.reader("a");
        assertFalse(reader.next());
        with.append(7, "first", 3);
        with.sim.clock.advance(5);
        with.append(7, "second", 4);
        assertEquals(7, reader.waitingItems());
        assertTrue(reader.next());
        assertSame(Batch.Signal.LOGS, reader.signal());
        assertEquals(3, reader.items());
        assertEquals(with.sim.clock.wallNanos() - 5, reader.timeNanos());
        assertNull(reader.timeShift());
        assertFalse(reader.isDeflated());
        assertEquals(5, reader.length());
        assertEquals(5, reader.plainLength());
        assertEquals("second", read(reader));
        reader.rewind();
        assertEquals("first second", read(reader));
    }

    @Test
    void acknowledgedOnesNeverComeAgain() {
        with.start();
        LogReader reader = with.reader("a");
        with.append(7, "1", "2", "3");
        assertEquals("1 2", read(reader, 2));
        reader.acknowledge(reader.position());
        assertEquals(1, reader.waitingItems());
        reader.rewind();
        assertEquals("3", read(reader));
        reader.acknowledge(reader.position());
        assertEquals(0, reader.waitingItems());
        assertEquals(0, reader.waitingBytes());
        assertFalse(reader.mayHaveNext());
        with.append(7, "4");
        assertEquals("4", read(reader));
    }

    @Test
    void readersDoNotDisturbOneAnother() {
        with.start();
        LogReader all = with.reader("all");
        LogReader seven = with.reader("seven", 7);
        LogReader both = with.reader("both", 7, 8);
        with.append(7, "1");
        with.append(8, "2", "3");
        with.append(9, "4");
        with.append(7, "5");
        assertEquals("1 5", read(seven));
        seven.acknowledge(seven.position());
        assertEquals("1 2 3 5", read(both));
        assertEquals("1 2 3 4 5", read(all));
        assertEquals(0, seven.waitingItems());
        assertEquals(4, both.waitingItems());
        assertEquals(5, all.waitingItems());
    }

    @Test
    void whatIsOfOtherSignalsIsNotEvenRead() {
        with.start();
        LogReader logs = with.reader("a", Batch.Signal.LOGS, 7);
        LogReader spans = with.reader("a", Batch.Signal.TRACES, 7);
        with.append(7, "span 1", 2, Batch.Signal.TRACES);
        assertFalse(logs.mayHaveNext());
        assertEquals(0, logs.waitingItems());
        with.append(7, "log", 3, Batch.Signal.LOGS);
        with.append(7, "span 2", 2, Batch.Signal.TRACES);
        assertEquals("log", read(logs));
        assertEquals("span 1 span 2", read(spans));
        logs.acknowledge(logs.position());
        spans.acknowledge(spans.position());
        assertEquals(0, with.log.bytesBehind(spans.position()));
        with.append(7, "span 3", 2, Batch.Signal.TRACES);
        assertFalse(logs.next());
        assertEquals("span 3", read(spans));
    }

    @Test
    void whatIsLongerThanAnyBufferIsWhole() {
        with.start();
        LogReader reader = with.reader("a");
        String text = padded("long", 100_000) + "end";
        with.append(7, text, "short");
        assertEquals(text + " short", read(reader));
    }

    @Test
    void theOldestGiveWayAndAreCountedForWhoWaitsForThem() {
        with.settings.bytesMax = 100_000;
        with.settings.memoryBytesMax = 100_000;
        with.start();
        LogReader slow = with.reader("slow", 7);
        LogReader fast = with.reader("fast");
        LogReader other = with.reader("other", 8);
        for (int at = 0; at < 40; at++) {
            with.append(7, padded(at + " ", 10_000), 2);
            read(fast);
            fast.acknowledge(fast.position());
        }
        long lost = 80 - slow.waitingItems();
        assertTrue(lost >= 60 && lost < 80, lost + " lost");
        long counted = 0;
        for (String each : with.losses) {
            assertTrue(each.startsWith("slow QUEUE_FULL "), each);
            counted += Long.parseLong(each.substring(each.lastIndexOf(' ') + 1));
        }
        assertEquals(lost, counted);
        assertTrue(slow.next());
        assertEquals(slow.waitingItems(), 80 - lost);
        assertFalse(other.next());
        assertTrue(with.log.bytes() <= 100_000);
    }

    @Test
    void whatIsBeingSentDoesNotGiveWay() {
        with.settings.bytesMax = 100_000;
        with.settings.memoryBytesMax = 100_000;
        with.start();
        LogReader reader = with.reader("a");
        with.append(7, padded("sent", 5_000));
        assertTrue(reader.next());
        for (int at = 0; at < 40; at++) {
            with.append(7, padded("later", 10_000));
        }
        byte[] bytes = new byte[4];
        reader.copy(reader.start(), 0, bytes, 0, 4);
        assertEquals("sent", new String(bytes, java.nio.charset.StandardCharsets.US_ASCII));
        int lossesBefore = with.losses.size();
        reader.acknowledge(reader.position());
        assertEquals(lossesBefore, with.losses.size());
    }

    @Test
    void whatIsTooOldExpires() {
        with.start();
        LogReader reader = with.reader("a");
        with.append(7, "old", 3);
        with.pass(8L * 86_400 * LogFixture.SECOND);
        with.append(7, "new");
        with.pass(61 * LogFixture.SECOND);
        assertEquals(List.of("a EXPIRED 3"), with.losses);
        assertEquals("new", read(reader));
    }

    @Test
    void aDateThatIsSetForwardExpiresNothingAtOnce() {
        with.start();
        LogReader reader = with.reader("a");
        with.append(7, "kept");
        with.sim.clock.jumpWall(40L * 86_400 * LogFixture.SECOND);
        with.pass(61 * LogFixture.SECOND);
        with.sim.clock.jumpWall(-40L * 86_400 * LogFixture.SECOND);
        with.pass(1200 * LogFixture.SECOND);
        assertEquals("kept", read(reader));
    }

    @Test
    void timesOfBeforeTheClockWasSetAreShifted() {
        with.sim.clock.jumpWall(-with.sim.clock.wallNanos());
        with.start();
        LogReader reader = with.reader("a");
        with.append(7, "early");
        with.sim.clock.advance(100 * LogFixture.SECOND);
        long nowNanos = 1_800_000_000L * LogFixture.SECOND;
        with.sim.clock.jumpWall(nowNanos - with.sim.clock.wallNanos());
        assertTrue(reader.next());
        assertEquals(nowNanos - 100 * LogFixture.SECOND, reader.timeNanos());
        assertEquals(nowNanos - 100 * LogFixture.SECOND, reader.timeShift().byNanos());
    }

    @Test
    void anEmptyBatchIsNoRecord() {
        with.start();
        with.append(7, "nothing", 0);
        assertEquals(0, with.log.bytes());
    }
}
