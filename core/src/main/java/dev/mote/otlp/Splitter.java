package dev.mote.otlp;

import dev.mote.bytes.Buffer;
import dev.mote.component.Batch;
import java.util.Arrays;

/**
 * Splits one {@code Export…ServiceRequest} into several of bounded size, each with the resources,
 * scopes and metrics that its items belong to. Between items only: one that is larger than the
 * bound in bytes goes alone.
 *
 * <pre>
 *   level  0 request ─ 1 resource ─ 2 scope ─ log record, span
 *                                           └ 3 metric ─ 4 its data ─ data point
 * </pre>
 */
public final class Splitter {
    private static final int DATA_FIELDS = 1 << 5 | 1 << 7 | 1 << 9 | 1 << 10 | 1 << 11;
    private static final int LEVELS = 5;
    /** A tag and a length of a message in a message, at most. */
    private static final int FRAME_BYTES = 12;

    private final ProtobufReader in = new ProtobufReader();
    private final ProtobufReader children = new ProtobufReader();
    private byte[] bytes;
    private int bytesMax;
    private int itemsMax;
    /** The level whose messages are items. */
    private int leafLevel;
    private int level;
    /** The message that is read at each level: where it begins, ends, and where to go on. */
    private final int[] from = new int[LEVELS];
    private final int[] to = new int[LEVELS];
    private final int[] resume = new int[LEVELS];
    private final int[] field = new int[LEVELS];
    /** Where the message at each level begins in the output; 0: it is not open there. */
    private final int[] open = new int[LEVELS];
    private int leafField;
    private int leafOffset;
    private int leafLength;
    private boolean leafWaits;
    private int items;

    /** Begins with a request, whose bytes are lent meanwhile; its parts come from {@link #next}. */
    public void over(Batch request, int bytesMax, int itemsMax) {
        this.bytesMax = bytesMax;
        this.itemsMax = itemsMax;
        bytes = request.bytes;
        leafLevel = request.signal == Batch.Signal.METRICS ? 4 : 2;
        level = 0;
        from[0] = request.offset;
        to[0] = request.offset + request.length;
        resume[0] = request.offset;
        leafWaits = false;
    }

    /** Items in the part that {@link #next} gave. */
    public int items() {
        return items;
    }

    /** Writes the next part to {@code out}, from its beginning on; false when there is none. */
    public boolean next(Buffer out) {
        out.clear();
        items = 0;
        Arrays.fill(open, 0);
        while (leafWaits || nextLeaf()) {
            leafWaits = items == itemsMax
                    || items > 0 && out.length() + leafLength + frames() > bytesMax;
            if (leafWaits) {
                break;
            }
            openLevels(out);
            Protobuf.bytes(out, leafField, bytes, leafOffset, leafLength);
            items++;
        }
        for (int each = leafLevel; each > 0; each--) {
            close(each, out);
        }
        return items > 0;
    }

    /** Bytes that the messages around the item would take, as far as they are not open. */
    private int frames() {
        int frames = FRAME_BYTES;
        for (int each = 1; each <= leafLevel; each++) {
            frames += FRAME_BYTES
                    + (open[each] == 0 ? to[each] - from[each] - childBytes(each) : 0);
        }
        return frames;
    }

    private int childBytes(int at) {
        int sum = 0;
        children.over(bytes, from[at], to[at]);
        int before = from[at];
        while (children.nextField()) {
            sum += isChild(at, children) ? children.position() - before : 0;
            before = children.position();
        }
        return sum;
    }

    private boolean isChild(int at, ProtobufReader fields) {
        return fields.isBytes() && (at == 0 || at == 4 ? fields.field() == 1
                : at == 3 ? fields.field() < 12 && (DATA_FIELDS >> fields.field() & 1) != 0
                : fields.field() == 2);
    }

    private boolean nextLeaf() {
        while (level >= 0) {
            in.over(bytes, resume[level], to[level]);
            if (!in.nextField()) {
                level--;
                continue;
            }
            resume[level] = in.position();
            if (!isChild(level, in)) {
                continue;
            }
            if (level == leafLevel) {
                leafField = in.field();
                leafOffset = in.offset();
                leafLength = in.length();
                return true;
            }
            level++;
            field[level] = in.field();
            from[level] = in.offset();
            to[level] = in.offset() + in.length();
            resume[level] = from[level];
            open[level] = -Math.abs(open[level]);
        }
        return false;
    }

    /** Opens in the output what is open in the input, and closes what is there no more. */
    private void openLevels(Buffer out) {
        int stale = 1;
        while (stale <= leafLevel && open[stale] > 0) {
            stale++;
        }
        for (int each = leafLevel; each >= stale; each--) {
            close(each, out);
        }
        for (int each = stale; each <= leafLevel; each++) {
            open[each] = Protobuf.begin(out, field[each]);
            prelude(each, out);
        }
    }

    /** Copies the fields of a message that are not the way to its items. */
    private void prelude(int at, Buffer out) {
        in.over(bytes, from[at], to[at]);
        int before = from[at];
        while (in.nextField()) {
            if (!isChild(at, in)) {
                out.put(bytes, before, in.position() - before);
            }
            before = in.position();
        }
    }

    private void close(int at, Buffer out) {
        if (open[at] != 0) {
            Protobuf.end(out, Math.abs(open[at]));
            open[at] = 0;
        }
    }
}
