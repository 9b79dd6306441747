package dev.mote.exporter;

import dev.mote.bytes.Buffer;
import dev.mote.bytes.Crc32;
import dev.mote.bytes.Gzip;
import dev.mote.bytes.Inflate;
import dev.mote.component.Batch;
import dev.mote.log.LogReader;
import dev.mote.otlp.TimeShift;
import java.util.Arrays;

/**
 * A request made of records of the log: requests of the same signal, one behind the other, are one
 * request again. As long as nothing about the records has to change it consists of pieces that are
 * read from the log when they are sent; otherwise it is made in memory.
 *
 * <pre>
 *   records deflated, gzip wanted    gzip's head | fragment | fragment | … | gzip's tail
 *   records plain, plain wanted      record | record | …
 *   anything else                    in memory
 * </pre>
 */
final class OutgoingRequest implements Request {
    private final boolean gzip;
    private final int bytesMax;
    private LogReader reader;

    private Batch.Signal signal;
    private int items;
    private int plainLength;
    private int plainCrc32;
    private boolean deflated;
    private boolean unlike;
    /** Of records that could no longer be read as they were written. */
    private int damagedItems;

    private int pieces;
    private long[] starts = new long[4];
    private int[] pieceItems = new int[4];
    private int[] lengths = new int[4];
    private int[] plainLengths = new int[4];
    private int[] crcs = new int[4];
    private TimeShift[] shifts = new TimeShift[4];
    private boolean[] packed = new boolean[4];
    /** Where each piece begins in the body. */
    private int[] offsets = new int[4];
    private int bodyLength;
    private final Buffer frame = new Buffer(Gzip.HEAD_BYTES + Gzip.TAIL_BYTES);

    /** The body when it is in memory; memory is made when it is needed and given back. */
    private Buffer memory;
    private boolean inMemory;
    private boolean memoryIsGzip;
    /** Tables of some 50 kB in all: made when a request has to be, which is seldom. */
    private Gzip compressor;
    private Inflate inflate;

    OutgoingRequest(boolean gzip, int bytesMax) {
        this.gzip = gzip;
        this.bytesMax = bytesMax;
    }

    void readFrom(LogReader reader) {
        this.reader = reader;
    }

    void clear() {
        pieces = 0;
        items = 0;
        plainLength = 0;
        plainCrc32 = 0;
        unlike = false;
        damagedItems = 0;
        inMemory = false;
        memory = null;
    }

    boolean isEmpty() {
        return pieces == 0;
    }

    /** Whether the record that the reader stands at, of the same signal, may come to the others. */
    boolean fits() {
        return pieces == 0 || plainLength + reader.plainLength() <= bytesMax;
    }

    /** Takes the record that the reader stands at. */
    void add() {
        if (pieces == starts.length) {
            grow();
        }
        signal = reader.signal();
        unlike |= pieces > 0 && reader.isDeflated() != deflated;
        deflated = reader.isDeflated();
        starts[pieces] = reader.start();
        lengths[pieces] = reader.length();
        plainLengths[pieces] = reader.plainLength();
        crcs[pieces] = reader.plainCrc32();
        shifts[pieces] = reader.timeShift();
        packed[pieces] = deflated;
        unlike |= shifts[pieces] != null;
        plainCrc32 = pieces == 0 ? reader.plainCrc32()
                : Crc32.joined(plainCrc32, reader.plainCrc32(), reader.plainLength());
        plainLength += reader.plainLength();
        pieceItems[pieces] = reader.items();
        items += reader.items();
        pieces++;
    }

    private void grow() {
        int size = 2 * pieces;
        starts = Arrays.copyOf(starts, size);
        pieceItems = Arrays.copyOf(pieceItems, size);
        lengths = Arrays.copyOf(lengths, size);
        plainLengths = Arrays.copyOf(plainLengths, size);
        crcs = Arrays.copyOf(crcs, size);
        shifts = Arrays.copyOf(shifts, size);
        packed = Arrays.copyOf(packed, size);
        offsets = Arrays.copyOf(offsets, size);
    }

    /** Where its oldest record begins. */
    long start() {
        return starts[0];
    }

    /** The far end has answered for its records. */
    void acknowledge() {
        reader.acknowledge(starts, pieces);
    }

    int damagedItems() {
        return damagedItems;
    }

    /** Bytes of the request before they are compressed. */
    int plainLength() {
        return plainLength;
    }

    /** No more records come: makes the body ready. */
    void finish() {
        if (unlike || deflated != gzip) {
            memory = new Buffer(plainLength + 64);
            plain(memory);
            inMemory = true;
            compress();
            return;
        }
        int at = 0;
        if (gzip) {
            Gzip.begin(frame.clear());
            Gzip.end(plainCrc32, plainLength, frame);
            at = Gzip.HEAD_BYTES;
        }
        for (int piece = 0; piece < pieces; piece++) {
            offsets[piece] = at;
            at += lengths[piece];
        }
        bodyLength = at + (gzip ? Gzip.TAIL_BYTES : 0);
    }

    /** Puts other bytes in the place of what the records say: a part of them, say. */
    void replace(Buffer plain, int items) {
        memory = plain;
        inMemory = true;
        this.items = items;
        compress();
    }

    private void compress() {
        memoryIsGzip = gzip;
        if (gzip) {
            compressor = compressor == null ? new Gzip() : compressor;
            Buffer packed = new Buffer(memory.length() / 3 + 64);
            compressor.compress(memory.bytes(), 0, memory.length(), packed);
            memory = packed;
        }
    }

    /** Appends the request as it is without compression, and without what is damaged. */
    void plain(Buffer out) {
        items += damagedItems;
        damagedItems = 0;
        for (int piece = 0; piece < pieces; piece++) {
            int from = out.length();
            if (!plain(piece, out)) {
                out.setLength(from);
                damagedItems += pieceItems[piece];
            } else if (shifts[piece] != null) {
                shifts[piece].apply(signal.ordinal(), out.bytes(), from, out.length());
            }
        }
        items -= damagedItems;
    }

    private boolean plain(int piece, Buffer out) {
        if (!packed[piece]) {
            return read(piece, out);
        }
        Buffer file = new Buffer(lengths[piece] + Gzip.HEAD_BYTES + Gzip.TAIL_BYTES);
        Gzip.begin(file);
        read(piece, file);
        Gzip.end(crcs[piece], plainLengths[piece], file);
        inflate = inflate == null ? new Inflate() : inflate;
        return inflate.gunzip(file.bytes(), 0, file.length(), out, plainLengths[piece]) == 0;
    }

    private boolean read(int piece, Buffer out) {
        int from = out.length();
        out.reserve(lengths[piece]);
        boolean well = reader.copy(starts[piece], 0, out.bytes(), from, lengths[piece]);
        out.setLength(from + lengths[piece]);
        return well;
    }

    @Override
    public Batch.Signal signal() {
        return signal;
    }

    @Override
    public int items() {
        return items;
    }

    @Override
    public boolean isGzip() {
        return inMemory ? memoryIsGzip : gzip;
    }

    @Override
    public int length() {
        return inMemory ? memory.length() : bodyLength;
    }

    @Override
    public void copy(int position, byte[] into, int offset, int count) {
        if (inMemory) {
            System.arraycopy(memory.bytes(), position, into, offset, count);
            return;
        }
        int at = position;
        int end = position + count;
        while (at < end) {
            at += copyPart(at, into, offset + at - position, end - at);
        }
    }

    private int copyPart(int at, byte[] into, int offset, int count) {
        int head = gzip ? Gzip.HEAD_BYTES : 0;
        int tail = bodyLength - (gzip ? Gzip.TAIL_BYTES : 0);
        if (at < head || at >= tail) {
            int from = at < head ? at : Gzip.HEAD_BYTES + at - tail;
            int part = Math.min(count, at < head ? head - at : bodyLength - at);
            System.arraycopy(frame.bytes(), from, into, offset, part);
            return part;
        }
        int piece = Arrays.binarySearch(offsets, 0, pieces, at);
        piece = piece >= 0 ? piece : -piece - 2;
        int inside = at - offsets[piece];
        int part = Math.min(count, lengths[piece] - inside);
        reader.copy(starts[piece], inside, into, offset, part);
        return part;
    }
}
