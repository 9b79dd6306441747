package dev.mote.log;

import dev.mote.bytes.Crc32c;
import dev.mote.component.Batch;
import dev.mote.os.Errno;
import dev.mote.os.FileSystem;
import dev.mote.os.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How far each exporter's far end has acknowledged, in one small file. Each exporter has two slots,
 * written in turn, so that one of them is whole whatever happens during a write:
 *
 * <pre>
 *   0        4      8          16         24     32                                    127
 *   | crc32c | kind | sequence | position | wall | name of the exporter, zeros behind it | 0x5A |
 *
 *   kind   0 unused, 1 the place of all signals, 2 of metrics, 3 of logs, 4 of traces
 * </pre>
 *
 * The last byte tells a whole slot from one that was cut short and has zeros behind it.
 *
 * It is never synced for itself: after a loss of power an older position means that something is
 * delivered twice, not that it is lost.
 */
final class Positions {
    static final String NAME = "positions";
    static final int SLOT_BYTES = 128;
    private static final int NAME_AT = 32;
    private static final int NAME_BYTES = 95;
    private static final byte END = 0x5A;
    private static final int ALL = 1;
    private static final Batch.Signal[] SIGNALS = Batch.Signal.values();
    /** More are no config but a mistake; those beyond start at the log's beginning. */
    private static final int EXPORTERS_MAX = 256;
    /** An exporter that was not there for so long may lose its place to another. */
    private static final long FORGOTTEN_NANOS = 30L * 86_400 * 1_000_000_000;

    /** One exporter's place. */
    static final class Entry {
        private final byte[] name = new byte[NAME_BYTES];
        private final int index;
        private int kind;
        private long sequence;
        private long wallNanos;
        long position;

        private Entry(int index) {
            this.index = index;
        }

        private boolean is(byte[] wanted) {
            for (int at = 0; at < name.length; at++) {
                if (name[at] != wanted[at]) {
                    return false;
                }
            }
            return true;
        }

        /** Null: all of them. */
        Batch.Signal signal() {
            return kind == ALL ? null : SIGNALS[kind - ALL - 1];
        }

        String exporter() {
            StringBuilder text = new StringBuilder();
            for (int at = 0; at < name.length && name[at] != 0; at++) {
                text.append((char) (name[at] & 0xFF));
            }
            return text.toString();
        }

        long wallNanos() {
            return wallNanos;
        }
    }

    private final List<Entry> entries = new ArrayList<>();
    private final byte[] slot = new byte[SLOT_BYTES];
    private FileSystem files;
    private int file = -1;

    /** Reads the file, or makes it; returns 0 or a negative error code. */
    int open(FileSystem files, byte[] path, int mode) {
        this.files = files;
        entries.clear();
        file = files.open(path, mode);
        if (file < 0) {
            return file;
        }
        long size = files.size(file);
        for (int index = 0; 2L * index * SLOT_BYTES < size && index < EXPORTERS_MAX; index++) {
            Entry entry = new Entry(index);
            boolean first = read(2 * index, entry);
            boolean second = read(2 * index + 1, entry);
            if (first || second) {
                entries.add(entry);
            }
        }
        return 0;
    }

    /** Makes the file anew when somebody has removed it. */
    int reopen(byte[] path) {
        int there = files.open(path, FileSystem.READ);
        if (there >= 0) {
            files.close(there);
        } else {
            close();
            file = files.open(path, FileSystem.READ_WRITE);
        }
        return Math.min(0, file);
    }

    /** Takes a slot over when it is whole and newer; true when it is whole. */
    private boolean read(int number, Entry into) {
        int count = files.read(file, (long) number * SLOT_BYTES, slot, 0, SLOT_BYTES);
        if (count != SLOT_BYTES || slot[4] < ALL || slot[4] > ALL + SIGNALS.length
                || slot[SLOT_BYTES - 1] != END
                || (int) RecordHeader.get(slot, 0, 4) != checksum()) {
            return false;
        }
        long sequence = RecordHeader.get(slot, 8, 8);
        if (sequence > into.sequence) {
            into.sequence = sequence;
            into.kind = slot[4];
            into.position = RecordHeader.get(slot, 16, 8);
            into.wallNanos = RecordHeader.get(slot, 24, 8);
            System.arraycopy(slot, NAME_AT, into.name, 0, into.name.length);
        }
        return true;
    }

    private int checksum() {
        return Crc32c.of(slot, 4, SLOT_BYTES - 4);
    }

    /** What a file says of every exporter, for who only looks. */
    static List<LogDirectory.Place> read(FileSystem files, byte[] path) {
        Positions positions = new Positions();
        positions.open(files, path, FileSystem.READ);
        positions.close();
        List<LogDirectory.Place> places = new ArrayList<>();
        for (Entry entry : positions.entries) {
            places.add(new LogDirectory.Place(entry.exporter(), entry.signal(), entry.position,
                    entry.wallNanos));
        }
        return places;
    }

    List<Entry> entries() {
        return entries;
    }

    /** The largest position of all: the log must not use those below it again. */
    long highest() {
        long highest = 0;
        for (int at = 0; at < entries.size(); at++) {
            highest = Math.max(highest, entries.get(at).position);
        }
        return highest;
    }

    /**
     * The entry of an exporter's signal, or null: there is no place. A new one starts where the
     * exporter was when it had one place for all signals, or at {@code begin}.
     */
    Entry of(String exporter, Batch.Signal signal, long begin, long wallNanos) {
        int kind = signal == null ? ALL : ALL + 1 + signal.ordinal();
        byte[] name = nameBytes(exporter);
        Entry oldest = null;
        Entry ofAll = null;
        for (int at = 0; at < entries.size(); at++) {
            Entry each = entries.get(at);
            if (each.is(name) && each.kind == kind) {
                return each;
            }
            ofAll = each.is(name) && each.kind == ALL ? each : ofAll;
            oldest = oldest == null || each.wallNanos < oldest.wallNanos ? each : oldest;
        }
        Entry place = oldest;
        if (entries.size() < EXPORTERS_MAX) {
            place = new Entry(freeIndex());
            entries.add(place);
        } else if (wallNanos - oldest.wallNanos < FORGOTTEN_NANOS) {
            return null;
        }
        place.position = ofAll == null ? begin : ofAll.position;
        System.arraycopy(name, 0, place.name, 0, name.length);
        place.kind = kind;
        place.wallNanos = wallNanos;
        return place;
    }

    private int freeIndex() {
        int index = 0;
        for (int at = 0; at < entries.size(); at++) {
            if (entries.get(at).index == index) {
                index++;
                at = -1;
            }
        }
        return index;
    }

    /** Notes a position; returns a negative error code when that did not work. */
    int write(Entry entry, long position, long wallNanos) {
        entry.position = position;
        entry.wallNanos = wallNanos;
        if (file < 0) {
            return 0;
        }
        entry.sequence++;
        RecordHeader.put(slot, 4, entry.kind, 4);
        RecordHeader.put(slot, 8, entry.sequence, 8);
        RecordHeader.put(slot, 16, position, 8);
        RecordHeader.put(slot, 24, wallNanos, 8);
        System.arraycopy(entry.name, 0, slot, NAME_AT, entry.name.length);
        slot[SLOT_BYTES - 1] = END;
        RecordHeader.put(slot, 0, checksum(), 4);
        long at = (2L * entry.index + (entry.sequence & 1)) * SLOT_BYTES;
        int written = files.write(file, at, slot, 0, SLOT_BYTES);
        return written == SLOT_BYTES ? 0 : written < 0 ? written : -Errno.ENOSPC;
    }

    private static byte[] nameBytes(String exporter) {
        byte[] name = new byte[NAME_BYTES];
        byte[] path = new Path(exporter).bytes();
        for (int at = 0; at < name.length - 1 && path[at] != 0; at++) {
            name[at] = path[at];
        }
        return name;
    }

    void close() {
        if (file >= 0) {
            files.close(file);
            file = -1;
        }
    }
}
