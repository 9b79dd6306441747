package dev.mote.exporter.file;

import dev.mote.bytes.Buffer;
import dev.mote.component.Outcome;
import dev.mote.exporter.Request;
import dev.mote.exporter.Sender;
import dev.mote.os.Errno;
import dev.mote.os.FileSystem;
import dev.mote.otlp.OtlpJson;

/** Appends requests to a file; see the package. */
public final class FileSender implements Sender {
    private static final int LENGTH_BYTES = 4;

    private final FileSettings settings;
    private final RotatingFile file;
    private final Buffer plain = new Buffer(1024);
    private final Buffer record = new Buffer(1024);
    private int result;

    public FileSender(FileSettings settings, FileSystem files) {
        this.settings = settings;
        file = new RotatingFile(files, settings);
    }

    @Override
    public void send(Request request, long nowNanos) {
        int length = request.length();
        request.copy(0, plain.clear().reserve(length), 0, length);
        record.clear();
        if (settings.json()) {
            OtlpJson.request(request.signal(), plain.bytes(), 0, length, record);
            record.put('\n');
        } else {
            for (int shift = 8 * (LENGTH_BYTES - 1); shift >= 0; shift -= 8) {
                record.put(length >>> shift);
            }
            record.put(plain.bytes(), 0, length);
        }
        result = file.append(record.bytes(), record.length());
    }

    @Override
    public void doWork(long nowNanos) {
        // A request is done when send returns.
    }

    /** At once, for whoever asks what became of the request. */
    @Override
    public long nextDeadlineNanos() {
        return 0;
    }

    @Override
    public boolean isDone() {
        return true;
    }

    @Override
    public Outcome outcome() {
        return result < 0 ? Outcome.RETRY_LATER : Outcome.ACCEPTED;
    }

    @Override
    public long rejectedItems() {
        return 0;
    }

    @Override
    public String message() {
        return result < 0 ? Errno.describe(result) : null;
    }

    @Override
    public long retryAfterNanos() {
        return -1;
    }

    @Override
    public boolean isTooLarge() {
        return false;
    }

    @Override
    public long wireBytes() {
        return record.length();
    }

    @Override
    public String destination() {
        return settings.path();
    }

    @Override
    public void close() {
        file.close();
    }
}
