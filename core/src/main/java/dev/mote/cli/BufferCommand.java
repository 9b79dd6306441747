package dev.mote.cli;

import dev.mote.bytes.Buffer;
import dev.mote.log.LogDirectory;
import dev.mote.os.Errno;
import dev.mote.os.Os;
import dev.mote.telemetry.Log;

/**
 * {@code mote buffer ls|verify|dump|drop}: what waits for delivery in a data directory, read while
 * the agent runs.
 */
final class BufferCommand {
    /** Where the text goes, piece by piece; gives the exit status. */
    interface Output {
        int print(Buffer text);
    }

    private static final double NANOS_PER_SECOND = 1e9;

    private final Os os;
    private final Log log;
    private final Style style;
    private final Output output;
    private final String name;
    private final LogDirectory directory;

    BufferCommand(Os os, Log log, Style style, String name, Output output) {
        this.os = os;
        this.log = log;
        this.style = style;
        this.name = name;
        this.output = output;
        directory = new LogDirectory(os.files(), name);
    }

    /** @return the exit status */
    int run(String action) {
        int segments = directory.open();
        if (segments < 0) {
            log.error(name + ": " + Errno.describe(segments)
                    + "; say with --data DIR where mote keeps what waits for delivery");
            return Mote.FAILED;
        }
        return switch (action) {
            case "ls" -> print(new BufferSheet(directory, name, os.clock().wallNanos(), style)
                    .render());
            case "verify" -> verify(segments);
            case "dump" -> new BufferDump(directory, log, output).run();
            default -> drop(segments);
        };
    }

    private int print(Buffer text) {
        return output.print(text);
    }

    /** Reads every byte; the exit status says whether all are as they were written. */
    private int verify(int segments) {
        long beganNanos = os.clock().monotonicNanos();
        long records = 0;
        long bytes = 0;
        int damaged = 0;
        Buffer text = new Buffer(256);
        while (directory.nextSegment()) {
            while (directory.nextRecord(true)) {
                records++;
                bytes += directory.length();
            }
            String problem = directory.problem();
            if (problem != null) {
                damaged += directory.isNewest() ? 0 : 1;
                text.ascii("segment ").decimal(directory.first()).ascii(": ").utf8(problem)
                        .put('\n');
            }
        }
        double seconds = (os.clock().monotonicNanos() - beganNanos) / NANOS_PER_SECOND;
        text.utf8(name).ascii(": ").decimal(records).ascii(" records in ").decimal(segments)
                .ascii(segments == 1 ? " segment, " : " segments, ")
                .ascii(Amounts.bytes(bytes)).ascii(", checked in ")
                .ascii(Amounts.rounded(seconds, 2)).ascii(" s: ")
                .ascii(damaged == 0 ? "nothing is wrong" : damaged == 1 ? "one is damaged"
                : damaged + " are damaged").put('\n');
        int printed = print(text);
        return damaged > 0 ? Mote.FAILED : printed;
    }

    /** Forgets everything that waits; only while no agent has the directory. */
    private int drop(int segments) {
        int lock = DataDirectory.lock(os.files(), name);
        if (lock < 0) {
            log.error(name + ": " + (lock == -Errno.EAGAIN ? "in use by a running mote; stop it "
                    + "first, then drop" : Errno.describe(lock)));
            return Mote.FAILED;
        }
        long records = 0;
        long bytes = 0;
        while (directory.nextSegment()) {
            bytes += directory.segmentBytes();
            while (directory.nextRecord(false)) {
                records++;
            }
        }
        int result = directory.drop();
        os.files().close(lock);
        if (result < 0) {
            log.error(name + ": " + Errno.describe(result));
            return Mote.FAILED;
        }
        return print(new Buffer(128).utf8(name).ascii(": dropped ").decimal(segments)
                .ascii(segments == 1 ? " segment with " : " segments with ").decimal(records)
                .ascii(records == 1 ? " record, " : " records, ").ascii(Amounts.bytes(bytes))
                .put('\n'));
    }
}
