package dev.mote.pipeline;

import dev.mote.component.Batch;
import dev.mote.component.Component;
import dev.mote.component.Consumer;
import dev.mote.component.EventLoop;
import dev.mote.config.Config;
import dev.mote.config.PipelineConfig;
import dev.mote.exporter.Delivery;
import dev.mote.exporter.Exporter;
import dev.mote.exporter.balancing.LoadBalancer;
import dev.mote.log.BatchLog;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The components of a config and what joins them. A graph can follow another: what both have in
 * common, with the same settings, goes on as it is. {@link GraphBuilder} touches nothing of the
 * graph before; {@link #connect} puts the new one in its place, and {@link #leaving} is what has no
 * place in it.
 */
final class Graph {
    static final String RECEIVER = "receiver";
    static final String EXPORTER = "exporter";

    private final Config config;
    /** Null: this is the first. */
    private final Graph before;
    /** What earlier graphs had and has not ended yet. */
    private final List<Leaving> left;
    /** Exporters before what leads to them, receivers last. */
    private final List<Part> parts = new ArrayList<>();
    private final List<LogEntrance> logEntrances = new ArrayList<>();
    /** The start of each pipeline of the config. */
    private final Edge[] entrances;
    /** What {@link #connect} does: edges and where they lead then, routers and what they become. */
    private final List<Edge> edges = new ArrayList<>();
    private final List<Consumer> targets = new ArrayList<>();
    private final List<Router> keptRouters = new ArrayList<>();
    private final List<Router> newRouters = new ArrayList<>();

    Graph(Config config, Graph before) {
        this.config = config;
        this.before = before;
        left = before == null ? new ArrayList<>() : before.left;
        entrances = new Edge[config.pipelines().size()];
    }

    void add(Part part) {
        parts.add(part);
    }

    /**
     * Goes on with a part of the graph before, if it has it with these settings.
     *
     * @param router what the part's becomes; null: it has none
     */
    boolean keep(String place, Config.Entry entry, Router router) {
        Part kept = before == null ? null : before.like(place, entry, parts);
        if (kept != null) {
            parts.add(kept);
            if (router != null) {
                keptRouters.add((Router) kept.way);
                newRouters.add(router);
            }
        }
        return kept != null;
    }

    private Part like(String place, Config.Entry entry, List<Part> taken) {
        for (Part each : parts) {
            if (each.isLike(place, entry) && !taken.contains(each)) {
                return each;
            }
        }
        return null;
    }

    /** The part that was added or kept last. */
    Part latest() {
        return parts.get(parts.size() - 1);
    }

    Part part(String place, String id) {
        for (Part each : parts) {
            if (each.isAt(place, id)) {
                return each;
            }
        }
        return null;
    }

    /** The edge will lead there. */
    void lead(Edge edge, Consumer target) {
        edges.add(edge);
        targets.add(target);
    }

    /** The start of a pipeline, which leads to {@code first}. */
    Edge begin(int pipeline, Consumer first) {
        Edge edge = before == null ? null : before.entrance(config.pipelines().get(pipeline).id);
        entrances[pipeline] = edge == null ? new Edge() : edge;
        lead(entrances[pipeline], first);
        return entrances[pipeline];
    }

    Edge entrance(int pipeline) {
        return entrances[pipeline];
    }

    private Edge entrance(String pipeline) {
        for (int at = 0; at < entrances.length; at++) {
            if (config.pipelines().get(at).id.equals(pipeline)) {
                return entrances[at];
            }
        }
        return null;
    }

    LogEntrance enterLog(PipelineConfig pipeline) {
        logEntrances.add(new LogEntrance(pipeline.id));
        return logEntrances.get(logEntrances.size() - 1);
    }

    /** Where the receiver hands on to; null when no pipeline names it. */
    Consumer way(String receiver) {
        Part part = part(RECEIVER, receiver);
        return part == null ? null : part.way;
    }

    /** Those of the exporters that read from the log; without any, there need be none. */
    List<Delivery> deliveries() {
        List<Delivery> deliveries = new ArrayList<>();
        for (Component each : components()) {
            if (each instanceof Delivery delivery) {
                deliveries.add(delivery);
            }
        }
        return deliveries;
    }

    /** Where the exporters deliver to, for people. */
    List<String> destinations() {
        List<String> destinations = new ArrayList<>();
        for (Part part : parts) {
            if (part.made instanceof Exporter exporter && part.isAt(EXPORTER, part.id())) {
                destinations.add(exporter.destination());
            }
        }
        return destinations;
    }

    /**
     * Lets batches take the way through this graph; between two batches.
     *
     * @param log where pipelines write to and deliveries read from; null when none is needed
     */
    void connect(BatchLog log) {
        for (LogEntrance entrance : logEntrances) {
            entrance.writeTo(log);
        }
        for (int at = 0; at < edges.size(); at++) {
            edges.get(at).leadTo(targets.get(at));
        }
        for (int at = 0; at < keptRouters.size(); at++) {
            keptRouters.get(at).become(newRouters.get(at));
        }
        for (Part part : parts) {
            if (part.made instanceof LoadBalancer balancer) {
                balancer.writeTo(log);
                balancer.signals(signals(part.id()));
            } else if (part.made instanceof Delivery delivery) {
                route(delivery);
            }
        }
        for (Part gone : before == null ? List.<Part>of() : before.parts) {
            if (gone.made instanceof Delivery delivery && delivery(gone.id()) == null) {
                route(delivery);
            }
        }
        for (Delivery delivery : deliveries()) {
            Delivery other = before == null ? delivery : before.delivery(delivery.id());
            other = other == null ? whoLeaves(delivery.id()) : other;
            if (other == null) {
                delivery.join(log);
            } else if (other == delivery) {
                delivery.readFrom(log);
            } else if (other.reads()) {
                other.leaveTo(delivery);
            } else {
                other.leave();
                delivery.join(log);
            }
        }
    }

    private Delivery whoLeaves(String id) {
        for (Leaving each : left) {
            if (each.delivery(id) != null) {
                return each.delivery(id);
            }
        }
        return null;
    }

    private Delivery delivery(String id) {
        for (Delivery each : deliveries()) {
            if (each.id().equals(id)) {
                return each;
            }
        }
        return null;
    }

    /** Tells it the pipelines that name it, and those that have gone: they may still end. */
    private void route(Delivery exporter) {
        Batch.Signal[] named = signals(exporter.id());
        Delivery other = before == null ? null : before.delivery(exporter.id());
        int most = named.length + (other == null ? 0 : other.routes().length);
        int[] routes = new int[most];
        Batch.Signal[] signals = Arrays.copyOf(named, most);
        int count = 0;
        for (PipelineConfig pipeline : config.pipelines()) {
            if (Arrays.asList(pipeline.exporters).contains(exporter.id())) {
                routes[count++] = LogEntrance.route(pipeline.id);
            }
        }
        for (int at = 0; other != null && at < other.routes().length; at++) {
            if (!hasRoute(other.routes()[at])) {
                routes[count] = other.routes()[at];
                signals[count++] = other.signals()[at];
            }
        }
        exporter.routes(Arrays.copyOf(routes, count), Arrays.copyOf(signals, count));
    }

    /** Of the pipelines that name the exporter, one by one. */
    private Batch.Signal[] signals(String exporter) {
        List<Batch.Signal> signals = new ArrayList<>();
        for (PipelineConfig pipeline : config.pipelines()) {
            if (Arrays.asList(pipeline.exporters).contains(exporter)) {
                signals.add(GraphBuilder.signal(pipeline));
            }
        }
        return signals.toArray(new Batch.Signal[0]);
    }

    private boolean hasRoute(int route) {
        for (PipelineConfig pipeline : config.pipelines()) {
            if (LogEntrance.route(pipeline.id) == route) {
                return true;
            }
        }
        return false;
    }

    /** What the loop has to call, exporters first. */
    List<Component> components() {
        List<Component> components = new ArrayList<>();
        for (Part part : parts) {
            if (part.made instanceof Component component) {
                components.add(component);
            }
            if (part.made instanceof LoadBalancer balancer) {
                components.addAll(balancer.deliveries());
            }
        }
        return components;
    }

    /** What the graph before has and this one has not, in the direction of the data; or null. */
    Leaving leaving(EventLoop loop, long nowNanos) {
        List<Component> stay = components();
        List<Component> all = before.components();
        List<Component> gone = new ArrayList<>();
        int receivers = 0;
        for (int at = all.size() - 1; at >= 0; at--) {
            if (!stay.contains(all.get(at))) {
                gone.add(all.get(at));
                receivers += before.isReceiver(all.get(at)) ? 1 : 0;
            }
        }
        if (gone.isEmpty()) {
            return null;
        }
        left.add(new Leaving(loop, gone, receivers, left, nowNanos));
        return left.get(left.size() - 1);
    }

    private boolean isReceiver(Component component) {
        for (Part part : parts) {
            if (part.made == component) {
                return part.isAt(RECEIVER, part.id());
            }
        }
        return false;
    }

    /** How this one differs from the one before, for people. */
    String changes() {
        String fresh = missing(parts, before.parts);
        String gone = missing(before.parts, parts);
        return (fresh.isEmpty() ? "nothing is new" : "new: " + fresh)
                + (gone.isEmpty() ? "" : "; gone: " + gone);
    }

    private static String missing(List<Part> from, List<Part> in) {
        StringBuilder names = new StringBuilder();
        for (Part each : from) {
            if (!in.contains(each)) {
                names.append(names.length() == 0 ? "" : ", ").append(each.id());
            }
        }
        return names.toString();
    }
}
