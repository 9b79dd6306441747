package dev.mote.processor;

import dev.mote.component.Batch.Signal;
import dev.mote.otlp.Item;
import dev.mote.otlp.Level;
import dev.mote.ottl.OttlContext;
import java.util.ArrayList;
import java.util.List;

/** Rules by signal and by the level that they look at; a rule is a condition or statements. */
final class OttlRules<T> {
    static final OttlContext[] METRICS = {OttlContext.RESOURCE, OttlContext.SCOPE,
        OttlContext.METRIC, OttlContext.DATAPOINT};
    static final OttlContext[] LOGS = {OttlContext.RESOURCE, OttlContext.SCOPE, OttlContext.LOG};
    static final OttlContext[] TRACES = {OttlContext.RESOURCE, OttlContext.SCOPE,
        OttlContext.SPAN, OttlContext.SPANEVENT};

    private static final int LEVELS = Level.values().length;

    private final List<List<T>> lists = new ArrayList<>();

    OttlRules() {
        for (int at = 0; at < Signal.values().length * LEVELS; at++) {
            lists.add(new ArrayList<>());
        }
    }

    static OttlContext[] contexts(Signal signal) {
        return switch (signal) {
            case METRICS -> METRICS;
            case LOGS -> LOGS;
            case TRACES -> TRACES;
        };
    }

    void add(Signal signal, Level level, T rule) {
        of(signal, level).add(rule);
    }

    List<T> of(Signal signal, Level level) {
        return lists.get(signal.ordinal() * LEVELS + level.ordinal());
    }

    List<T> of(Item item, Level level) {
        return of(item.signal, level);
    }

    /** Whether any signal has a rule for the level. */
    boolean any(Level level) {
        boolean any = false;
        for (Signal signal : Signal.values()) {
            any |= !of(signal, level).isEmpty();
        }
        return any;
    }
}
