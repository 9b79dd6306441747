package dev.mote.connector;

import dev.mote.bytes.Buffer;
import dev.mote.component.Batch;
import dev.mote.component.Batch.Signal;
import dev.mote.component.Consumer;
import dev.mote.component.Context;
import dev.mote.config.Section;
import dev.mote.config.YamlNode;
import dev.mote.otlp.Edit;
import dev.mote.otlp.Item;
import dev.mote.otlp.Level;
import dev.mote.otlp.MadeMetrics;
import dev.mote.otlp.Message;
import dev.mote.otlp.Otlp;
import dev.mote.otlp.Rewriter;
import dev.mote.ottl.OttlCondition;
import dev.mote.ottl.OttlContext;
import dev.mote.processor.HoldingStage;
import dev.mote.processor.OttlSettings;
import dev.mote.processor.Settings;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code count}: how many spans, span events, metrics, data points and log records there are, as
 * delta sums for each resource, batch by batch.
 *
 * <pre>
 *   count:
 *     logs:
 *       log.errors:
 *         description: Errors that were logged.
 *         conditions: ['severity_number &gt;= SEVERITY_NUMBER_ERROR']
 *         attributes: [{key: code, default_value: none}]
 * </pre>
 *
 * <p>Without settings it counts all, by the collector's names.
 */
public final class CountConnector extends HoldingStage implements Edit {
    private static final String[] KEYS = {"spans", "spanevents", "metrics", "datapoints", "logs"};
    private static final String[] NAMES = {"trace.span.count", "trace.span.event.count",
        "metric.count", "metric.datapoint.count", "log.record.count"};
    private static final OttlContext[] CONTEXTS = {OttlContext.SPAN, OttlContext.SPANEVENT,
        OttlContext.METRIC, OttlContext.DATAPOINT, OttlContext.LOG};
    private static final byte[] SCOPE = Settings.utf8("mote/count");
    private static final byte[] UNIT = Settings.utf8("1");

    private final List<CountedMetric> metrics = new ArrayList<>();
    private final Rewriter walk;
    private final MadeMetrics made = new MadeMetrics(SCOPE);
    private final Buffer resource = new Buffer(256);

    private CountConnector(Context context, Consumer next) {
        super(context, next);
        Section section = context.section;
        boolean any = false;
        for (String key : KEYS) {
            any |= section.has(key);
        }
        for (int at = 0; at < KEYS.length; at++) {
            Section kind = section.section(KEYS[at]);
            for (YamlNode name : kind.keys()) {
                metrics.add(read(kind.section(name.text()), name.text(), CONTEXTS[at]));
            }
            if (!any) {
                metrics.add(new CountedMetric(CONTEXTS[at], NAMES[at], "",
                        new OttlCondition[0], new ArrayList<>()));
            }
        }
        section.finish();
        walk = new Rewriter(this);
    }

    private static CountedMetric read(Section section, String name, OttlContext context) {
        String description = section.string("description", "");
        OttlCondition[] conditions = OttlSettings.conditions(section, "conditions", context);
        List<CountedMetric.Dimension> dimensions = new ArrayList<>();
        for (Section each : Settings.sections(section, "attributes")) {
            YamlNode fallback = each.node("default_value");
            dimensions.add(new CountedMetric.Dimension(
                    Settings.utf8(Settings.needed(each, "key")),
                    fallback == null ? null : Settings.value(fallback)));
            each.finish();
        }
        section.finish();
        return new CountedMetric(context, name, description, conditions, dimensions);
    }

    public static CountConnector from(Context context, Consumer next) {
        return new CountConnector(context, next);
    }

    @Override
    protected boolean take(Batch batch) {
        made.begin();
        resource.clear();
        if (!walk.rewrite(batch)) {
            forget();
            return false;
        }
        flushResource();
        if (made.points() > 0) {
            outbox.send(made.take(batch.timeNanos));
        }
        return true;
    }

    @Override
    public boolean wants(Level level) {
        boolean any = level == Level.RESOURCE;
        for (CountedMetric metric : metrics) {
            any |= metric.context.level == level;
        }
        return any;
    }

    @Override
    public boolean keep(Level level, Item item) {
        if (level == Level.RESOURCE) {
            flushResource();
            item.resource.writeTo(resource.clear());
        }
        for (int at = 0; at < metrics.size(); at++) {
            CountedMetric metric = metrics.get(at);
            if (metric.context.level == level && isOf(metric.context, item.signal)) {
                metric.count(item);
            }
        }
        return true;
    }

    private static boolean isOf(OttlContext context, Signal signal) {
        return switch (context) {
            case LOG -> signal == Signal.LOGS;
            case SPAN, SPANEVENT -> signal == Signal.TRACES;
            default -> signal == Signal.METRICS;
        };
    }

    private void forget() {
        for (int at = 0; at < metrics.size(); at++) {
            metrics.get(at).clear();
        }
    }

    /** The counts of the resource that ends become points. */
    private void flushResource() {
        long now = context.os().clock().wallNanos();
        for (int at = 0; at < metrics.size(); at++) {
            CountedMetric metric = metrics.get(at);
            for (int row = 0; row < metric.rows(); row++) {
                made.metric(resource.bytes(), 0, resource.length(), metric.name,
                        metric.description, UNIT, Otlp.SUM, Otlp.DELTA);
                Message point = made.point();
                metric.attributes(row, point);
                point.setFixed64(Otlp.TIME, now);
                point.setFixed64(Otlp.AS_INT, metric.value(row));
                made.add();
            }
            metric.clear();
        }
    }
}
