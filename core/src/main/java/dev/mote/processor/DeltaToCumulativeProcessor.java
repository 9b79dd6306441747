package dev.mote.processor;

import dev.mote.bytes.Buffer;
import dev.mote.component.Consumer;
import dev.mote.component.Context;
import dev.mote.otlp.Edit;
import dev.mote.otlp.Item;
import dev.mote.otlp.Level;
import dev.mote.otlp.Message;
import dev.mote.otlp.Otlp;
import dev.mote.otlp.SeriesHash;
import dev.mote.telemetry.Telemetry.Counter;

/**
 * {@code delta_to_cumulative}: delta sums and histograms are added up from the first point of their
 * series on. What is not newer than the last point is dropped, since it may have been counted.
 * A histogram whose buckets change begins anew.
 */
public final class DeltaToCumulativeProcessor implements Edit, Remembered {
    private final SeriesMemory series;
    private final SeriesState state;
    private final SeriesHash hash = new SeriesHash();
    private final Counter outOfOrder;
    private boolean converting;

    private DeltaToCumulativeProcessor(Context context) {
        series = new SeriesMemory(context, "max_stale");
        state = series.state;
        context.section.finish();
        outOfOrder = ItemCounters.dropped(context, "out_of_order");
    }

    public static StatefulStage from(Context context, Consumer next) {
        return new StatefulStage(context, new DeltaToCumulativeProcessor(context), next);
    }

    @Override
    public boolean wants(Level level) {
        return level != Level.EVENT;
    }

    @Override
    public boolean keep(Level level, Item item) {
        if (level == Level.RECORD) {
            return !converting || convert(item);
        }
        hash.around(level, item);
        if (level == Level.METRIC) {
            converting = (item.dataField == Otlp.SUM || item.dataField == Otlp.HISTOGRAM)
                    && item.data.number(Otlp.TEMPORALITY) == Otlp.DELTA;
            if (converting) {
                item.data.setVarint(Otlp.TEMPORALITY, Otlp.CUMULATIVE);
            }
        }
        return true;
    }

    private boolean convert(Item item) {
        Message point = item.record;
        hash.of(item);
        int number = series.find(hash);
        long time = point.number(Otlp.TIME);
        long start = point.number(Otlp.START_TIME);
        if (number == SeriesTable.NONE) {
            number = series.add(hash);
            if (number == SeriesTable.NONE) {
                return false;
            }
            state.startNanos[number] = start;
        } else if (time <= state.timeNanos[number] || start < state.startNanos[number]) {
            outOfOrder.add(1);
            return false;
        } else if (!state.add(number, point)) {
            state.startNanos[number] = start;
        }
        state.timeNanos[number] = time;
        point.setFixed64(Otlp.START_TIME, state.startNanos[number]);
        return state.remember(number, point);
    }

    @Override
    public void save(Buffer out) {
        series.save(out);
    }

    @Override
    public boolean restore(byte[] bytes, int offset, int length) {
        return series.restore(bytes, offset, length);
    }
}
