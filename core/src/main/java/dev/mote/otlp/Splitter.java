package dev.mote.otlp;

import dev.mote.component.Batch;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a batch into batches of at most so many items, each with its resources, scopes and metrics
 * around them. By halves, so that the work grows with n log n.
 */
public final class Splitter {
    /** Takes a part; it is lent. */
    public interface Target {
        void take(Batch part);
    }

    /** Keeps a range of the items. */
    private static final class Range implements Edit {
        private int from;
        private int to;
        private int at;

        @Override
        public boolean wants(Level level) {
            return level == Level.RECORD;
        }

        @Override
        public boolean keep(Level level, Item item) {
            at++;
            return at > from && at <= to;
        }
    }

    /** A rewriter for each depth of halving: its result lives while the halves are cut again. */
    private final List<Range> ranges = new ArrayList<>();
    private final List<Rewriter> rewriters = new ArrayList<>();

    /** Gives the parts to {@code target}; returns items that could not be read, all or none. */
    public int split(Batch batch, int most, Target target) {
        return split(batch, batch.items, most, target, 0);
    }

    private int split(Batch batch, int items, int most, Target target, int depth) {
        if (items <= most) {
            target.take(batch);
            return 0;
        }
        if (depth == rewriters.size()) {
            ranges.add(new Range());
            rewriters.add(new Rewriter(ranges.get(depth)));
        }
        int parts = (items + most - 1) / most;
        int middle = (parts + 1) / 2 * most;
        return half(batch, 0, middle, items, most, target, depth)
                + half(batch, middle, items, items, most, target, depth);
    }

    private int half(Batch batch, int from, int to, int items, int most, Target target,
            int depth) {
        Range range = ranges.get(depth);
        range.from = from;
        range.to = to;
        range.at = 0;
        Rewriter rewriter = rewriters.get(depth);
        if (!rewriter.rewrite(batch)) {
            return to - from;
        }
        return rewriter.result().items == 0 ? 0
                : split(rewriter.result(), Math.min(rewriter.result().items, to - from), most,
                        target, depth + 1);
    }
}
