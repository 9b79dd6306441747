package dev.mote.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mote.bytes.Buffer;
import dev.mote.bytes.Gzip;
import dev.mote.component.Batch;
import dev.mote.log.BatchLog;
import dev.mote.log.Compressor;
import dev.mote.log.LogReader;
import dev.mote.log.LogSettings;
import dev.mote.os.sim.SimOs;
import dev.mote.telemetry.Log;
import dev.mote.telemetry.Telemetry;
import org.junit.jupiter.api.Test;

class BufferCommandTest {
    private static final String DIRECTORY = "/var/lib/mote";
    private static final long SECOND = 1_000_000_000L;

    private final SimOs sim = new SimOs();
    private final SampleHost host = new SampleHost();
    private BatchLog log;
    private int status;

    private String run(String... arguments) {
        sim.files.output.clear();
        sim.files.errors.clear();
        status = new Mote(sim.os(), arguments, new String[] {"LANG=C"}, "amd64").run();
        return sim.files.output.asUtf8() + sim.files.errors.asUtf8();
    }

    /** Three collections of a host, of which an exporter has delivered the first. */
    private void fill(Compressor compressor) {
        sim.files.directory(DIRECTORY);
        log = new BatchLog(sim.os(), new Log(sim.files), new Telemetry(), new LogSettings(),
                compressor);
        log.open(DIRECTORY);
        LogReader reader = log.reader("otlp_http/backup", null, (loss, items) -> { });
        for (int at = 0; at < 3; at++) {
            host.collect();
            log.append(new Batch().set(Batch.Signal.METRICS, host.latest.bytes(), 0,
                    host.latest.length(), host.latest.items(), sim.clock.wallNanos()), 1);
            if (at == 0) {
                reader.next();
                reader.acknowledge(reader.position());
            }
            sim.clock.advance(10 * SECOND);
        }
    }

    @Test
    void lsShowsWhatWaits() {
        fill(null);
        String text = run("buffer", "ls");
        assertEquals(0, status, text);
        String[] lines = text.split("\n");
        assertTrue(lines[0].startsWith("/var/lib/mote - "), text);
        assertTrue(lines[0].endsWith(" KiB, 3 records - newest 10 s ago, oldest 30 s ago"), text);
        assertTrue(lines[2].matches("SEGMENT +SIZE +RECORDS +POINTS +LOGS +SPANS +OLDEST"), text);
        assertTrue(lines[3].matches("0 +[0-9.]+ KiB +3 +\\d+ +0 +0 +30 s ago"), text);
        assertTrue(lines[5].matches("EXPORTER +BEHIND BY +LAST MOVED"), text);
        assertTrue(lines[6].matches("otlp_http/backup +2 records, [0-9.]+ KiB +30 s ago"), text);
        for (String line : lines) {
            assertTrue(line.length() <= 80, line);
        }
    }

    @Test
    void verifyReadsEveryByte() {
        fill(null);
        String text = run("buffer", "verify", "--data", DIRECTORY);
        assertEquals(0, status, text);
        assertTrue(text.matches(DIRECTORY + ": 3 records in 1 segment, [0-9.]+ KiB, checked in "
                + "0.00 s: nothing is wrong\n"), text);
        String file = DIRECTORY + "/00000000000000000000.seg";
        sim.files.put(DIRECTORY + "/00000000000099999999.seg", sim.files.content(file));
        byte[] content = sim.files.content(file);
        content[content.length / 2] ^= 1;
        sim.files.put(file, content);
        text = run("buffer", "verify", "--data", DIRECTORY);
        assertEquals(1, status);
        assertTrue(text.startsWith("segment 0: damaged: its last "), text);
        assertTrue(text.endsWith(": one is damaged\n"), text);
    }

    @Test
    void dumpPrintsJsonALineARecord() {
        fill(null);
        String plain = run("buffer", "dump");
        assertEquals(0, status);
        assertEquals(3, plain.split("\n").length);
        assertTrue(plain.startsWith("{\"resourceMetrics\":[{"), plain);
        assertTrue(plain.endsWith("]}\n"), plain);
    }

    @Test
    void dumpUnpacks() {
        Gzip gzip = new Gzip();
        fill(gzip::compressFragment);
        String text = run("buffer", "dump");
        assertEquals(0, status, text);
        assertEquals(3, text.split("\n").length);
        assertTrue(text.startsWith("{\"resourceMetrics\":[{"), text);
    }

    @Test
    void dropIsForWhenNobodyRuns() {
        fill(null);
        log.close();
        int lock = DataDirectory.lock(sim.files, DIRECTORY);
        assertEquals("mote: error: /var/lib/mote: in use by a running mote; stop it first, then "
                + "drop\n", run("buffer", "drop"));
        assertEquals(1, status);
        sim.files.close(lock);
        String text = run("buffer", "drop");
        assertEquals(0, status, text);
        assertTrue(text.startsWith("/var/lib/mote: dropped 1 segment with 3 records, "), text);
        assertEquals("/var/lib/mote - nothing waits for delivery", run("buffer", "ls")
                .split("\n")[0]);
    }

    @Test
    void withoutADirectoryItSaysWhatToDo() {
        assertEquals("mote: error: /d: no such file or directory; say with --data DIR where mote "
                + "keeps what waits for delivery\n", run("buffer", "ls", "--data=/d"));
        assertEquals(1, status);
        assertEquals("mote: error: buffer needs one of ls, verify, dump, drop, as in mote buffer "
                + "ls\n", run("buffer"));
        assertEquals("mote: error: buffer has no \"dumb\"; did you mean \"dump\"?\n",
                run("buffer", "dumb"));
        assertEquals(2, status);
    }

    @Test
    void aFileThatIsNoSegmentIsNamed() {
        fill(null);
        sim.files.put(DIRECTORY + "/00000000000000000000.seg",
                new Buffer(64).ascii("not one of ours, though it has its name").bytes());
        String text = run("buffer", "ls");
        assertTrue(text.contains("not a segment of this version"), text);
    }
}
