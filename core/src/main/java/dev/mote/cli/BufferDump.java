package dev.mote.cli;

import dev.mote.bytes.Buffer;
import dev.mote.bytes.Gzip;
import dev.mote.bytes.Inflate;
import dev.mote.log.LogDirectory;
import dev.mote.os.Errno;
import dev.mote.otlp.OtlpJson;
import dev.mote.telemetry.Log;

/** What {@code mote buffer dump} prints: each record as one line of OTLP JSON, oldest first. */
final class BufferDump {
    /** OTLP's limit of a request; what says to be longer is damaged. */
    private static final int PLAIN_BYTES_MAX = 64 << 20;

    private final LogDirectory directory;
    private final Log log;
    private final BufferCommand.Output output;
    private final Inflate inflate = new Inflate();
    private final Buffer kept = new Buffer(8192);
    private final Buffer member = new Buffer(8192);
    private final Buffer plain = new Buffer(65_536);
    private final Buffer line = new Buffer(65_536);

    BufferDump(LogDirectory directory, Log log, BufferCommand.Output output) {
        this.directory = directory;
        this.log = log;
        this.output = output;
    }

    /** @return the exit status: that of the worst record */
    int run() {
        int status = Mote.DONE;
        while (directory.nextSegment()) {
            while (directory.nextRecord(true)) {
                String problem = record();
                if (problem != null) {
                    log.warning("the record at " + directory.position() + ": " + problem);
                    status = Mote.FAILED;
                } else if (output.print(line) != Mote.DONE) {
                    return Mote.FAILED;
                }
            }
            String problem = directory.problem();
            if (problem != null && !directory.isNewest()) {
                log.warning("segment " + directory.first() + ": " + problem);
                status = Mote.FAILED;
            }
        }
        return status;
    }

    /** Makes {@link #line}; returns why that is not possible, or null. */
    private String record() {
        int count = directory.content(kept.clear());
        if (count < 0) {
            return Errno.describe(count);
        }
        Buffer request = kept;
        if (directory.isDeflated()) {
            request = plain;
            asMember();
            int result = inflate.gunzip(member.bytes(), 0, member.length(), plain.clear(),
                    PLAIN_BYTES_MAX);
            if (result != 0) {
                return "cannot be unpacked";
            }
        }
        line.clear();
        OtlpJson.request(directory.signal(), request.bytes(), 0, request.length(), line);
        line.put('\n');
        return null;
    }

    /** Makes a whole gzip member of the fragment. */
    private void asMember() {
        member.clear();
        Gzip.begin(member);
        member.put(kept.bytes(), 0, kept.length());
        Gzip.end(directory.plainCrc32(), directory.plainLength(), member);
    }
}
