package dev.mote.processor;

import dev.mote.otlp.Item;

/** A reason to keep a trace. */
abstract class TailPolicy {
    /** Where a policy that looks at spans keeps what it found; -1 for the others. */
    int bit = -1;

    /** Whether this span is what the policy looks for; asked for each span as it comes. */
    boolean sees(Item item) {
        return false;
    }

    /** Whether the trace is to be kept; asked once, when no more is waited for. */
    boolean decide(TailTrace trace, long nowNanos) {
        return (trace.found & 1L << bit) != 0;
    }

    /** At most so many spans a second, counted by the second. */
    static final class Rate {
        private static final long SECOND_NANOS = 1_000_000_000L;
        private final long perSecond;
        private long second = Long.MIN_VALUE;
        private long spent;

        Rate(long perSecond) {
            this.perSecond = perSecond;
        }

        boolean allows(TailTrace trace, long nowNanos) {
            long now = nowNanos / SECOND_NANOS;
            if (now != second) {
                second = now;
                spent = 0;
            }
            if (spent + trace.spans > perSecond) {
                return false;
            }
            spent += trace.spans;
            return true;
        }
    }
}
