package dev.mote.otlp;

import dev.mote.bytes.Buffer;
import dev.mote.component.Batch;
import dev.mote.component.Batch.Signal;

/**
 * Writes a request again as an {@link Edit} wants it, in one pass. What the edit does not change is
 * copied as bytes, neighbours together; of a changed message its pieces are, and the lengths of the
 * messages around it follow. What is empty after an edit has left everything out is left out too.
 * The content of each message around records stands before the records then, an order that
 * protobuf allows.
 */
public final class Rewriter {
    private static final int ABOUT = 1;
    private static final int BELOW = 2;

    private final Edit edit;
    private final boolean[] wanted = new boolean[Level.values().length];
    private final Item item = new Item();
    private final Buffer out = new Buffer(1024);
    private final Batch result = new Batch();
    private final ItemCount count = new ItemCount();
    private final ProtobufReader request = new ProtobufReader();
    private final ProtobufReader[] readers = {new ProtobufReader(), new ProtobufReader(),
        new ProtobufReader(), new ProtobufReader()};
    private byte[] bytes;
    /** Records to copy as they stand, not yet written. */
    private int runFrom;
    private int runTo;
    private int dataFrom;
    private int dataTo;
    private int leftOut;
    private boolean changed;
    private boolean malformed;

    public Rewriter(Edit edit) {
        this.edit = edit;
        for (Level level : Level.values()) {
            wanted[level.ordinal()] = edit.wants(level);
        }
    }

    /** Rewrites a batch; false when it is malformed, and then there is no result. */
    public boolean rewrite(Batch batch) {
        bytes = batch.bytes;
        item.signal = batch.signal;
        out.clear();
        leftOut = 0;
        changed = false;
        malformed = false;
        int at = batch.offset;
        request.over(bytes, at, at + batch.length);
        while (request.nextField() && !malformed) {
            if (request.field() == 1 && request.isBytes()) {
                group(Level.RESOURCE, request.offset(), request.position());
            } else {
                out.put(bytes, at, request.position() - at);
            }
            at = request.position();
        }
        malformed |= request.malformed();
        if (changed) {
            result.set(batch.signal, out.bytes(), 0, out.length(), batch.items - leftOut,
                    batch.timeNanos);
        } else {
            result.set(batch.signal, bytes, batch.offset, batch.length, batch.items,
                    batch.timeNanos);
        }
        return !malformed;
    }

    /** What {@link #rewrite} made; the batch's own bytes when nothing was changed. */
    public Batch result() {
        return result;
    }

    /** Items that the edit left out of the last batch. */
    public int leftOut() {
        return leftOut;
    }

    private boolean wants(Level level) {
        return wanted[level.ordinal()];
    }

    private boolean wantsBelow(Level level) {
        for (int at = level.ordinal() + 1; at < wanted.length; at++) {
            if (wanted[at]) {
                return true;
            }
        }
        return false;
    }

    /** All records of one resource, or of one scope. */
    private void group(Level level, int from, int to) {
        int before = out.length();
        int start = Protobuf.begin(out, level == Level.RESOURCE ? 1 : BELOW, to - from);
        if (!about(level, from, to)) {
            return;
        }
        Message message = item.at(level);
        if (wants(level) && !edit.keep(level, item)) {
            leaveOut(before, level.ordinal() + 1, from, to);
            return;
        }
        if (message.isPresent()) {
            changed |= message.isChanged();
            write(message, ABOUT);
        }
        int head = out.length();
        if (below(level, from, to) && out.length() == head) {
            out.setLength(before);
        } else {
            Protobuf.end(out, start, to - from);
        }
    }

    private void leaveOut(int before, int depth, int from, int to) {
        leftOut += count.of(item.signal, depth, bytes, from, to);
        out.setLength(before);
        changed = true;
    }

    private void write(Message message, int field) {
        int start = Protobuf.begin(out, field);
        message.writeTo(out);
        Protobuf.end(out, start);
    }

    /** Reads who the records are about, and copies what else stands beside them. */
    private boolean about(Level level, int from, int to) {
        Message message = item.at(level).begin(
                level == Level.RESOURCE ? Message.Kind.RESOURCE : Message.Kind.SCOPE);
        ProtobufReader in = readers[level.ordinal()].over(bytes, from, to);
        int at = from;
        while (in.nextField()) {
            if (in.isBytes() && in.field() == ABOUT) {
                malformed |= !message.read(bytes, in.offset(), in.position());
            } else if (!in.isBytes() || in.field() != BELOW) {
                out.put(bytes, at, in.position() - at);
            }
            at = in.position();
        }
        malformed |= in.malformed();
        return !malformed;
    }

    /** Returns whether there was anything. */
    private boolean below(Level level, int from, int to) {
        boolean metrics = item.signal == Signal.METRICS;
        if (level == Level.SCOPE && !metrics) {
            return records(2, BELOW, from, to);
        }
        boolean down = wantsBelow(level);
        boolean any = false;
        ProtobufReader in = readers[level.ordinal()].over(bytes, from, to);
        int at = from;
        while (in.nextField() && !malformed) {
            if (in.isBytes() && in.field() == BELOW) {
                any = true;
                if (!down) {
                    out.put(bytes, at, in.position() - at);
                } else if (level == Level.RESOURCE) {
                    group(Level.SCOPE, in.offset(), in.position());
                } else {
                    metric(in.offset(), in.position());
                }
            }
            at = in.position();
        }
        return any;
    }

    private void metric(int from, int to) {
        if (!readMetric(from, to)) {
            malformed = true;
            return;
        }
        int before = out.length();
        if (wants(Level.METRIC) && !edit.keep(Level.METRIC, item)) {
            leaveOut(before, 3, from, to);
            return;
        }
        changed |= item.metric.isChanged() | item.data.isChanged();
        int start = Protobuf.begin(out, BELOW, to - from);
        item.metric.writeTo(out);
        if (item.dataField != 0) {
            int length = dataTo - dataFrom;
            int dataStart = Protobuf.begin(out, item.dataField, length);
            item.data.writeTo(out);
            int head = out.length();
            boolean any = records(3, 1, dataFrom, dataTo);
            append();
            if (any && out.length() == head) {
                out.setLength(before);
                return;
            }
            Protobuf.end(out, dataStart, length);
        }
        Protobuf.end(out, start, to - from);
    }

    private void append() {
        int appended = wants(Level.RECORD) ? edit.atEndOfMetric(item, out) : 0;
        leftOut -= appended;
        changed |= appended > 0;
    }

    /** A metric has one kind of data (oneof); two of them have no meaning that all agree on. */
    private boolean readMetric(int from, int to) {
        item.dataField = 0;
        ProtobufReader in = readers[2].over(bytes, from, to);
        while (in.nextField()) {
            if (in.isBytes() && Otlp.isData(in.field())) {
                if (item.dataField != 0) {
                    return false;
                }
                item.dataField = in.field();
                dataFrom = in.offset();
                dataTo = in.position();
            }
        }
        item.data.begin(Message.Kind.DATA);
        return !in.malformed() && item.metric.begin(Message.Kind.METRIC).read(bytes, from, to)
                && (item.dataField == 0 || item.data.read(bytes, dataFrom, dataTo));
    }

    /** Returns whether there was anything. */
    private boolean records(int reader, int field, int from, int to) {
        boolean down = wants(Level.RECORD) || wants(Level.EVENT);
        boolean any = false;
        Message.Kind recordKind = item.recordKind();
        ProtobufReader in = readers[reader].over(bytes, from, to);
        int at = from;
        runFrom = from;
        runTo = from;
        while (in.nextField() && !malformed) {
            int next = in.position();
            if (in.isBytes() && in.field() == field) {
                any = true;
                if (!down) {
                    copy(at, next);
                } else {
                    record(recordKind, field, at, in.offset(), next);
                }
            }
            at = next;
        }
        flushRun();
        return any;
    }

    private void copy(int from, int to) {
        if (from != runTo) {
            flushRun();
            runFrom = from;
        }
        runTo = to;
    }

    private void flushRun() {
        if (runTo > runFrom) {
            out.put(bytes, runFrom, runTo - runFrom);
            runFrom = runTo;
        }
    }

    private void record(Message.Kind kind, int field, int tag, int from, int to) {
        Message record = item.record.begin(kind);
        if (!record.read(bytes, from, to)) {
            malformed = true;
            return;
        }
        if (wants(Level.RECORD) && !edit.keep(Level.RECORD, item)) {
            leftOut++;
            changed = true;
            return;
        }
        if (wants(Level.EVENT) && kind == Message.Kind.SPAN) {
            events(record);
        }
        if (!record.isChanged()) {
            copy(tag, to);
            return;
        }
        flushRun();
        changed = true;
        int start = Protobuf.begin(out, field, to - from);
        record.writeTo(out);
        Protobuf.end(out, start, to - from);
    }

    private void events(Message span) {
        int pieces = span.size();
        for (int piece = 0; piece < pieces; piece++) {
            if (!span.isField(piece, Otlp.SPAN_EVENTS)) {
                continue;
            }
            Message event = item.event.begin(Message.Kind.EVENT);
            int from = span.offset(piece);
            if (from == Message.NONE
                    || !event.read(span.bytes(piece), from, from + span.length(piece))) {
                malformed = true;
            } else if (!edit.keep(Level.EVENT, item)) {
                span.remove(piece);
            } else if (event.isChanged()) {
                span.replaceMessage(piece, event);
            }
        }
    }
}
