package dev.mote.pipeline;

import dev.mote.bytes.Gzip;
import dev.mote.component.Component;
import dev.mote.component.Context;
import dev.mote.component.EventLoop;
import dev.mote.config.Config;
import dev.mote.config.Environment;
import dev.mote.config.Problems;
import dev.mote.exporter.Delivery;
import dev.mote.log.BatchLog;
import dev.mote.log.LogSettings;
import dev.mote.os.Os;
import dev.mote.otlp.Resource;
import dev.mote.receiver.host.HostFiles;
import dev.mote.receiver.host.HostReceiver;
import dev.mote.receiver.host.HostSource;
import dev.mote.receiver.host.ResourceDetection;
import dev.mote.semconv.Convention;
import dev.mote.telemetry.Log;
import dev.mote.telemetry.Telemetry;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The agent, put together from a config: a host receiver, the newest collection for whoever looks,
 * and the pipelines. Building it starts nothing and opens nothing but files to read. It can go on
 * with another config while it runs.
 */
public final class Agent implements Refresh {
    private final EventLoop loop;
    private final Telemetry telemetry;
    private final Log log;
    private final Program program;
    private final Resource resource = new Resource();
    private final LatestMetrics latest = new LatestMetrics(HostWatch.COLLECTION_BYTES);
    private final String listen;
    private final LogSettings settings;
    private final Config first;
    private HostWatch host;
    /** Null: somebody only looks. */
    private Graph graph;
    private BatchLog batches;

    /**
     * Builds; what is wrong is in {@code problems}, and then the agent must not be run.
     *
     * @param lookEveryNanos when not 0, somebody only wants to look, this often: nothing is
     * exported
     * @param wanted the names to use whatever the config says, or null: as it says
     */
    public Agent(Os os, Config config, Environment environment, Program program,
            Problems problems, long lookEveryNanos, Convention wanted) {
        loop = new EventLoop(os);
        telemetry = program.loop() == null ? new Telemetry() : Telemetry.ofLoop(program.loop());
        log = new Log(os.files());
        this.program = program;
        first = config;
        environment.check();
        host = watch(config, environment, problems, lookEveryNanos != 0, wanted);
        describe(config, environment);
        host.make(this, telemetry, program.version(),
                lookEveryNanos != 0 ? lookEveryNanos : host.source.intervalNanos);
        host.joinLoop(loop);
        listen = config.listen();
        settings = LogSettings.from(config.log());
        if (lookEveryNanos == 0) {
            addExporterOf(environment, config);
            graph = build(config, environment, host, telemetry);
            for (Component component : graph.components()) {
                if (component != host.receiver) {
                    loop.add(component);
                }
            }
        }
    }

    private HostWatch watch(Config config, Environment environment, Problems problems,
            boolean looks, Convention wanted) {
        Config.Entry entry = theHost(config, problems);
        boolean watches = looks || config.uses(entry);
        return new HostWatch(entry, watches && !program.isFurtherLoop()
                ? HostSource.from(entry.section, environment, loop, wanted)
                : HostSource.nothing(environment, loop), latest);
    }

    /** The environment's exporter, when the file names none. */
    private static void addExporterOf(Environment environment, Config config) {
        if (config.exporters().isEmpty()) {
            if (environment.hasEndpoint()) {
                config.addExporter(environment.isGrpc() ? Config.OTLP_GRPC : Config.OTLP_HTTP);
            }
            if (environment.wantsConsole()) {
                config.addExporter(Config.DEBUG);
            }
        }
    }

    private Graph build(Config config, Environment environment, HostWatch host,
            Telemetry counters) {
        ComponentTable table = program.components().get().receiver(Config.HOST_METRICS,
                (context, next) -> host.receiver);
        Context surroundings = new Context(host.entry.id, host.entry.section, loop, counters, log,
                environment, resource, program.version());
        return new GraphBuilder(config, table, surroundings, graph).build();
    }

    /** Whether an exporter delivers over a log. */
    public boolean needsLog() {
        return graph != null && !graph.deliveries().isEmpty();
    }

    /**
     * Opens the log of what waits for delivery, if an exporter needs one; before the loop runs.
     *
     * @param directory where it is kept; null: in memory
     */
    public void start(String directory) {
        if (needsLog()) {
            openLog(graph, directory);
        }
        graph.connect(batches);
        host.handOnTo(graph.way(host.entry.id));
    }

    private void openLog(Graph graph, String directory) {
        boolean gzip = false;
        settings.memoryBytesMax = 0;
        for (Delivery each : graph.deliveries()) {
            gzip |= each.settings().gzip;
            settings.memoryBytesMax = Math.max(settings.memoryBytesMax,
                    each.settings().queueBytes);
        }
        Gzip compressor = new Gzip();
        batches = new BatchLog(loop.os(), log, telemetry, settings,
                gzip && settings.compresses ? compressor::compressFragment : null);
        if (directory != null) {
            batches.open(directory);
        }
        loop.add(batches);
    }

    /**
     * Goes on with another config: what both have with the same settings stays as it is, what is
     * new takes its place between two batches, what has gone hands on what it holds. When
     * something is wrong, {@code problems} say so and nothing has changed.
     *
     * @param directory where the log is kept if it is needed only now; null: in memory
     * @return what has changed, for people
     */
    public String become(Config config, Environment environment, Problems problems,
            Supplier<String> directory) {
        long nowNanos = loop.os().clock().monotonicNanos();
        Telemetry draft = telemetry.draft();
        HostWatch watch = watch(config, environment, problems, false, null);
        boolean sameHost = watch.isLike(host);
        HostWatch next = sameHost ? host : watch;
        if (!sameHost) {
            next.make(this, draft, program.version(), next.source.intervalNanos);
        }
        addExporterOf(environment, config);
        Graph built = problems.any() ? null : build(config, environment, next, draft);
        if (problems.any()) {
            return null;
        }
        telemetry.adopt(draft);
        if (batches == null && !built.deliveries().isEmpty()) {
            openLog(built, directory.get());
        }
        replace(built, next, nowNanos);
        return built.changes();
    }

    private void replace(Graph built, HostWatch next, long nowNanos) {
        Graph old = graph;
        graph = built;
        built.connect(batches);
        next.handOnTo(built.way(next.entry.id));
        Leaving leaving = built.leaving(loop, nowNanos);
        if (next != host) {
            host.leaveLoop(loop, nowNanos);
            next.joinLoop(loop);
            host = next;
        }
        for (Component component : built.components()) {
            if (component != host.receiver && !old.components().contains(component)) {
                loop.add(component);
                // A receiver listens at once where the one before it has just ceased to.
                component.doWork(nowNanos);
            }
        }
        if (leaving != null) {
            loop.add(leaving);
        }
    }

    /** What of another config waits for the next start, for people; null: nothing. */
    public String needsRestart(Config config) {
        return first.needsRestart(config);
    }

    /** Closes what {@link #start} opened. */
    public void close() {
        if (batches != null) {
            batches.close();
        }
    }

    /** The log of what waits for delivery; null when no exporter needs one. */
    public BatchLog batches() {
        return batches;
    }

    private static Config.Entry theHost(Config config, Problems problems) {
        Config.Entry first = null;
        for (Config.Entry entry : config.receivers()) {
            if (!entry.type.equals(Config.HOST_METRICS)) {
                continue;
            }
            if (first != null && config.uses(entry)) {
                problems.error(entry.section.place(), "\"" + entry.id + "\": this version of Mote "
                        + "has one host_metrics receiver, and \"" + first.id + "\" is it");
            }
            if (first == null && config.uses(entry)) {
                first = entry;
            }
        }
        return first != null ? first : Config.defaults(problems).receivers().get(0);
    }

    /** The config's attributes win over the environment's, and these over what can be found out. */
    private void describe(Config config, Environment environment) {
        putAll(config.resource());
        putAll(environment.resource());
        HostFiles own = new HostFiles(loop.os().files(), "");
        HostFiles theirs = new HostFiles(loop.os().files(), host.source.view.rootPath());
        new ResourceDetection(theirs, own, host.source.view).detect(program.architecture(),
                program.version(), resource);
    }

    private void putAll(String[] pairs) {
        for (int at = 0; at < pairs.length; at += 2) {
            resource.put(pairs[at], pairs[at + 1]);
        }
    }

    @Override
    public void refresh(long maxAgeNanos) {
        host.receiver.refresh(maxAgeNanos);
    }

    public EventLoop loop() {
        return loop;
    }

    public Telemetry telemetry() {
        return telemetry;
    }

    public Log log() {
        return log;
    }

    public Resource resource() {
        return resource;
    }

    public LatestMetrics latest() {
        return latest;
    }

    public HostSource source() {
        return host.source;
    }

    public HostReceiver receiver() {
        return host.receiver;
    }

    /** How often to look whether the config has changed; 0: never. */
    public long reloadNanos() {
        return first.reloadNanos();
    }

    /** HOST:PORT of the config, or "none". */
    public String listen() {
        return listen;
    }

    /** What comes in and where it goes, in a line for people. */
    public String summary() {
        List<String> receivers = new ArrayList<>();
        for (Config.Entry entry : first.receivers()) {
            int collectors = host.source.collectors.size();
            if (first.uses(entry)) {
                receivers.add(entry != host.entry ? entry.id : entry.id + " (" + collectors
                        + (collectors == 1 ? " collector" : " collectors") + ", every "
                        + host.source.interval() + ")");
            }
        }
        return "takes " + String.join(", ", receivers) + "; " + destinations();
    }

    /** Where what is collected goes, for people. */
    public String destinations() {
        List<String> destinations = graph.destinations();
        return destinations.isEmpty()
                ? "nothing is delivered (OTEL_EXPORTER_OTLP_ENDPOINT is not set)"
                : "delivers to " + String.join(" and ", destinations);
    }
}
