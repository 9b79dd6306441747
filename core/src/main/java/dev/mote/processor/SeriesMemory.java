package dev.mote.processor;

import dev.mote.bytes.Buffer;
import dev.mote.bytes.Crc32c;
import dev.mote.component.Context;
import dev.mote.otlp.PackedWords;
import dev.mote.otlp.SeriesHash;

/**
 * The series that a processor follows, and what it remembers of each.
 *
 * <pre>
 *   saved   | "MOTESER1" | series … | CRC-32C of all before |    words lowest byte first
 *   series  | hash high | hash low | kind | start | time | integer | double | n | n buckets |
 * </pre>
 */
final class SeriesMemory implements Remembered {
    private static final long MAGIC = 0x3152455345544F4DL;
    private static final int HEAD_BYTES = 8;
    private static final int CRC_BYTES = 8;

    final SeriesState state = new SeriesState();
    private final SeriesTracker series;
    private final Context context;

    SeriesMemory(Context context, String staleKey) {
        this.context = context;
        series = SeriesTracker.from(context, staleKey);
    }

    /** The number of a series that is known; {@link SeriesTable#NONE} if it is not. */
    int find(SeriesHash hash) {
        return series.find(hash, context.os().clock().monotonicNanos());
    }

    /** The number of a new series; {@link SeriesTable#NONE}, and counted, when there is no room. */
    int add(SeriesHash hash) {
        int number = series.add(hash.high(), hash.low(), context.os().clock().monotonicNanos());
        if (number == SeriesTable.NONE) {
            series.overflow(1);
        }
        state.ensure(series.capacity());
        return number;
    }

    @Override
    public void save(Buffer out) {
        int from = out.length();
        out.fixed64(MAGIC);
        for (int number = series.next(0); number != SeriesTable.NONE;
                number = series.next(number + 1)) {
            out.fixed64(series.high(number)).fixed64(series.low(number));
            state.save(number, out);
        }
        out.fixed64(Crc32c.of(out.bytes(), from, out.length() - from) & 0xFFFF_FFFFL);
    }

    @Override
    public boolean restore(byte[] bytes, int offset, int length) {
        int end = offset + length - CRC_BYTES;
        series.clear();
        if (length < HEAD_BYTES + CRC_BYTES || PackedWords.word(bytes, offset) != MAGIC
                || PackedWords.word(bytes, end)
                        != (Crc32c.of(bytes, offset, end - offset) & 0xFFFF_FFFFL)) {
            return false;
        }
        int at = offset + HEAD_BYTES;
        while (at >= 0 && end - at >= 2 * Long.BYTES) {
            int number = series.add(PackedWords.word(bytes, at),
                    PackedWords.word(bytes, at + Long.BYTES),
                    context.os().clock().monotonicNanos());
            if (number == SeriesTable.NONE) {
                return true;
            }
            state.ensure(series.capacity());
            at = state.restore(number, bytes, at + 2 * Long.BYTES, end);
        }
        if (at != end) {
            series.clear();
        }
        return at == end;
    }
}
