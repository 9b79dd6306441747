package dev.mote.pipeline;

import dev.mote.component.Batch;
import dev.mote.component.Consumer;
import dev.mote.component.Context;
import dev.mote.component.Outcome;
import dev.mote.config.Config;
import dev.mote.config.PipelineConfig;
import dev.mote.config.Problems;
import dev.mote.exporter.Delivery;
import dev.mote.exporter.Exporter;
import dev.mote.semconv.MoteMetrics;
import dev.mote.telemetry.Telemetry;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes the components of a config's pipelines: from the exporters back to the receivers, so that
 * each is made with what it hands on to. A receiver, exporter or connector is one, however many
 * pipelines name it; a processor is made anew for each.
 */
final class GraphBuilder {
    private final Config config;
    private final ComponentTable table;
    private final Context surroundings;
    private final Problems problems;
    private final Graph graph;
    private final boolean[] begun;

    /** @param before what runs now, and stays as it is; null: nothing */
    GraphBuilder(Config config, ComponentTable table, Context surroundings, Graph before) {
        this.config = config;
        this.table = table;
        this.surroundings = surroundings;
        problems = config.problems();
        graph = new Graph(config, before);
        begun = new boolean[config.pipelines().size()];
    }

    /** Makes everything that pipelines use, and checks the settings of what they do not use. */
    Graph build() {
        for (PipelineConfig pipeline : config.pipelines()) {
            entrance(pipeline);
        }
        for (Config.Entry entry : config.receivers()) {
            if (config.uses(entry)) {
                Router router = from(entry.id);
                if (!graph.keep(Graph.RECEIVER, entry, router)) {
                    graph.add(new Part(Graph.RECEIVER, entry,
                            table.receiver(entry.type).make(context(entry), router), router));
                }
            }
        }
        checkUnused(surroundings.of(new Telemetry()));
        return graph;
    }

    private void checkUnused(Context unused) {
        for (Config.Entry entry : config.receivers()) {
            if (!config.uses(entry)) {
                table.receiver(entry.type).make(unused.with(entry.id, entry.section),
                        new Router());
            }
        }
        for (Config.Entry entry : config.processors()) {
            if (!config.uses(entry)) {
                table.processor(entry.type).make(unused.with(entry.id, entry.section),
                        new FanOut());
            }
        }
        for (Config.Entry entry : config.exporters()) {
            if (!config.uses(entry)) {
                table.exporter(entry.type).make(unused.with(entry.id, entry.section));
            }
        }
    }

    private Context context(Config.Entry entry) {
        return surroundings.with(entry.id, entry.section);
    }

    private Router from(String receiver) {
        Router router = new Router();
        for (PipelineConfig pipeline : fedBy(receiver)) {
            router.add(signal(pipeline), entrance(pipeline));
        }
        return router;
    }

    private List<PipelineConfig> fedBy(String receiver) {
        List<PipelineConfig> fed = new ArrayList<>();
        for (PipelineConfig pipeline : config.pipelines()) {
            for (String each : pipeline.receivers) {
                if (each.equals(receiver)) {
                    fed.add(pipeline);
                }
            }
        }
        return fed;
    }

    static Batch.Signal signal(PipelineConfig pipeline) {
        return switch (pipeline.signal()) {
            case "logs" -> Batch.Signal.LOGS;
            case "traces" -> Batch.Signal.TRACES;
            default -> Batch.Signal.METRICS;
        };
    }

    private Consumer entrance(PipelineConfig pipeline) {
        int index = config.pipelines().indexOf(pipeline);
        if (begun[index] && graph.entrance(index) == null) {
            problems.error(pipeline.place, "the pipeline \"" + pipeline.id
                    + "\" leads back to itself through a connector");
            return new FanOut();
        }
        if (!begun[index]) {
            begun[index] = true;
            graph.begin(index, make(pipeline));
        }
        return graph.entrance(index);
    }

    private Consumer make(PipelineConfig pipeline) {
        FanOut fanOut = new FanOut();
        boolean toLog = false;
        for (String id : pipeline.exporters) {
            Object end = end(id);
            if (end instanceof Exporter exporter && !exporter.carries(signal(pipeline))) {
                problems.error(pipeline.place, "\"" + id + "\" has no place for "
                        + pipeline.signal());
            }
            if (end instanceof Delivery) {
                toLog = true;
            } else if (end instanceof Consumer consumer) {
                fanOut.add(consumer);
            }
        }
        if (toLog) {
            fanOut.add(graph.enterLog(pipeline));
        }
        Consumer first = fanOut;
        for (int at = pipeline.processors.length - 1; at >= 0; at--) {
            Config.Entry entry = Config.find(config.processors(), pipeline.processors[at]);
            if (entry != null) {
                first = processor(pipeline, entry, first);
            }
        }
        return first;
    }

    private Consumer processor(PipelineConfig pipeline, Config.Entry entry, Consumer next) {
        if (!graph.keep(pipeline.id, entry, null)) {
            Edge edge = new Edge();
            Context context = context(entry).of(surroundings.telemetry.with(MoteMetrics.PIPELINE,
                    pipeline.id));
            graph.add(new Part(pipeline.id, entry,
                    table.processor(entry.type).make(context, edge), edge));
        }
        Part part = graph.latest();
        graph.lead((Edge) part.way, next);
        return (Consumer) part.made;
    }

    /** The exporter or connector with the id; null when there is none, which the config says. */
    private Object end(String id) {
        Config.Entry exporter = Config.find(config.exporters(), id);
        Config.Entry connector = Config.find(config.connectors(), id);
        return exporter != null ? exporter(exporter) : connector != null ? connector(connector)
                : null;
    }

    private Object exporter(Config.Entry entry) {
        Part known = graph.part(Graph.EXPORTER, entry.id);
        if (known == null && !graph.keep(Graph.EXPORTER, entry, null)) {
            graph.add(new Part(Graph.EXPORTER, entry,
                    table.exporter(entry.type).make(context(entry)), null));
        }
        return (known == null ? graph.latest() : known).made;
    }

    private Object connector(Config.Entry entry) {
        // With the same settings and another pipeline to feed, it is another one.
        StringBuilder place = new StringBuilder("connector to");
        for (PipelineConfig fed : fedBy(entry.id)) {
            place.append(' ').append(fed.id);
        }
        Part known = graph.part(place.toString(), entry.id);
        if (known != null) {
            return known.made;
        }
        Router router = from(entry.id);
        if (!graph.keep(place.toString(), entry, router)) {
            graph.add(new Part(place.toString(), entry, table.connector(entry.type)
                    .make(context(entry), new Onward(router, entry.id)), router));
        }
        return graph.latest().made;
    }

    /** The pipelines that have a connector as their receiver. */
    private final class Onward implements ComponentTable.Pipelines {
        private final Router all;
        private final String connector;

        Onward(Router all, String connector) {
            this.all = all;
            this.connector = connector;
        }

        @Override
        public Outcome consume(Batch batch) {
            return all.consume(batch);
        }

        @Override
        public Consumer pipeline(String id) {
            for (PipelineConfig pipeline : fedBy(connector)) {
                if (pipeline.id.equals(id)) {
                    return entrance(pipeline);
                }
            }
            return null;
        }
    }
}
