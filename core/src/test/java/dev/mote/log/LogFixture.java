package dev.mote.log;

import dev.mote.bytes.Buffer;
import dev.mote.component.Batch;
import dev.mote.os.sim.SimOs;
import dev.mote.telemetry.Log;
import dev.mote.telemetry.Telemetry;
import java.util.ArrayList;
import java.util.List;

/** A log on a simulated machine; batches are short texts of one item each unless said otherwise. */
final class LogFixture {
    static final long SECOND = 1_000_000_000L;
    static final String DIRECTORY = "/data";

    final SimOs sim = new SimOs();
    final LogSettings settings = new LogSettings();
    final List<String> losses = new ArrayList<>();
    Telemetry telemetry;
    BatchLog log;
    private final boolean onDisk;

    LogFixture(boolean onDisk) {
        this.onDisk = onDisk;
        sim.files.directory(DIRECTORY);
    }

    /** Starts, or starts again after the process was killed. */
    LogFixture start() {
        telemetry = new Telemetry();
        log = new BatchLog(sim.os(), new Log(sim.files), telemetry, settings, null);
        if (onDisk) {
            log.open(DIRECTORY);
        }
        return this;
    }

    LogReader reader(String exporter, int... routes) {
        return reader(exporter, null, routes);
    }

    LogReader reader(String exporter, Batch.Signal signal, int... routes) {
        return log.reader(exporter, signal, (loss, items) -> losses.add(exporter + " " + loss + " "
                + items), routes);
    }

    void append(int route, String... texts) {
        for (String text : texts) {
            append(route, text, 1);
        }
    }

    void append(int route, String text, int items) {
        append(route, text, items, Batch.Signal.LOGS);
    }

    void append(int route, String text, int items, Batch.Signal signal) {
        Buffer bytes = new Buffer(text.length() + 1).ascii(text);
        log.append(new Batch().set(signal, bytes.bytes(), 0, bytes.length(), items,
                sim.clock.wallNanos()), route);
    }

    /** The texts that a reader gets until there is no more, joined by blanks. */
    static String read(LogReader reader, int count) {
        StringBuilder texts = new StringBuilder();
        for (int at = 0; at < count && reader.next(); at++) {
            texts.append(at == 0 ? "" : " ").append(text(reader));
        }
        return texts.toString();
    }

    static String read(LogReader reader) {
        return read(reader, Integer.MAX_VALUE);
    }

    private static String text(LogReader reader) {
        byte[] bytes = new byte[reader.length()];
        reader.copy(reader.start(), 0, bytes, 0, bytes.length);
        return new Buffer(bytes.length + 1).put(bytes, 0, bytes.length).asText();
    }

    /** Time passes, with the loop's calls. */
    void pass(long nanos) {
        sim.clock.advance(nanos);
        log.doWork(sim.clock.monotonicNanos());
    }

    /** A text of so many bytes that begins with {@code name}. */
    static String padded(String name, int length) {
        return name + "-".repeat(length - name.length());
    }

    /** Names of the segments' files, in order. */
    List<String> files() {
        List<String> names = new ArrayList<>();
        int directory = sim.files.open(new dev.mote.os.Path(DIRECTORY).bytes(),
                dev.mote.os.FileSystem.DIRECTORY);
        byte[] entries = new byte[8192];
        int count = sim.files.list(directory, entries);
        sim.files.close(directory);
        for (int at = 0; at < count; at++) {
            StringBuilder name = new StringBuilder();
            while (entries[++at] != 0) {
                name.append((char) entries[at]);
            }
            names.add(DIRECTORY + "/" + name);
        }
        names.removeIf(name -> !name.contains(".seg"));
        names.sort(null);
        return names;
    }
}
