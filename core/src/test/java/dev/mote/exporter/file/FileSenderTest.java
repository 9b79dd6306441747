package dev.mote.exporter.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.mote.bytes.Buffer;
import dev.mote.component.Batch;
import dev.mote.component.Outcome;
import dev.mote.exporter.PlainRequest;
import dev.mote.os.Errno;
import dev.mote.os.sim.SimFileSystem;
import dev.mote.otlp.RequestLines;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class FileSenderTest {
    private static final String LINE = "{\"resourceLogs\":[{\"resource\":{},\"scopeLogs\":[{"
            + "\"logRecords\":[{\"body\":{\"stringValue\":\"hello\"}}]}]}]}\n";

    private final SimFileSystem files = new SimFileSystem().directory("/data");
    private final Batch batch = RequestLines.encode("resource\nlog @body=hello\n");

    private FileSender sender(boolean json, long bytesMax, int backups) {
        return new FileSender(new FileSettings("/data/out", json, bytesMax, backups), files);
    }

    private Outcome send(FileSender sender) {
        sender.send(new PlainRequest(batch), 1);
        return sender.outcome();
    }

    private String content(String path) {
        byte[] content = files.content(path);
        return content == null ? null : new Buffer(64).put(content, 0, content.length).asText();
    }

    @Test
    void aLineOfJsonARequest() {
        FileSender sender = sender(true, 1 << 20, 1);
        assertEquals(Outcome.ACCEPTED, send(sender));
        assertEquals(LINE.length(), sender.wireBytes());
        sender.close();
        send(sender(true, 1 << 20, 1));
        assertEquals(LINE + LINE, content("/data/out"), "what was there stays");
    }

    @Test
    void protobufBehindItsLength() {
        FileSender sender = sender(false, 1 << 20, 1);
        send(sender);
        send(sender);
        Buffer expected = new Buffer(64);
        for (int at = 0; at < 2; at++) {
            expected.put(0).put(0).put(0).put(batch.length).put(batch.bytes, 0, batch.length);
        }
        assertEquals(expected.asText(), content("/data/out"));
    }

    @Test
    void fullFilesGiveWay() {
        FileSender sender = sender(true, 2 * LINE.length(), 2);
        for (int at = 0; at < 7; at++) {
            send(sender);
        }
        assertEquals(LINE, content("/data/out"));
        assertEquals(LINE + LINE, content("/data/out.1"));
        assertEquals(LINE + LINE, content("/data/out.2"));
        assertNull(content("/data/out.3"));
        sender.close();
        assertEquals(0, files.openHandles());
    }

    @Test
    void withoutBackupsTheFileBeginsAnew() {
        FileSender sender = sender(true, LINE.length(), 0);
        send(sender);
        send(sender);
        assertEquals(LINE, content("/data/out"));
        assertNull(content("/data/out.1"));
    }

    @Test
    void aFullDiskLeavesNothingHalf() {
        FileSender sender = sender(true, 1 << 20, 1);
        send(sender);
        files.writeError = Errno.ENOSPC;
        assertEquals(Outcome.RETRY_LATER, send(sender));
        assertEquals("no space left on the device", sender.message());
        assertEquals(LINE, content("/data/out"));
        files.writeError = 0;
        assertEquals(Outcome.ACCEPTED, send(sender));
        assertNull(sender.message());
        assertEquals(LINE + LINE, content("/data/out"));
    }

    @Test
    void aMissingDirectoryIsTold() {
        FileSender sender = sender(true, 9, 1);
        files.fail("/data/out", Errno.ENOENT);
        assertEquals(Outcome.RETRY_LATER, send(sender));
        assertEquals("no such file or directory", sender.message());
    }

    @Test
    void whatACrashHasLeftHalfIsEndedOrPutAside() {
        String half = LINE.substring(0, 20);
        files.put("/data/out", LINE + half);
        send(sender(true, 1 << 20, 1));
        assertEquals(LINE + half + "\n" + LINE, content("/data/out"));
        send(sender(false, 1 << 20, 1));
        assertEquals(LINE + half + "\n" + LINE, content("/data/out.damaged"));
        assertEquals(4 + batch.length, content("/data/out").length());
    }

    /** Whatever is there, records that are appended can be found behind it. */
    @Test
    void whateverIsThereRecordsAreAppended() {
        long seed = Long.getLong("fuzz.seed", 1);
        Random random = new Random(seed);
        for (int times = 0; times < 500; times++) {
            byte[] there = new byte[random.nextInt(60)];
            for (int at = 0; at < there.length; at++) {
                there[at] = (byte) (random.nextInt(3) > 0 ? 0 : random.nextInt(20));
            }
            files.put("/data/out", there);
            assertEquals(Outcome.ACCEPTED, send(sender(false, 1 << 20, 1)), "seed " + seed);
            byte[] now = files.content("/data/out");
            int at = 0;
            int last = 0;
            while (at < now.length) {
                last = (now[at] & 0xFF) << 24 | (now[at + 1] & 0xFF) << 16
                        | (now[at + 2] & 0xFF) << 8 | now[at + 3] & 0xFF;
                at += 4 + last;
            }
            assertEquals(now.length, at, "seed " + seed);
            assertEquals(batch.length, last, "seed " + seed);
        }
    }
}
