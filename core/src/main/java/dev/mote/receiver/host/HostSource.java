package dev.mote.receiver.host;

import dev.mote.component.Component;
import dev.mote.component.EventLoop;
import dev.mote.config.Environment;
import dev.mote.config.Section;
import dev.mote.os.Os;
import dev.mote.semconv.Convention;
import java.util.List;

/** The settings of {@code host_metrics}: from the config, the environment and a look around. */
public final class HostSource {
    private static final long MILLI_NANOS = 1_000_000;
    private static final long SECOND_NANOS = 1000 * MILLI_NANOS;
    private static final long DEFAULT_INTERVAL_NANOS = 10 * SECOND_NANOS;
    private static final long DAY_NANOS = 86_400 * SECOND_NANOS;
    /** Kubernetes sets this in every container that it starts. */
    private static final String KUBERNETES = "KUBERNETES_SERVICE_HOST";

    public final long intervalNanos;
    public final Convention convention;
    public final HostView view;
    public final List<Collector> collectors;
    /** Those of the collectors that work between collections too; for the loop. */
    public final List<Component> components;

    private HostSource(long intervalNanos, Convention convention, HostView view,
            List<Collector> collectors, List<Component> components) {
        this.intervalNanos = intervalNanos;
        this.convention = convention;
        this.view = view;
        this.collectors = collectors;
        this.components = components;
    }

    /** For people. */
    public String interval() {
        return intervalNanos % SECOND_NANOS == 0 ? intervalNanos / SECOND_NANOS + " s"
                : intervalNanos / MILLI_NANOS + " ms";
    }

    /** No collector: Mote's own metrics alone. */
    public static HostSource nothing(Environment environment, EventLoop loop) {
        HostView view = HostView.detect(new HostFiles(loop.os().files(), ""), null,
                environment.get(KUBERNETES) != null);
        return new HostSource(environment.intervalNanos(DEFAULT_INTERVAL_NANOS),
                Convention.SEMCONV, view, List.of(), List.of());
    }

    /**
     * Reads the section; the file wins over OTEL_METRIC_EXPORT_INTERVAL.
     *
     * @param wanted the names to use whatever the file says, or null: as it says
     */
    public static HostSource from(Section section, Environment environment, EventLoop loop,
            Convention wanted) {
        Os os = loop.os();
        long interval = section.duration("collection_interval",
                environment.intervalNanos(DEFAULT_INTERVAL_NANOS), 100 * MILLI_NANOS, DAY_NANOS);
        int compatibility = section.choice("compatibility", 0, "semconv", "otelcol");
        Convention convention = wanted != null ? wanted
                : compatibility == 0 ? Convention.SEMCONV : Convention.OTELCOL;
        HostView view = HostView.detect(new HostFiles(os.files(), ""),
                section.string("root_path", null), environment.get(KUBERNETES) != null);
        HostCollectors made = new HostCollectors(loop, view, interval);
        List<Collector> collectors = made.from(section.section("scrapers"));
        section.finish();
        return new HostSource(interval, convention, view, collectors, made.components());
    }
}
