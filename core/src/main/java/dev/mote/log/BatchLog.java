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
import dev.mote.otlp.TimeShift;
import dev.mote.semconv.LogMetrics;
import dev.mote.telemetry.Log;
import dev.mote.telemetry.Telemetry;

/**
 * Where accepted batches wait: appended once, read by every exporter at its own position. It is in
 * a directory, or in memory while there is none that can be written; see the package.
 */
public final class BatchLog implements Component {
    private static final long SECOND = 1_000_000_000L;
    private static final long CHECK_NANOS = 60 * SECOND;

    private final Clock clock;
    private final FileSystem fileSystem;
    private final Log log;
    private final LogSettings settings;
    private final MemoryPool pool;
    private final RecordWriter writer;
    private final LogReaders readers = new LogReaders();
    private final Positions positions = new Positions();
    private final Telemetry.Counter size;
    private final Telemetry.Counter onDisk;
    private final Telemetry.Counter damagedSegments;

    /** Null: the log has no directory. */
    private SegmentFiles files;
    private SegmentChain chain = new SegmentChain();
    private long end;

    private final Trouble trouble;
    private final ClockJumps jumps;
    /** Whether what an earlier run left in the directory has been taken over. */
    private boolean recovered;
    private long dirtySinceNanos = Long.MAX_VALUE;
    private long nextCheckNanos;
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
        trouble = new Trouble(log, telemetry.counter(LogMetrics.ERRORS));
        jumps = new ClockJumps(clock.monotonicNanos(), clock.wallNanos());
        nextCheckNanos = clock.monotonicNanos() + CHECK_NANOS;
    }

    /**
     * Keeps the log in this directory from now on; what an earlier run left there is delivered.
     * Called once, before there are readers, by whoever holds the directory's lock.
     */
    public void open(String directory) {
        files = new SegmentFiles(fileSystem, directory);
        writer.boot = BootId.hash(fileSystem);
        int result = recover();
        if (result < 0) {
            fail(result);
        }
    }

    /** Takes over what is in the directory; what has been appended by now comes behind it. */
    private int recover() {
        int opened = positions.open(fileSystem, files.path(Positions.NAME), FileSystem.READ_WRITE);
        long[] firsts = opened < 0 ? null : files.list();
        if (firsts == null) {
            positions.close();
            return opened < 0 ? opened : files.lastError();
        }
        files.removeUnfinished();
        SegmentChain since = chain;
        long sinceEnd = end;
        chain = new SegmentChain();
        Recovery recovery = new Recovery(files, damagedSegments, log);
        end = 0;
        for (int at = 0; at < firsts.length; at++) {
            Segment segment = recovery.open(firsts[at], end,
                    at == firsts.length - 1 ? Long.MAX_VALUE : firsts[at + 1]);
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
            chain.tail().sealed |= chain.tail().damaged || chain.tail().end < end;
        }
        recovered = true;
        append(since, sinceEnd);
        count();
        return 0;
    }

    /** Puts segments behind the others, and readers where they belong. */
    private void append(SegmentChain since, long sinceEnd) {
        long oldEnd = end;
        long shift = oldEnd - (since.head() == null ? sinceEnd : since.head().first);
        Segment each = since.head();
        if (each != null) {
            chain.removeEmptyTail();
        }
        while (each != null) {
            Segment next = each.next;
            each.next = null;
            each.shift(shift);
            chain.add(each);
            each = next;
        }
        end = sinceEnd + shift;
        for (int at = 0; at < readers.size(); at++) {
            LogCursor reader = readers.get(at);
            reader.moved(positions.of(reader.exporter(), reader.wanted(), begin(),
                    clock.wallNanos()), oldEnd, shift);
        }
    }

    private long begin() {
        return chain.head() == null ? end : chain.head().first;
    }

    /**
     * The reader of an exporter, where its far end's acknowledgements have left it.
     *
     * @param signal what it gets; null: every signal
     * @param routes which batches it gets; none: all
     */
    public LogReader reader(String exporter, Batch.Signal signal, LogReader.Listener listener,
            int... routes) {
        return reader(exporter, signal, listener, begin(), routes);
    }

    /** The same for an exporter that joins now: a new one gets what comes, not what lies there. */
    public LogReader join(String exporter, Batch.Signal signal, LogReader.Listener listener,
            int... routes) {
        return reader(exporter, signal, listener, end, routes);
    }

    private LogReader reader(String exporter, Batch.Signal signal, LogReader.Listener listener,
            long from, int[] routes) {
        Positions.Entry entry = positions.of(exporter, signal, from, clock.wallNanos());
        long acked = entry == null ? from : Math.max(begin(), Math.min(entry.position, end));
        LogCursor reader = new LogCursor(this, exporter, new Selection(signal, routes), entry,
                acked, listener);
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
            readers.refuse(writer.header, Loss.QUEUE_FULL);
            return Outcome.ACCEPTED;
        }
        Segment tail = chain.tail();
        long start = tail.end;
        tail.add(writer.header);
        end = tail.end;
        chain.count(tail, total);
        if (tail.storage.isDurable()) {
            tail.dirty = true;
            dirtySinceNanos = Math.min(dirtySinceNanos, clock.monotonicNanos());
        }
        readers.appended(writer.header, start);
        count();
        return Outcome.ACCEPTED;
    }

    /** Lets the oldest go until the record fits; false when that is not enough. */
    private boolean makeRoom(int total) {
        boolean inMemory = !diskIsWell();
        if (total > settings.bytesMax || inMemory && total > settings.memoryBytesMax) {
            return false;
        }
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

    private boolean diskIsWell() {
        return files != null && trouble.isOver();
    }

    private boolean hasRoom(Segment segment, int total) {
        if (segment.storage instanceof MemoryStorage memory) {
            return !diskIsWell() && segment.length() + total <= memory.capacity();
        }
        return diskIsWell() && (segment.length() == 0
                || segment.length() + total <= settings.segmentBytes());
    }

    /** Begins a new segment: on disk, or in memory when there is none. */
    private void roll(int total) {
        chain.removeEmptyTail();
        Storage storage = null;
        if (diskIsWell()) {
            int file = files.create(end, clock.wallNanos());
            if (file >= 0) {
                storage = new FileStorage(files, end, file, 0);
            } else {
                fail(file);
            }
        }
        if (storage == null) {
            storage = new MemoryStorage(pool, files == null ? total
                    : Math.max(total, settings.troubleSegmentBytes()));
        }
        chain.add(new Segment(end, storage));
    }

    /** The disk cannot be written: goes on in memory, says so once, and tries again later. */
    private void fail(int error) {
        trouble.begin(files.directory(), error, clock.monotonicNanos());
    }

    /** Drops the oldest segment that no request holds on to; false when there is none. */
    private boolean dropOldest(Loss loss, boolean inMemoryOnly) {
        Segment each = chain.head();
        while (each != null && (readers.isHeld(each) || each.length() == 0
                || inMemoryOnly && each.storage.isDurable())) {
            each = each.next;
        }
        if (each == null) {
            return false;
        }
        readers.lose(each, loss);
        chain.remove(each);
        count();
        return true;
    }

    private void count() {
        size.set(chain.bytes());
        onDisk.set(diskIsWell() ? 1 : 0);
    }

    /** A reader found that the record at {@code position} is not what was written. */
    void damagedAt(Segment segment, long position) {
        damagedSegments.add(1);
        log.warning("the log is damaged at position " + position + (files == null ? ""
                : " in " + files.directory()) + "; what lies behind it up to position "
                + segment.end + " is lost, the file is set aside");
        readers.beginLoss(segment);
        chain.cut(segment, position);
        segment.damaged = true;
        segment.sealed = true;
        segment.storage.limit(segment.length());
        readers.endLoss(segment);
        free();
    }

    /** A reader's far end has everything before its position. */
    void acknowledged(LogCursor reader) {
        writePosition(reader);
        free();
        if (readers.passed(end) >= end) {
            // Nothing waits any more that stable storage were needed for: no waking up for it.
            dirtySinceNanos = Long.MAX_VALUE;
        }
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
        long passed = readers.passed(end);
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
                readers.restarted(head);
                count();
            }
        }
    }

    /** What comes next begins a segment, so that what holds up to here holds for segments. */
    void seal() {
        if (chain.tail() != null && chain.tail().length() > 0) {
            chain.tail().sealed = true;
        }
    }

    void close(LogCursor reader) {
        readers.remove(reader);
        free();
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

    TimeShift clockShift(RecordHeader record) {
        return writer.clockShift(record);
    }

    /** Why the log is in memory although it should be on disk; null when it is not. */
    public String trouble() {
        return trouble.cause();
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
        if (nowNanos >= trouble.nextRetryNanos()) {
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
        boolean needed = readers.passed(end) < end;
        for (Segment each = chain.head(); each != null; each = each.next) {
            int result = each.dirty && needed ? each.storage.sync() : 0;
            each.dirty = result < 0;
            if (result < 0) {
                // What the kernel could not write it may have forgotten: all of it is written anew.
                each.suspect = true;
                chain.tail().sealed = true;
                dirtySinceNanos = clock.monotonicNanos();
                fail(result);
            }
        }
    }

    private void returnToDisk(long nowNanos) {
        fileSystem.makeDirectory(new Path(files.directory()).bytes());
        boolean well = (recovered || !readers.areReading() && recover() >= 0)
                && new DiskReturn(chain, files, clock).move() && files.probe(end) >= 0
                && positionsAreWritten();
        dirtySinceNanos = Math.min(dirtySinceNanos, nowNanos);
        if (!well) {
            trouble.retryLater(nowNanos);
            return;
        }
        if (chain.tail() != null) {
            chain.tail().sealed = true;
        }
        trouble.end(files.directory());
        count();
    }

    private boolean positionsAreWritten() {
        if (positions.reopen(files.path(Positions.NAME)) < 0) {
            return false;
        }
        for (int at = 0; at < readers.size(); at++) {
            if (!writePosition(readers.get(at))) {
                return false;
            }
        }
        return true;
    }

    /** Files that somebody has removed can still be written, and are gone with the process. */
    private void checkDirectory() {
        boolean inFile = chain.tail() != null && chain.tail().storage.isDurable();
        if (diskIsWell() && (inFile ? files.isGone(chain.tail().first) : files.isGone())) {
            fail(-Errno.ENOENT);
        }
    }

    private void expire(long nowNanos) {
        if (!jumps.isSettled(nowNanos, clock.wallNanos())) {
            return;
        }
        long oldestNanos = clock.wallNanos() - settings.ageMaxNanos;
        Segment head = chain.head();
        while (head != null && head.length() > 0 && head.newestWallNanos < oldestNanos
                && !readers.isHeld(head)) {
            dropOldest(Loss.EXPIRED, false);
            head = chain.head();
        }
    }

    @Override
    public long nextDeadlineNanos() {
        long deadlineNanos = Math.min(trouble.nextRetryNanos(), nextCheckNanos);
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
