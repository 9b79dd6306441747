package dev.mote.cli;

import java.util.ArrayList;
import java.util.List;

/** Names with a weight each, of which the heaviest are shown. */
final class Rows {
    /** More are not even weighed: a view is no place for ten thousand interfaces. */
    static final int WEIGHED_MAX = 200;

    private final List<String> names = new ArrayList<>();
    private final List<Double> weights = new ArrayList<>();

    /** Adds a name; one without weight (NaN) counts as 0. */
    void add(String name, double weight) {
        double known = Double.isNaN(weight) ? 0 : weight;
        int at = names.size();
        while (at > 0 && weights.get(at - 1) < known) {
            at--;
        }
        names.add(at, name);
        weights.add(at, known);
    }

    int size() {
        return names.size();
    }

    /** The heaviest first; of equal weight, the one added first. */
    String get(int index) {
        return names.get(index);
    }
}
