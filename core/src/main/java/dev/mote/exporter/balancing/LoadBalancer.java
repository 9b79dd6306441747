package dev.mote.exporter.balancing;

import dev.mote.bytes.Buffer;
import dev.mote.component.Batch;
import dev.mote.component.Consumer;
import dev.mote.component.Context;
import dev.mote.component.Outcome;
import dev.mote.config.Section;
import dev.mote.exporter.Delivery;
import dev.mote.exporter.DeliverySettings;
import dev.mote.exporter.Exporter;
import dev.mote.exporter.otlp.OtlpGrpcSender;
import dev.mote.exporter.otlp.OtlpGrpcSettings;
import dev.mote.log.BatchLog;
import dev.mote.otlp.Edit;
import dev.mote.otlp.Item;
import dev.mote.otlp.Level;
import dev.mote.otlp.Regrouping;
import dev.mote.otlp.Rewriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Gives each record to one of several deliveries, by its key; see the package. */
public final class LoadBalancer implements Consumer, Exporter, Edit {
    private final RoutingKey key;
    private final Rendezvous ring;
    private final String[] backends;
    private final int[] routes;
    private final List<Delivery> deliveries = new ArrayList<>();
    /** What goes to each backend. */
    private final Regrouping[] parts;
    private final Rewriter walk = new Rewriter(this);
    private final Buffer out = new Buffer(1024);
    private final Batch part = new Batch();
    private BatchLog log;

    LoadBalancer(int keyKind, String id, String... backends) {
        key = new RoutingKey(keyKind);
        this.backends = backends;
        ring = new Rendezvous(backends);
        routes = new int[backends.length];
        parts = new Regrouping[backends.length];
        for (int at = 0; at < backends.length; at++) {
            routes[at] = (id + "/" + backends[at]).hashCode();
            parts[at] = new Regrouping();
        }
    }

    /**
     * Reads {@code routing_key}, {@code resolver: static: hostnames} and {@code protocol: otlp};
     * null when something is wrong, which the section's problems then say.
     */
    public static LoadBalancer from(Context context) {
        Section section = context.section;
        int kind = section.choice("routing_key", RoutingKey.TRACE, RoutingKey.NAMES);
        Section resolver = section.section("resolver");
        Section fixed = resolver.section("static");
        String[] backends = fixed.strings("hostnames");
        fixed.finish();
        resolver.finish();
        Section protocol = section.section("protocol");
        Section otlp = protocol.section("otlp");
        protocol.finish();
        if (backends.length == 0) {
            section.problems().error(section.place(), "backends are missing, as in \"resolver: "
                    + "{static: {hostnames: [a:4317, b:4317]}}\"");
        }
        if (otlp.has("endpoint")) {
            section.problems().error(otlp.node("endpoint"), "endpoint: the backends stand under "
                    + "resolver");
        }
        LoadBalancer made = new LoadBalancer(kind, context.id, backends);
        boolean well = backends.length > 0 && made.addDeliveries(context, otlp);
        if (!well) {
            DeliverySettings.from(section, true);
        }
        section.finish();
        otlp.finish();
        return well ? made : null;
    }

    private boolean addDeliveries(Context context, Section otlp) {
        for (int at = 0; at < backends.length; at++) {
            if (Arrays.asList(backends).indexOf(backends[at]) < at) {
                context.section.problems().error(context.section.place(), "the backend \""
                        + backends[at] + "\" is there twice");
                return false;
            }
            OtlpGrpcSettings settings = OtlpGrpcSettings.from(otlp, context.environment,
                    backends[at]);
            if (settings == null) {
                return false;
            }
            Delivery delivery = new Delivery(
                    context.with(context.id + "/" + backends[at], otlp),
                    DeliverySettings.from(context.section, settings.gzip),
                    new OtlpGrpcSender(settings, context.version, context.loop));
            deliveries.add(delivery);
        }
        return true;
    }

    /** Pipelines of these signals name it from now on. */
    public void signals(Batch.Signal[] signals) {
        for (int at = 0; at < routes.length; at++) {
            int[] own = new int[signals.length];
            Arrays.fill(own, routes[at]);
            deliveries.get(at).routes(own, signals);
        }
    }

    /** One for each backend; whoever runs them lets them read from the log. */
    public List<Delivery> deliveries() {
        return deliveries;
    }

    /** Parts go to this log from now on. */
    public void writeTo(BatchLog log) {
        this.log = log;
    }

    @Override
    public String destination() {
        return String.join(", ", backends) + " (gRPC, shared)";
    }

    @Override
    public boolean wants(Level level) {
        return level != Level.EVENT;
    }

    /** Nothing is written again: each record goes to the part of its backend. */
    @Override
    public boolean keep(Level level, Item item) {
        if (level != Level.RECORD) {
            key.around(level, item);
            return true;
        }
        Regrouping to = parts[ring.node(key.of(item))];
        to.append(to.place(item), item.record);
        return false;
    }

    @Override
    public Outcome consume(Batch batch) {
        for (Regrouping each : parts) {
            each.clear();
        }
        if (!walk.rewrite(batch)) {
            return Outcome.REJECTED;
        }
        Outcome joint = Outcome.ACCEPTED;
        for (int at = 0; at < parts.length; at++) {
            int items = parts[at].items();
            if (items > 0) {
                parts[at].writeTo(out.clear());
                // The log takes all, or, at the end of the process, none.
                joint = log.append(part.set(batch.signal, out.bytes(), 0, out.length(), items,
                        batch.timeNanos), routes[at]);
            }
        }
        return joint;
    }
}
