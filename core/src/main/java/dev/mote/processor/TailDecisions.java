package dev.mote.processor;

/** What was decided of the last so many traces, for spans that come late. */
final class TailDecisions {
    static final int UNKNOWN = -1;

    private final SeriesTable traces;
    private final boolean[] kept;
    /** Numbers of traces in the order of their decisions: a ring. */
    private final int[] order;
    private int oldest;

    TailDecisions(int most) {
        traces = new SeriesTable(most);
        kept = new boolean[Integer.highestOneBit(Math.max(most, 32)) << 1];
        order = new int[most];
    }

    /** 1: kept, 0: not, {@link #UNKNOWN}. */
    int of(long high, long low) {
        int number = traces.find(high, low);
        return number == SeriesTable.NONE ? UNKNOWN : kept[number] ? 1 : 0;
    }

    void add(long high, long low, boolean keep) {
        if (traces.size() == order.length) {
            traces.remove(order[oldest]);
        }
        int number = traces.add(high, low);
        kept[number] = keep;
        order[oldest] = number;
        oldest = oldest + 1 == order.length ? 0 : oldest + 1;
    }
}
