package dev.mote.processor;

import dev.mote.bytes.Buffer;
import dev.mote.component.Consumer;
import dev.mote.component.Context;
import dev.mote.config.Section;
import dev.mote.otlp.Edit;
import dev.mote.otlp.Item;
import dev.mote.otlp.Level;
import dev.mote.otlp.Message;
import dev.mote.otlp.Otlp;
import dev.mote.otlp.SeriesHash;
import dev.mote.telemetry.Telemetry.Counter;

/**
 * {@code cumulative_to_delta}: monotonic cumulative sums and histograms become what was added since
 * the point before. A value that has become less, or a new start time, is a restart: all of it is
 * new. What is older than the last point is dropped, since its part was counted already.
 *
 * <p>{@code initial_value} says what the first point of a series becomes: {@code auto}, the whole
 * value if it began to count after this processor, else nothing; {@code keep}; {@code drop}.
 */
public final class CumulativeToDeltaProcessor implements Edit, Remembered {
    private static final String[] INITIAL = {"auto", "keep", "drop"};
    private static final int KEEP = 1;
    private static final int DROP = 2;
    private static final int NO_RECORDED_VALUE = 1;
    private static final int NUMBER_FLAGS = 8;
    private static final int HISTOGRAM_FLAGS = 10;

    private final MetricNames include;
    private final MetricNames exclude;
    private final int initial;
    private final long beganNanos;
    private final SeriesMemory series;
    private final SeriesState state;
    private final SeriesHash hash = new SeriesHash();
    private final PointCopy scratch = new PointCopy();
    private final Counter outOfOrder;
    private final Counter noBaseline;
    private boolean converting;

    private CumulativeToDeltaProcessor(Context context) {
        Section section = context.section;
        include = MetricNames.from(section, "include");
        exclude = MetricNames.from(section, "exclude");
        initial = section.choice("initial_value", 0, INITIAL);
        series = new SeriesMemory(context, "max_staleness");
        state = series.state;
        section.finish();
        beganNanos = context.os().clock().wallNanos();
        outOfOrder = ItemCounters.dropped(context, "out_of_order");
        noBaseline = ItemCounters.filtered(context);
    }

    public static StatefulStage from(Context context, Consumer next) {
        return new StatefulStage(context, new CumulativeToDeltaProcessor(context), next);
    }

    @Override
    public boolean wants(Level level) {
        return level != Level.EVENT;
    }

    @Override
    public boolean keep(Level level, Item item) {
        if (level != Level.RECORD) {
            hash.around(level, item);
            if (level == Level.METRIC) {
                converting = isToConvert(item);
                if (converting) {
                    item.data.setVarint(Otlp.TEMPORALITY, Otlp.DELTA);
                }
            }
            return true;
        }
        return !converting || convert(item);
    }

    private boolean isToConvert(Item item) {
        boolean sum = item.dataField == Otlp.SUM && item.data.number(Otlp.IS_MONOTONIC) != 0;
        return (sum || item.dataField == Otlp.HISTOGRAM)
                && item.data.number(Otlp.TEMPORALITY) == Otlp.CUMULATIVE
                && (include == null || include.has(item))
                && (exclude == null || !exclude.has(item));
    }

    private boolean convert(Item item) {
        Message point = item.record;
        int flags = point.kind() == Message.Kind.NUMBER ? NUMBER_FLAGS : HISTOGRAM_FLAGS;
        if ((point.number(flags) & NO_RECORDED_VALUE) != 0) {
            noBaseline.add(1);
            return false;
        }
        hash.of(item);
        int number = series.find(hash);
        if (number == SeriesTable.NONE) {
            return begin(series.add(hash), point);
        }
        long time = point.number(Otlp.TIME);
        long start = point.number(Otlp.START_TIME);
        if (time <= state.timeNanos[number]) {
            outOfOrder.add(1);
            return false;
        }
        long since = state.timeNanos[number];
        boolean restarted = start != state.startNanos[number] && start >= since
                || !state.goesOn(number, point);
        return step(number, point, restarted, restarted ? start : since, time, start);
    }

    /** The values that came in are remembered before the point changes. */
    private boolean step(int number, Message point, boolean restarted, long since, long time,
            long start) {
        scratch.copy(point);
        if (!restarted) {
            state.subtract(number, point);
        }
        point.setFixed64(Otlp.START_TIME, since);
        state.timeNanos[number] = time;
        state.startNanos[number] = start;
        return state.remember(number, scratch.message());
    }

    private boolean begin(int number, Message point) {
        if (number == SeriesTable.NONE) {
            return false;
        }
        state.timeNanos[number] = point.number(Otlp.TIME);
        state.startNanos[number] = point.number(Otlp.START_TIME);
        boolean whole = initial == KEEP
                || initial != DROP && state.startNanos[number] >= beganNanos;
        noBaseline.add(whole ? 0 : 1);
        return state.remember(number, point) && whole;
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
