package dev.mote.pipeline;

import dev.mote.component.Batch;
import dev.mote.component.Component;
import dev.mote.component.Consumer;
import dev.mote.component.Context;
import dev.mote.component.Outcome;
import dev.mote.config.Config;
import dev.mote.config.PipelineConfig;
import dev.mote.config.Problems;
import dev.mote.exporter.Delivery;
import dev.mote.exporter.Exporter;
import dev.mote.exporter.balancing.LoadBalancer;
import dev.mote.log.BatchLog;
import dev.mote.telemetry.Telemetry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The pipelines of a config, made of components: from the exporters back to the receivers, so that
 * each is made with what it hands on to. A receiver, exporter or connector is one, however many
 * pipelines name it; a processor is made anew for each.
 */
final class Graph {
    private final Config config;
    private final ComponentTable table;
    private final Context surroundings;
    private final Problems problems;
    private final List<Component> components = new ArrayList<>();
    private final List<LogEntrance> logEntrances = new ArrayList<>();
    private final List<Delivery> deliveries = new ArrayList<>();
    private final List<LoadBalancer> balancers = new ArrayList<>();
    private final List<String> destinations = new ArrayList<>();
    /** Exporters and connectors, in the order of {@link #endIds}. */
    private final List<Object> ends = new ArrayList<>();
    private final List<String> endIds = new ArrayList<>();
    /** The first consumer of each pipeline of the config; null before and while it is made. */
    private final Consumer[] entrances;
    private final boolean[] begun;

    Graph(Config config, ComponentTable table, Context surroundings) {
        this.config = config;
        this.table = table;
        this.surroundings = surroundings;
        problems = config.problems();
        entrances = new Consumer[config.pipelines().size()];
        begun = new boolean[entrances.length];
    }

    /** Makes everything that pipelines use, and checks the settings of what they do not use. */
    void build() {
        for (PipelineConfig pipeline : config.pipelines()) {
            entrance(pipeline);
        }
        for (Config.Entry entry : config.receivers()) {
            if (config.uses(entry)) {
                add(table.receiver(entry.type).make(context(entry), from(entry.id)));
            }
        }
        Context unused = new Context(surroundings.id, surroundings.section, surroundings.loop,
                new Telemetry(), surroundings.log, surroundings.environment, surroundings.host,
                surroundings.version);
        checkUnused(unused);
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

    /** Those of the exporters that read from the log; without any, there need be none. */
    List<Delivery> deliveries() {
        return deliveries;
    }

    /** Lets pipelines write to the log, and deliveries read from it; before the first batch. */
    void connect(BatchLog log) {
        for (LogEntrance entrance : logEntrances) {
            entrance.log = log;
        }
        for (LoadBalancer balancer : balancers) {
            balancer.writeTo(log);
        }
        for (Delivery delivery : deliveries) {
            delivery.readFrom(log);
        }
    }

    /** Where the exporters deliver to, for people. */
    List<String> destinations() {
        return destinations;
    }

    /** What the loop has to call, exporters first. */
    List<Component> components() {
        return components;
    }

    private void add(Object made) {
        if (made instanceof Component component) {
            components.add(component);
        }
    }

    private Context context(Config.Entry entry) {
        return surroundings.with(entry.id, entry.section);
    }

    private Router from(String receiver) {
        Router router = new Router();
        for (PipelineConfig pipeline : config.pipelines()) {
            for (String each : pipeline.receivers) {
                if (each.equals(receiver)) {
                    router.add(signal(pipeline), entrance(pipeline));
                }
            }
        }
        return router;
    }

    private static Batch.Signal signal(PipelineConfig pipeline) {
        return switch (pipeline.signal()) {
            case "logs" -> Batch.Signal.LOGS;
            case "traces" -> Batch.Signal.TRACES;
            default -> Batch.Signal.METRICS;
        };
    }

    private Consumer entrance(PipelineConfig pipeline) {
        int index = config.pipelines().indexOf(pipeline);
        if (begun[index] && entrances[index] == null) {
            problems.error(pipeline.place, "the pipeline \"" + pipeline.id
                    + "\" leads back to itself through a connector");
            return new FanOut();
        }
        if (!begun[index]) {
            begun[index] = true;
            entrances[index] = make(pipeline);
        }
        return entrances[index];
    }

    private Consumer make(PipelineConfig pipeline) {
        FanOut fanOut = new FanOut();
        boolean toLog = false;
        int route = pipeline.id.hashCode();
        for (String id : pipeline.exporters) {
            Object end = end(id);
            if (end instanceof Exporter exporter && !exporter.carries(signal(pipeline))) {
                problems.error(pipeline.place, "\"" + id + "\" has no place for "
                        + pipeline.signal());
            }
            if (end instanceof Delivery delivery) {
                delivery.addRoute(signal(pipeline), route);
                toLog = true;
            } else if (end instanceof Consumer consumer) {
                fanOut.add(consumer);
            }
            if (end instanceof LoadBalancer balancer) {
                balancer.addSignal(signal(pipeline));
            }
        }
        if (toLog) {
            LogEntrance entrance = new LogEntrance(route);
            logEntrances.add(entrance);
            fanOut.add(entrance);
        }
        Consumer first = fanOut;
        for (int at = pipeline.processors.length - 1; at >= 0; at--) {
            Config.Entry entry = Config.find(config.processors(), pipeline.processors[at]);
            if (entry != null) {
                first = table.processor(entry.type).make(context(entry), first);
                add(first);
            }
        }
        return first;
    }

    /** The exporter or connector with the id; null when there is none, which the config says. */
    private Object end(String id) {
        if (!endIds.contains(id)) {
            Config.Entry exporter = Config.find(config.exporters(), id);
            Config.Entry connector = Config.find(config.connectors(), id);
            Object made = exporter != null ? exporter(exporter) : connector != null
                    ? table.connector(connector.type).make(context(connector),
                            new Onward(from(id), id)) : null;
            endIds.add(id);
            ends.add(made);
            add(made);
        }
        return ends.get(endIds.indexOf(id));
    }

    private Exporter exporter(Config.Entry entry) {
        Exporter made = table.exporter(entry.type).make(context(entry));
        if (made != null) {
            destinations.add(made.destination());
        }
        if (made instanceof Delivery delivery) {
            deliveries.add(delivery);
        }
        if (made instanceof LoadBalancer balancer) {
            balancers.add(balancer);
            deliveries.addAll(balancer.deliveries());
            components.addAll(balancer.deliveries());
        }
        return made;
    }

    /** Where a pipeline's batches enter the log, once for all its deliveries. */
    private static final class LogEntrance implements Consumer {
        private final int route;
        private BatchLog log;

        LogEntrance(int route) {
            this.route = route;
        }

        @Override
        public Outcome consume(Batch batch) {
            return log.append(batch, route);
        }
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
            for (PipelineConfig pipeline : config.pipelines()) {
                if (pipeline.id.equals(id)
                        && Arrays.asList(pipeline.receivers).contains(connector)) {
                    return entrance(pipeline);
                }
            }
            return null;
        }
    }
}
