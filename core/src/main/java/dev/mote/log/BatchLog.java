package dev.mote.log;

import dev.mote.component.Batch;
import dev.mote.component.Component;
import dev.mote.component.Outcome;
import dev.mote.log.LogReader.Loss;
import dev.mote.os.Clock;
import dev.mote.os.Errno;
import dev.mote.os.FileSystem;
import dev.mote.os.Os;
import dev.mote.os.Path;
import dev.mote.semconv.LogMetrics;
import dev.mote.telemetry.Log;
import dev.mote.telemetry.Telemetry;
import java.util.ArrayList;
import java.util.List;

/**
 * Where accepted batches wait: appended once, read by every exporter at its own position. It is in
 * a directory, or in memory while there is none that can be written; see the package.
 */
public final class BatchLog implements Component {
    private static final long SECOND = 1_000_000_000L;
    private static final long RETRY_MAX_NANOS = 60 * SECOND;
    private static final long CHECK_NANOS = 60 * SECOND;
    /** A date jumped: whoever set it may set it once more. Nothing expires for so long. */
    private static final long CLOCK_SETTLES_NANOS = 600 * SECOND;
    private static final long CLOCK_JUMP_NANOS = 3600 * SECOND;

    private final Clock clock;
    private final FileSystem fileSystem;
    private final Log log;
    private final LogSettings settings;
    private final MemoryPool pool;
    private final RecordWriter writer;
    private final List<LogCursor> readers = new ArrayList<>();
    private final Positions positions = new Positions();
    private final Telemetry.Counter size;
    private final Telemetry.Counter onDisk;
    private final Telemetry.Counter damagedSegments;
    private final Telemetry.Counter errors;

    /** Null: the log has no directory. */
    private SegmentFiles files;
    private final SegmentChain chain = new SegmentChain();
    private long end;

    /** Why the log is in memory although it has a directory; null: it is not. */
    private String trouble;
    private long retryAfterNanos = SECOND;
    private long nextRetryNanos = Long.MAX_VALUE;
    private long dirtySinceNanos = Long.MAX_VALUE;
    private long nextCheckNanos;
    private long clockOffsetNanos;
    private long noExpiryUntilNanos;
    private boolean ended;

    /** @param compressor null: batches are kept as they are */
    public BatchLog(Os os, Log log, Telemetry telemetry, LogSettings settings,
            Compressor compressor) {
        clock = os.clock();
        fileSystem = os.files();
        this.log = log;
        this.settings = settings;
        writer = new RecordWriter(clock, compressor);
        pool = new MemoryPool(settings.memorySegmentBytes());
        size = telemetry.counter(LogMetrics.SIZE);
        onDisk = telemetry.counter(LogMetrics.ON_DISK);
        damagedSegments = telemetry.counter(LogMetrics.DAMAGED_SEGMENTS);
        errors = telemetry.counter(LogMetrics.ERRORS);
        clockOffsetNanos = clock.wallNanos() - clock.monotonicNanos();
        nextCheckNanos = clock.monotonicNanos() + CHECK_NANOS;
    }

    /**
     * Keeps the log in this directory from now on; what an earlier run left there is delivered.
     * Called once, before there are readers, by whoever holds the directory's lock.
     */
    public void open(String directory) {
        files = new SegmentFiles(fileSystem, directory);
        writer.boot = BootId.hash(fileSystem);
        int opened = positions.open(fileSystem, files.path(Positions.NAME), FileSystem.READ_WRITE);
        long[] firsts = opened < 0 ? null : files.list();
        if (firsts == null) {
            fail(opened < 0 ? opened : files.lastError());
            return;
        }
        Recovery recovery = new Recovery(files, damagedSegments, log);
        for (int at = 0; at < firsts.length; at++) {
            Segment segment = recovery.open(firsts[at], end, at == firsts.length - 1);
            end = recovery.end();
            if (segment != null) {
                chain.add(segment);
                // A run that was killed may have left it to the kernel to write it.
                segment.dirty = true;
                dirtySinceNanos = clock.monotonicNanos();
            }
        }
        end = Math.max(end, positions.highest());
        if (chain.tail() != null) {
            chain.tail().sealed = chain.tail().damaged || chain.tail().end < end;
        }
        count();
    }

    /**
     * The reader of an exporter, where its far end's acknowledgements have left it.
     *
     * @param routes which batches it gets; none: all
     */
    public LogReader reader(String exporter, LogReader.Listener listener, int... routes) {
        long begin = chain.head() == null ? end : chain.head().first;
        Positions.Entry entry = positions.of(exporter, begin, clock.wallNanos());
        long acked = entry == null ? begin : Math.max(begin, Math.min(entry.position, end));
        LogCursor reader = new LogCursor(this, entry, acked, routes, listener);
        readers.add(reader);
        return reader;
    }

    /** Takes a batch over, for every reader of the route. */
    public Outcome append(Batch batch, int route) {
        if (batch.items == 0 || ended) {
            return ended ? Outcome.RETRY_LATER : Outcome.ACCEPTED;
        }
        writer.write(batch, route);
        int total = writer.length();
        if (!makeRoom(total) || !store(total)) {
            for (int at = 0; at < readers.size(); at++) {
                readers.get(at).refuse(route, batch.items, Loss.QUEUE_FULL);
            }
            return Outcome.ACCEPTED;
        }
        Segment tail = chain.tail();
        tail.add(writer.header);
        end = tail.end;
        chain.count(tail, total);
        if (tail.storage.isDurable()) {
            tail.dirty = true;
            dirtySinceNanos = Math.min(dirtySinceNanos, writer.header.monotonicNanos);
        }
        for (int at = 0; at < readers.size(); at++) {
            readers.get(at).appended(route, batch.items);
        }
        count();
        return Outcome.ACCEPTED;
    }

    /** Lets the oldest go until the record fits; false when that is not enough. */
    private boolean makeRoom(int total) {
        boolean inMemory = files == null || trouble != null;
        while (chain.bytes() + total > settings.bytesMax) {
            if (!dropOldest(Loss.QUEUE_FULL, false)) {
                return false;
            }
        }
        while (inMemory && chain.memoryBytes() + total > settings.memoryBytesMax) {
            if (!dropOldest(Loss.QUEUE_FULL, true)) {
                return false;
            }
        }
        return true;
    }

    private boolean store(int total) {
        if (chain.tail() == null || chain.tail().sealed || !hasRoom(chain.tail(), total)) {
            roll(total);
        }
        int result = chain.tail().storage.append(writer.bytes(), 0, total);
        if (result < 0) {
            fail(result);
            if (!makeRoom(total)) {
                return false;
            }
            roll(total);
            chain.tail().storage.append(writer.bytes(), 0, total);
        }
        return true;
    }

    private boolean hasRoom(Segment segment, int total) {
        boolean diskIsWell = files != null && trouble == null;
        if (segment.storage instanceof MemoryStorage memory) {
            return !diskIsWell && segment.length() + total <= memory.capacity();
        }
        return diskIsWell && (segment.length() == 0
                || segment.length() + total <= settings.segmentBytes());
    }

    /** Begins a new segment: on disk, or in memory when there is none. */
    private void roll(int total) {
        Storage storage = null;
        if (files != null && trouble == null) {
            int file = files.create(end, clock.wallNanos());
            if (file >= 0) {
                storage = new FileStorage(files, end, file, 0);
            } else {
                fail(file);
            }
        }
        if (storage == null) {
            storage = new MemoryStorage(pool, total);
        }
        chain.add(new Segment(end, storage));
    }

    /** The disk cannot be written: goes on in memory, says so once, and tries again later. */
    private void fail(int error) {
        errors.add(1);
        if (trouble == null) {
            trouble = Errno.describe(error);
            retryAfterNanos = SECOND;
            nextRetryNanos = clock.monotonicNanos() + retryAfterNanos;
            log.warning(files.directory() + ": " + trouble + "; what is not delivered is kept in "
                    + "memory until it can be written again");
        }
    }

    /** Drops the oldest segment that no request holds on to; false when there is none. */
    private boolean dropOldest(Loss loss, boolean inMemoryOnly) {
        Segment each = chain.head();
        while (each != null && (isHeld(each) || each.length() == 0
                || inMemoryOnly && each.storage.isDurable())) {
            each = each.next;
        }
        if (each == null) {
            return false;
        }
        for (int at = 0; at < readers.size(); at++) {
            readers.get(at).lose(each, loss);
        }
        chain.remove(each);
        count();
        return true;
    }

    private boolean isHeld(Segment segment) {
        for (int at = 0; at < readers.size(); at++) {
            if (readers.get(at).isReading(segment)) {
                return true;
            }
        }
        return false;
    }

    private void count() {
        size.set(chain.bytes());
        onDisk.set(files != null && trouble == null ? 1 : 0);
    }

    /** A reader found that the record at {@code position} is not what was written. */
    void damagedAt(Segment segment, long position) {
        damagedSegments.add(1);
        log.warning("the log is damaged at position " + position + (files == null ? ""
                : " in " + files.directory()) + "; what lies behind it up to position "
                + segment.end + " is lost, the file is set aside");
        for (int at = 0; at < readers.size(); at++) {
            readers.get(at).beginLoss(segment);
        }
        RecordScan scan = new RecordScan().over(segment, position);
        chain.count(segment, -segment.length());
        segment.forget();
        while (scan.nextRecord(false)) {
            segment.add(scan.record);
        }
        chain.count(segment, segment.length());
        segment.damaged = true;
        segment.sealed = true;
        segment.storage.limit(segment.length());
        for (int at = 0; at < readers.size(); at++) {
            readers.get(at).endLoss(segment);
        }
        free();
    }

    /** A reader's far end has everything before its position. */
    void acknowledged(LogCursor reader) {
        writePosition(reader);
        free();
    }

    private boolean writePosition(LogCursor reader) {
        int result = reader.entry() == null ? 0
                : positions.write(reader.entry(), reader.acked(), clock.wallNanos());
        if (result < 0) {
            fail(result);
        }
        return result >= 0;
    }

    /** Removes what every reader has passed. */
    private void free() {
        long passed = passed();
        Segment head = chain.head();
        while (head != null && head.end <= passed && (head.sealed || head != chain.tail())) {
            chain.remove(head);
            head = chain.head();
            count();
        }
        if (head != null && head == chain.tail() && head.length() > 0 && head.end <= passed) {
            if (head.storage instanceof MemoryStorage memory) {
                chain.count(head, -head.length());
                memory.clear();
                head.restart();
                for (int at = 0; at < readers.size(); at++) {
                    readers.get(at).restarted(head);
                }
                count();
            }
        }
    }

    private long passed() {
        long passed = end;
        for (int at = 0; at < readers.size(); at++) {
            passed = Math.min(passed, readers.get(at).acked());
        }
        return passed;
    }

    Segment head() {
        return chain.head();
    }

    long end() {
        return end;
    }

    long bytesBehind(long position) {
        long from = Math.max(position, chain.head() == null ? end : chain.head().first);
        return end - from;
    }

    /** What to add to a time that was told before the clock was set; 0 when that is not known. */
    long clockShift(RecordHeader record) {
        long nowNanos = clock.monotonicNanos();
        long wallNanos = clock.wallNanos();
        if (wallNanos < RecordWriter.NO_CLOCK_BEFORE_NANOS || record.boot != writer.boot
                || record.monotonicNanos > nowNanos) {
            return 0;
        }
        return wallNanos - nowNanos - (record.wallNanos - record.monotonicNanos);
    }

    /** Why the log is in memory although it should be on disk; null when it is not. */
    public String trouble() {
        return trouble;
    }

    /** The directory; null when the log is in memory by intention. */
    public String directory() {
        return files == null ? null : files.directory();
    }

    public long bytes() {
        return chain.bytes();
    }

    @Override
    public String id() {
        return "log";
    }

    @Override
    public int doWork(long nowNanos) {
        if (nowNanos - settings.syncNanos >= dirtySinceNanos) {
            sync();
        }
        if (nowNanos >= nextRetryNanos) {
            returnToDisk(nowNanos);
        }
        if (nowNanos >= nextCheckNanos) {
            nextCheckNanos = nowNanos + CHECK_NANOS;
            checkDirectory();
            expire(nowNanos);
        }
        return 0;
    }

    /** What every far end has acknowledged needs no stable storage any more. */
    private void sync() {
        dirtySinceNanos = Long.MAX_VALUE;
        boolean needed = passed() < end;
        for (Segment each = chain.head(); each != null; each = each.next) {
            int result = each.dirty && needed ? each.storage.sync() : 0;
            each.dirty = result < 0;
            if (result < 0) {
                // What the kernel could not write it may have forgotten: not into this file again.
                chain.tail().sealed = true;
                dirtySinceNanos = clock.monotonicNanos();
                fail(result);
            }
        }
    }

    private void returnToDisk(long nowNanos) {
        fileSystem.makeDirectory(new Path(files.directory()).bytes());
        for (Segment each = chain.head(); each != null; each = each.next) {
            if (each.storage instanceof MemoryStorage memory && each.length() > 0) {
                int file = files.create(each.first, clock.wallNanos());
                FileStorage storage = file < 0 ? null : new FileStorage(files, each.first, file, 0);
                if (storage == null || storage.append(memory.bytes(), 0, memory.length()) < 0) {
                    if (storage != null) {
                        storage.remove(false);
                    }
                    retryLater(nowNanos);
                    return;
                }
                chain.moved(each, storage);
                each.dirty = true;
                memory.remove(false);
                dirtySinceNanos = nowNanos;
            }
        }
        if (chain.tail() == null || chain.tail().storage.isDurable()) {
            int probe = files.create(end, clock.wallNanos());
            if (probe < 0) {
                retryLater(nowNanos);
                return;
            }
            fileSystem.close(probe);
            files.remove(end);
        }
        for (int at = 0; at < readers.size(); at++) {
            if (!writePosition(readers.get(at))) {
                retryLater(nowNanos);
                return;
            }
        }
        if (chain.tail() != null) {
            chain.tail().sealed = true;
        }
        trouble = null;
        nextRetryNanos = Long.MAX_VALUE;
        log.info(files.directory() + ": can be written again");
        count();
    }

    private void retryLater(long nowNanos) {
        errors.add(1);
        retryAfterNanos = Math.min(2 * retryAfterNanos, RETRY_MAX_NANOS);
        nextRetryNanos = nowNanos + retryAfterNanos;
    }

    /** Files that somebody has removed can still be written, and are gone with the process. */
    private void checkDirectory() {
        if (files == null || trouble != null) {
            return;
        }
        int opened = fileSystem.open(files.path(""), FileSystem.DIRECTORY);
        if (opened < 0) {
            fail(opened);
        } else {
            fileSystem.close(opened);
        }
    }

    private void expire(long nowNanos) {
        long offsetNanos = clock.wallNanos() - nowNanos;
        if (Math.abs(offsetNanos - clockOffsetNanos) > CLOCK_JUMP_NANOS) {
            noExpiryUntilNanos = nowNanos + CLOCK_SETTLES_NANOS;
        }
        clockOffsetNanos = offsetNanos;
        long oldestNanos = clock.wallNanos() - settings.ageMaxNanos;
        while (nowNanos >= noExpiryUntilNanos && chain.head() != null && chain.head().length() > 0
                && chain.head().newestWallNanos < oldestNanos && !isHeld(chain.head())) {
            dropOldest(Loss.EXPIRED, false);
        }
    }

    @Override
    public long nextDeadlineNanos() {
        long deadlineNanos = Math.min(nextRetryNanos, nextCheckNanos);
        return dirtySinceNanos == Long.MAX_VALUE ? deadlineNanos
                : Math.min(deadlineNanos, dirtySinceNanos + settings.syncNanos);
    }

    @Override
    public void beginShutdown(long nowNanos) {
    }

    @Override
    public boolean isDrained() {
        return true;
    }

    /** Closes the files; what is on disk stays there for the next run. */
    public void close() {
        ended = true;
        if (dirtySinceNanos != Long.MAX_VALUE) {
            sync();
        }
        for (Segment each = chain.head(); each != null; each = each.next) {
            each.storage.close();
        }
        positions.close();
    }
}
