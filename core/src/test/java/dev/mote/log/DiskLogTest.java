package dev.mote.log;

import static dev.mote.log.LogFixture.SECOND;
import static dev.mote.log.LogFixture.padded;
import static dev.mote.log.LogFixture.read;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mote.component.Batch;
import dev.mote.os.Errno;
import dev.mote.os.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What only a log in a directory does: it comes back, and it survives its disk. */
class DiskLogTest extends LogContract {
    @Override
    LogFixture fixture() {
        return new LogFixture(true);
    }

    @Test
    void aKilledProcessLosesNothing() {
        with.start();
        LogReader reader = with.reader("a");
        with.append(7, "1", "2", "3");
        assertEquals("1", read(reader, 1));
        reader.acknowledge(reader.position());
        assertEquals("2", read(reader, 1));
        with.start();
        reader = with.reader("a");
        assertEquals(2, reader.waitingItems());
        assertEquals("2 3", read(reader));
        assertEquals("1 2 3", read(with.reader("new")));
        with.append(7, "4");
        assertEquals("4", read(reader));
        assertEquals(List.of(), with.losses);
    }

    @Test
    void eachSignalGoesOnWhereTheExporterWas() {
        with.start();
        LogReader all = with.reader("a");
        with.append(7, "log 1", 1, Batch.Signal.LOGS);
        with.append(7, "span 1", 1, Batch.Signal.TRACES);
        read(all);
        all.acknowledge(all.position());
        with.append(7, "log 2", 1, Batch.Signal.LOGS);
        with.append(7, "span 2", 1, Batch.Signal.TRACES);
        with.append(7, "log 3", 1, Batch.Signal.LOGS);
        with.start();
        LogReader logs = with.reader("a", Batch.Signal.LOGS, 7);
        LogReader traces = with.reader("a", Batch.Signal.TRACES, 7);
        assertEquals(2, logs.waitingItems());
        assertEquals("log 2", read(logs, 1));
        logs.acknowledge(logs.position());
        assertEquals("span 2", read(traces));
        with.start();
        assertEquals("log 3", read(with.reader("a", Batch.Signal.LOGS, 7)));
        assertEquals("span 2", read(with.reader("a", Batch.Signal.TRACES, 7)));
    }

    @Test
    void aTornTailIsCutOff() {
        with.start();
        with.append(7, "1", "2");
        String file = with.files().get(0);
        byte[] content = with.sim.files.content(file);
        with.sim.files.put(file, Arrays.copyOf(content, content.length - 1));
        with.start();
        LogReader reader = with.reader("a");
        with.append(7, "3");
        assertEquals("1 3", read(reader));
        assertEquals(List.of(file), with.files());
    }

    @Test
    void damageInTheMiddleCostsWhatLiesBehindItInTheSegment() {
        with.settings.bytesMax = 1 << 20;
        with.start();
        for (int at = 0; at < 20; at++) {
            with.append(7, padded(at + " ", 10_000), 2);
        }
        String file = with.files().get(1);
        byte[] content = with.sim.files.content(file);
        content[15_000] ^= 1;
        with.sim.files.put(file, content);
        with.start();
        LogReader reader = with.reader("a");
        LogReader other = with.reader("other", 8);
        long waiting = reader.waitingItems();
        assertEquals(40, waiting);
        int records = 0;
        while (reader.next()) {
            records++;
        }
        assertEquals(List.of("a DAMAGED " + (40 - 2 * records)), with.losses);
        assertTrue(records >= 20 - 6 && records < 20, records + " records");
        reader.acknowledge(reader.position());
        assertTrue(!other.next());
        other.acknowledge(other.position());
        assertEquals(0, reader.waitingItems());
        assertTrue(with.files().contains(file + ".bad"), with.files() + " has it aside");
    }

    @Test
    void whatEverybodyHasIsRemoved() {
        with.settings.bytesMax = 1 << 20;
        with.start();
        LogReader one = with.reader("one");
        LogReader two = with.reader("two");
        for (int at = 0; at < 50; at++) {
            with.append(7, padded(at + " ", 10_000));
        }
        int files = with.files().size();
        read(one);
        one.acknowledge(one.position());
        assertEquals(files, with.files().size());
        read(two);
        two.acknowledge(two.position());
        assertEquals(1, with.files().size());
        assertEquals(List.of(), with.losses);
    }

    @Test
    void aFullDiskIsSaidOnceAndLeftBehind() {
        with.start();
        with.reader("a");
        with.append(7, "1");
        with.sim.files.writeError = Errno.ENOSPC;
        with.append(7, "2", "3");
        assertEquals("no space left on the device", with.log.trouble());
        with.pass(2 * SECOND);
        assertNotNull(with.log.trouble());
        with.sim.files.writeError = 0;
        with.pass(61 * SECOND);
        assertNull(with.log.trouble());
        with.append(7, "4");
        with.start();
        assertEquals("1 2 3 4", read(with.reader("a")));
        assertEquals("mote: warning: /data: no space left on the device; what is not delivered is "
                + "kept in memory until it can be written again\n"
                + "mote: /data: can be written again\n", with.sim.files.errors.asText());
    }

    @Test
    void aFailedSyncBeginsANewFile() {
        with.start();
        LogReader reader = with.reader("a");
        with.append(7, "1");
        with.sim.files.writeError = Errno.EIO;
        with.pass(2 * SECOND);
        assertNotNull(with.log.trouble());
        with.sim.files.writeError = 0;
        with.pass(61 * SECOND);
        with.append(7, "2");
        assertEquals(2, with.files().size());
        assertEquals("1 2", read(reader));
    }

    @Test
    void aDirectoryThatIsNotThereIsNoReasonNotToStart() {
        with.sim.files.writeError = Errno.EROFS;
        with.start();
        LogReader reader = with.reader("a");
        with.append(7, "1");
        assertEquals("read-only file system", with.log.trouble());
        assertEquals("1", read(reader));
    }

    @Test
    void whatWasThereBeforeADiskThatDidNotWorkAtTheStartComesFirst() {
        with.start();
        LogReader reader = with.reader("a");
        with.append(7, "1", "2");
        read(reader, 1);
        reader.acknowledge(reader.position());
        with.log.close();
        with.sim.files.fail("/data/positions", Errno.EIO);
        with.start();
        reader = with.reader("a");
        with.append(7, "3");
        assertEquals("3", read(reader));
        with.sim.files.fail("/data/positions", 0);
        with.pass(2 * SECOND);
        assertNotNull(with.log.trouble(), "while something is being read, nothing moves");
        reader.rewind();
        with.pass(61 * SECOND);
        assertNull(with.log.trouble());
        assertEquals(2, reader.waitingItems());
        assertEquals("2 3", read(reader));
        with.append(7, "4");
        assertEquals("4", read(reader));
        with.start();
        assertEquals("2 3 4", read(with.reader("a")));
    }

    @Test
    void aDirectoryThatSomebodyRemovesIsMadeAnew() {
        with.start();
        LogReader reader = with.reader("a");
        with.append(7, "1", "2");
        read(reader, 1);
        reader.acknowledge(reader.position());
        with.files().forEach(file -> with.sim.files.remove(new Path(file).bytes()));
        with.sim.files.remove(new Path("/data/positions").bytes());
        with.sim.files.remove(new Path("/data").bytes());
        with.pass(61 * SECOND);
        assertEquals("no such file or directory", with.log.trouble());
        with.append(7, "3");
        with.pass(61 * SECOND);
        assertNull(with.log.trouble());
        with.start();
        assertEquals("2 3", read(with.reader("a")));
    }

    @Test
    void whatAWriteLeftThatFailedHalfwayCostsNothing() {
        with.start();
        with.reader("a");
        with.append(7, "1", "2");
        String first = with.files().get(0);
        with.sim.files.writeError = Errno.EIO;
        with.append(7, "3");
        with.sim.files.writeError = 0;
        with.pass(61 * SECOND);
        with.log.close();
        byte[] content = with.sim.files.content(first);
        with.sim.files.put(first, Arrays.copyOf(content, content.length + 30));
        with.start();
        assertEquals("1 2 3", read(with.reader("a")));
        assertEquals(2, with.files().size());
        assertEquals(List.of(), with.losses);
    }

    @Test
    void aSegmentThatGotNothingDoesNotTakeTheNextOnesFileWithIt() {
        with.start();
        LogReader reader = with.reader("a");
        with.append(7, "1");
        read(reader);
        reader.acknowledge(reader.position());
        with.log.close();
        byte[] header = Arrays.copyOf(with.sim.files.content(with.files().get(0)), 32);
        with.sim.files.put(with.files().get(0), header);
        with.sim.files.put("/data/positions", new byte[0]);
        with.sim.files.fail("/data/positions", Errno.EIO);
        with.start();
        reader = with.reader("a");
        with.append(7, "2");
        with.sim.files.fail("/data/positions", 0);
        with.pass(2 * SECOND);
        assertNull(with.log.trouble());
        with.append(7, "3");
        read(reader, 1);
        reader.acknowledge(reader.position());
        with.start();
        assertEquals("3", read(with.reader("a")));
    }

    @Test
    void aBatchThatCannotBeKeptDoesNotPushOthersOut() {
        with.settings.memoryBytesMax = 10_000;
        with.start();
        LogReader reader = with.reader("a");
        with.sim.files.writeError = Errno.ENOSPC;
        with.append(7, "1");
        with.append(7, padded("too long", 20_000), 9);
        assertEquals(List.of("a QUEUE_FULL 9"), with.losses);
        assertEquals("1", read(reader));
    }

    @Test
    void noFileIsLeftOpen() {
        int before = with.sim.files.openHandles();
        with.start();
        with.reader("a");
        with.append(7, "1");
        with.log.close();
        assertEquals(before, with.sim.files.openHandles());
    }
}
