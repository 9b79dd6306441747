package dev.mote.prometheus;

import dev.mote.component.Batch;
import dev.mote.component.Component;
import dev.mote.component.Consumer;
import dev.mote.component.Context;
import dev.mote.component.Outcome;
import dev.mote.exporter.Exporter;
import dev.mote.http.TlsContext;
import dev.mote.os.Clock;
import dev.mote.semconv.MoteMetrics;
import dev.mote.semconv.PrometheusMetrics;
import dev.mote.server.Listener;
import dev.mote.server.TcpServer;
import dev.mote.telemetry.Telemetry.Counter;

/** Shows what passes a pipeline on a page that Prometheus scrapes. */
public final class PrometheusExporter implements Component, Consumer, Exporter {
    private final String id;
    private final String destination;
    private final Clock clock;
    private final Samples samples;
    private final ShownSeries series;
    private final Listener listener;

    private PrometheusExporter(Context context, ExpositionSettings settings) {
        id = context.id;
        destination = "http" + (settings.tls == null ? "" : "s") + "://"
                + settings.address.host() + ":" + settings.address.port() + "/metrics";
        clock = context.os().clock();
        samples = new Samples(settings.samples, context.telemetry, context.id);
        series = new ShownSeries(settings, dropped(context, "type_conflict"),
                dropped(context, "too_many_series"));
        PageExchange.Pages pages = new PageExchange.Pages(series, settings.openMetrics,
                !settings.address.isLoopback());
        TcpServer server = new TcpServer(context.loop, () -> new PageExchange(pages),
                settings.connectionsMax, 0, refused(context, "too_many"),
                refused(context, "too_slow"), refused(context, "tls"));
        listener = new Listener(id, context.log, settings.address, settings.tls == null ? null
                : new TlsContext(context.os(), settings.tls, "http/1.1"), server);
    }

    private static Counter dropped(Context context, String reason) {
        return context.telemetry.counter(PrometheusMetrics.DROPPED_POINTS, MoteMetrics.EXPORTER,
                context.id, PrometheusMetrics.REASON, reason);
    }

    private static Counter refused(Context context, String reason) {
        return context.telemetry.counter(PrometheusMetrics.REFUSED_CONNECTIONS,
                MoteMetrics.EXPORTER, context.id, MoteMetrics.REASON, reason);
    }

    /** Makes the exporter that a section of the config describes; null when it is wrong. */
    public static PrometheusExporter from(Context context) {
        ExpositionSettings settings = new ExpositionSettings(context.section);
        context.section.finish();
        return settings.address == null ? null : new PrometheusExporter(context, settings);
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String destination() {
        return destination;
    }

    @Override
    public boolean carries(Batch.Signal signal) {
        return signal == Batch.Signal.METRICS;
    }

    @Override
    public Outcome consume(Batch batch) {
        series.begin(clock.monotonicNanos());
        return samples.walk(batch.bytes, batch.offset, batch.length, series) ? Outcome.ACCEPTED
                : Outcome.REJECTED;
    }

    @Override
    public int doWork(long nowNanos) {
        listener.doWork(nowNanos);
        return 0;
    }

    @Override
    public long nextDeadlineNanos() {
        return listener.nextDeadlineNanos();
    }

    @Override
    public void beginShutdown(long nowNanos) {
        listener.beginShutdown(nowNanos);
    }

    @Override
    public boolean isDrained() {
        return listener.isDrained();
    }
}
