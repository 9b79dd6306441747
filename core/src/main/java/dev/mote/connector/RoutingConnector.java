package dev.mote.connector;

import dev.mote.component.Batch;
import dev.mote.component.Consumer;
import dev.mote.component.Context;
import dev.mote.component.Outcome;
import dev.mote.config.Section;
import dev.mote.config.Suggestion;
import dev.mote.config.YamlNode;
import dev.mote.otlp.Edit;
import dev.mote.otlp.Item;
import dev.mote.otlp.Level;
import dev.mote.otlp.Rewriter;
import dev.mote.ottl.OttlCondition;
import dev.mote.ottl.OttlContext;
import dev.mote.pipeline.ComponentTable.Pipelines;
import dev.mote.processor.ItemCounters;
import dev.mote.processor.OttlSettings;
import dev.mote.processor.Settings;
import dev.mote.telemetry.Telemetry.Counter;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code routing}: what a condition holds for goes to the pipelines of the first that does, the
 * rest to {@code default_pipelines}; without these it is left out and counted.
 *
 * <pre>
 *   routing:
 *     default_pipelines: [logs/rest]
 *     table:
 *       - {condition: 'attributes["team"] == "pay"', pipelines: [logs/pay]}
 *       - {context: log, condition: 'severity_number > 16', pipelines: [logs/errors]}
 * </pre>
 */
public final class RoutingConnector implements Consumer {
    /** One row of the table; the last one, without a condition, is the default. */
    private final class Route implements Edit {
        private final OttlContext context;
        private final OttlCondition condition;
        private final List<Consumer> pipelines;
        private final int index = routes.size();
        private Rewriter rewriter;

        Route(OttlContext context, OttlCondition condition, List<Consumer> pipelines) {
            this.context = context;
            this.condition = condition;
            this.pipelines = pipelines;
        }

        @Override
        public boolean wants(Level level) {
            return level == deepest;
        }

        @Override
        public boolean keep(Level level, Item item) {
            return routeOf(item) == index;
        }
    }

    private final List<Route> routes = new ArrayList<>();
    private final Counter filtered;
    private final Counter malformed;
    /** Where records are told apart: at the innermost level that a condition looks at. */
    private Level deepest = Level.RESOURCE;

    private RoutingConnector(Context context, Pipelines next) {
        Section section = context.section;
        OttlSettings.errorMode(section);
        section.bool("match_once", true);
        for (Section row : Settings.sections(section, "table")) {
            read(row, next);
        }
        routes.add(new Route(OttlContext.RESOURCE, null,
                pipelines(section, "default_pipelines", next)));
        section.finish();
        for (Route route : routes) {
            if (route.context.level.ordinal() > deepest.ordinal()) {
                deepest = route.context.level;
            }
        }
        for (Route route : routes) {
            route.rewriter = new Rewriter(route);
        }
        filtered = ItemCounters.filtered(context);
        malformed = ItemCounters.dropped(context, "malformed");
    }

    public static Consumer from(Context context, Pipelines next) {
        return new RoutingConnector(context, next);
    }

    private void read(Section row, Pipelines next) {
        YamlNode named = row.node("context");
        OttlContext context = named == null ? OttlContext.RESOURCE : OttlContext.of(named.text());
        if (context == null) {
            List<String> words = new ArrayList<>();
            for (OttlContext each : OttlContext.values()) {
                words.add(each.word);
            }
            row.problems().error(named, "unknown context \"" + named.written() + "\""
                    + Suggestion.of(named.written(), words));
            context = OttlContext.RESOURCE;
        }
        YamlNode text = row.node("condition");
        if (text == null) {
            row.problems().error(row.place(), "condition is missing");
        }
        OttlCondition condition =
                text == null ? null : OttlSettings.condition(row, text, context);
        routes.add(new Route(context, condition, pipelines(row, "pipelines", next)));
        row.finish();
    }

    private static List<Consumer> pipelines(Section section, String key, Pipelines next) {
        List<Consumer> found = new ArrayList<>();
        for (YamlNode id : OttlSettings.texts(section, key)) {
            Consumer pipeline = next.pipeline(id.text());
            if (pipeline == null) {
                section.problems().error(id, "there is no pipeline \"" + id.written()
                        + "\" that has this connector as its receiver");
            } else {
                found.add(pipeline);
            }
        }
        return found;
    }

    private int routeOf(Item item) {
        int last = routes.size() - 1;
        for (int at = 0; at < last; at++) {
            if (routes.get(at).condition.holds(item)) {
                return at;
            }
        }
        return last;
    }

    /** As with every fan-out: if one of the pipelines wants it later, all see the batch again. */
    @Override
    public Outcome consume(Batch batch) {
        Outcome joint = Outcome.REJECTED;
        for (int at = 0; at < routes.size(); at++) {
            Route route = routes.get(at);
            if (!route.rewriter.rewrite(batch)) {
                malformed.add(batch.items);
                return Outcome.REJECTED;
            }
            Batch part = route.rewriter.result();
            for (int to = 0; part.length > 0 && to < route.pipelines.size(); to++) {
                Outcome outcome = route.pipelines.get(to).consume(part);
                joint = outcome == Outcome.RETRY_LATER || joint == Outcome.REJECTED ? outcome
                        : joint;
                if (outcome == Outcome.RETRY_LATER) {
                    return outcome;
                }
            }
            if (route.pipelines.isEmpty() && part.length > 0) {
                filtered.add(part.items);
                joint = joint == Outcome.REJECTED ? Outcome.ACCEPTED : joint;
            }
        }
        return joint;
    }
}
