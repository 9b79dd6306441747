package dev.mote.os.sim;

import java.util.ArrayList;
import java.util.List;

/** How often a simulation has done what harm, so that one that does none does not look good. */
public final class Faults {
    private final List<String> kinds = new ArrayList<>();
    private final long[] counts = new long[64];
    private long total;

    public void count(String kind) {
        int at = kinds.indexOf(kind);
        if (at < 0) {
            at = kinds.size();
            kinds.add(kind);
        }
        counts[at]++;
        total++;
    }

    public long total() {
        return total;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder().append(total).append(" faults");
        for (int at = 0; at < kinds.size(); at++) {
            text.append(at == 0 ? ": " : ", ").append(counts[at]).append(' ')
                    .append(kinds.get(at));
        }
        return text.toString();
    }
}
