package dev.mote.pipeline;

import dev.mote.bytes.Gzip;
import dev.mote.component.Batch;
import dev.mote.component.Component;
import dev.mote.component.Consumer;
import dev.mote.component.Context;
import dev.mote.component.EventLoop;
import dev.mote.component.Outcome;
import dev.mote.config.Config;
import dev.mote.config.Environment;
import dev.mote.config.Problems;
import dev.mote.exporter.Delivery;
import dev.mote.log.BatchLog;
import dev.mote.log.LogSettings;
import dev.mote.os.Os;
import dev.mote.otlp.MetricsWriter;
import dev.mote.otlp.Resource;
import dev.mote.receiver.host.HostFiles;
import dev.mote.receiver.host.HostReceiver;
import dev.mote.receiver.host.HostSource;
import dev.mote.receiver.host.ResourceDetection;
import dev.mote.receiver.host.Scrape;
import dev.mote.receiver.host.SelfCollector;
import dev.mote.semconv.Convention;
import dev.mote.telemetry.Log;
import dev.mote.telemetry.Telemetry;
import java.util.ArrayList;
import java.util.List;

/**
 * The agent, put together from a config: a host receiver, the newest collection for whoever looks,
 * and the exporters. Building it starts nothing and opens nothing but files to read.
 */
public final class Agent implements Consumer, Refresh, HostReceiver.Delivery {
    /**
     * Holds a collection of a usual host, 300 points in 33 kB, twice: growing leaves garbage, and
     * room that is never written to costs no memory.
     */
    private static final int COLLECTION_BYTES = 64 * 1024;

    private final EventLoop loop;
    private final Telemetry telemetry;
    private final Log log;
    private final Resource resource = new Resource();
    private final LatestMetrics latest = new LatestMetrics(COLLECTION_BYTES);
    private final HostSource source;
    private final HostReceiver receiver;
    private final String listen;
    private final LogSettings settings;
    private final List<String> receivers = new ArrayList<>();
    private final List<String> destinations = new ArrayList<>();
    /** Where regular collections go, besides to whoever looks. */
    private Consumer pipelines = batch -> Outcome.ACCEPTED;
    private boolean regular;
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
        telemetry = new Telemetry(program.loop());
        log = new Log(os.files());
        environment.check();
        Config.Entry host = theHost(config, problems);
        boolean watches = lookEveryNanos != 0 || config.uses(host);
        source = watches && !program.isFurtherLoop()
                ? HostSource.from(host.section, environment, loop, wanted)
                : HostSource.nothing(environment, loop);
        describe(config, environment, program);
        MetricsWriter out = new MetricsWriter(resource, HostReceiver.HOST_SCOPE, program.version(),
                source.convention, COLLECTION_BYTES, this);
        HostFiles files = new HostFiles(os.files(), source.view.rootPath());
        SelfCollector self = new SelfCollector(telemetry, new HostFiles(os.files(), ""),
                os.clock());
        receiver = new HostReceiver(host.id, os.clock(), new Scrape(files, out),
                source.collectors, self,
                lookEveryNanos != 0 ? lookEveryNanos : source.intervalNanos, telemetry, log);
        receiver.deliverTo(this);
        loop.add(receiver);
        for (Component component : source.components) {
            loop.add(component);
        }
        for (Config.Entry entry : config.receivers()) {
            if (config.uses(entry)) {
                receivers.add(entry != host ? entry.id : entry.id + " ("
                        + source.collectors.size() + (source.collectors.size() == 1 ? " collector"
                        : " collectors") + ", every " + source.interval() + ")");
            }
        }
        listen = config.listen();
        settings = LogSettings.from(config.log());
        if (lookEveryNanos == 0) {
            addExporterOf(environment, config);
            build(config, program.components().get(), new Context(host.id, host.section, loop,
                    telemetry, log, environment, resource, program.version()));
        }
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

    private void build(Config config, ComponentTable table, Context surroundings) {
        table.receiver(Config.HOST_METRICS, (context, next) -> {
            pipelines = next;
            return receiver;
        });
        graph = new Graph(config, table, surroundings);
        graph.build();
        destinations.addAll(graph.destinations());
        for (Component component : graph.components()) {
            if (component != receiver) {
                loop.add(component);
            }
        }
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
        if (!needsLog()) {
            return;
        }
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
        graph.connect(batches);
        loop.add(batches);
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
    private void describe(Config config, Environment environment, Program program) {
        putAll(config.resource());
        putAll(environment.resource());
        HostFiles own = new HostFiles(loop.os().files(), "");
        HostFiles host = new HostFiles(loop.os().files(), source.view.rootPath());
        new ResourceDetection(host, own, source.view).detect(program.architecture(),
                program.version(), resource);
    }

    private void putAll(String[] pairs) {
        for (int at = 0; at < pairs.length; at += 2) {
            resource.put(pairs[at], pairs[at + 1]);
        }
    }

    @Override
    public void begins(boolean regular, long wallNanos) {
        this.regular = regular;
        latest.begin(wallNanos);
    }

    /** Takes a batch of a collection: it is kept for whoever looks; a regular one goes on. */
    @Override
    public Outcome consume(Batch batch) {
        latest.consume(batch);
        return regular ? pipelines.consume(batch) : Outcome.ACCEPTED;
    }

    @Override
    public void refresh(long maxAgeNanos) {
        receiver.refresh(maxAgeNanos);
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
        return source;
    }

    public HostReceiver receiver() {
        return receiver;
    }

    /** HOST:PORT of the config, or "none". */
    public String listen() {
        return listen;
    }

    /** What comes in and where it goes, in a line for people. */
    public String summary() {
        return "takes " + String.join(", ", receivers) + "; " + destinations();
    }

    /** Where what is collected goes, for people. */
    public String destinations() {
        return destinations.isEmpty()
                ? "nothing is delivered (OTEL_EXPORTER_OTLP_ENDPOINT is not set)"
                : "delivers to " + String.join(" and ", destinations);
    }
}
