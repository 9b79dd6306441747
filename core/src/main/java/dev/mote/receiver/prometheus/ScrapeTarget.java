package dev.mote.receiver.prometheus;

import dev.mote.bytes.Buffer;
import dev.mote.bytes.Inflate;
import dev.mote.component.Batch;
import dev.mote.component.Consumer;
import dev.mote.component.Context;
import dev.mote.http.ClientSettings;
import dev.mote.http.HttpClient;
import dev.mote.http.Url;
import dev.mote.otlp.Protobuf;
import dev.mote.telemetry.Log;
import dev.mote.telemetry.Telemetry;

/** Asks one target for its page again and again, and hands on what it says. */
final class ScrapeTarget {
    private static final long SECOND = 1_000_000_000L;

    private static final String UP = "up";
    private static final String DURATION = "scrape_duration_seconds";
    private static final String SCRAPED = "scrape_samples_scraped";
    private static final String KEPT = "scrape_samples_post_metric_relabeling";
    private static final String ADDED = "scrape_series_added";

    private final Context context;
    private final Log log;
    private final ScrapeSettings settings;
    private final TargetSettings target;
    private final Url url;
    private final ClientSettings way;
    private final Consumer next;
    private final HttpClient client;
    private final Buffer head = new Buffer(512);
    /** Without the credentials, which may change. */
    private final int headLength;
    private final Buffer resource = new Buffer(128);
    private final Buffer out = new Buffer(1024);
    private final PageReader reader = new PageReader();
    private final ScrapedSeries series = new ScrapedSeries();
    private final PageMetrics metrics;
    private final Batch batch = new Batch();
    /** Made when the first page comes compressed. */
    private Inflate inflate;
    private Buffer inflated;
    private long nextNanos;
    private long startNanos;
    private long timeNanos;
    private int resourceMetrics;
    private int scopeMetrics;
    private boolean handed;
    private boolean asking;
    private boolean troubled;

    ScrapeTarget(Context context, ScrapeSettings settings, TargetSettings target,
            Telemetry.Counter duplicates, Telemetry.Counter incomplete, Consumer next) {
        this.context = context;
        log = context.log;
        this.settings = settings;
        this.target = target;
        url = target.url();
        this.next = next;
        way = settings.client.copy().resolve(context.environment, url, true);
        client = new HttpClient(context.loop, url, way, target.timeoutNanos(),
                settings.pageBytesMax);
        metrics = new PageMetrics(reader, series, new LabelAttributes(target,
                settings.honorLabels, settings.metricRelabelling), settings.labelLimits,
                settings.honorTimestamps, duplicates, incomplete);
        head.ascii("GET ").ascii(way.target(url)).ascii(" HTTP/1.1\r\nHost: ")
                .ascii(url.authority()).ascii("\r\nUser-Agent: mote/").ascii(context.version)
                .ascii("\r\nAccept: ").ascii(settings.accept).ascii("\r\nAccept-Encoding: gzip")
                .ascii("\r\nX-Prometheus-Scrape-Timeout-Seconds: ")
                .decimal(Math.max(1, target.timeoutNanos() / SECOND)).ascii("\r\n");
        way.appendProxyHeaders(head);
        headLength = head.length();
        attribute("service.name", target.job());
        attribute("service.instance.id", target.instance());
        attribute("server.address", url.host());
        attribute("server.port", "" + url.port());
        attribute("url.scheme", url.secure() ? "https" : "http");
    }

    private void attribute(String key, String value) {
        int attribute = Protobuf.begin(resource, 1);
        Protobuf.ascii(resource, 1, key);
        int any = Protobuf.begin(resource, 2);
        Protobuf.utf8(resource, 1, value);
        Protobuf.end(resource, any);
        Protobuf.end(resource, attribute);
    }

    /** Spreads targets over the interval, each always at the same place of it. */
    void begin(long nowNanos) {
        nextNanos = nowNanos + (url.toString().hashCode() & 0xFFFF) * target.intervalNanos()
                / 0x10000;
    }

    int doWork(long nowNanos) {
        if (!asking && nowNanos >= nextNanos) {
            asking = true;
            startNanos = nowNanos;
            timeNanos = context.os().clock().wallNanos();
            way.appendAuthorization(head.setLength(headLength), context.os(), nowNanos);
            head.ascii("\r\n");
            client.send(head, HttpClient.NO_BODY, nowNanos);
        }
        if (!asking) {
            return 0;
        }
        client.doWork(nowNanos);
        if (!client.isDone()) {
            return 0;
        }
        asking = false;
        // Intervals that were missed are not made up for.
        long passed = (nowNanos - nextNanos) / target.intervalNanos();
        nextNanos += (passed + 1) * target.intervalNanos();
        hand(nowNanos);
        return 1;
    }

    long nextDeadlineNanos() {
        return !asking ? nextNanos : client.isDone() ? 0 : client.nextDeadlineNanos();
    }

    private void hand(long nowNanos) {
        beginBatch();
        int start = out.length();
        series.begin();
        metrics.begin(out, timeNanos);
        String problem = read();
        int samples = metrics.samples();
        int kept = metrics.kept();
        if (problem != null) {
            out.setLength(start);
            metrics.begin(out, timeNanos);
            series.forget();
            samples = 0;
            kept = 0;
        }
        series.end(metrics::ended);
        metrics.own(UP, problem == null ? 1 : 0);
        metrics.own(DURATION, (nowNanos - startNanos) / 1e9);
        metrics.own(SCRAPED, samples);
        metrics.own(KEPT, kept);
        metrics.own(ADDED, series.added());
        tell(problem);
        endBatch();
        handed = true;
    }

    private void beginBatch() {
        out.clear();
        resourceMetrics = Protobuf.begin(out, 1);
        Protobuf.bytes(out, 1, resource.bytes(), 0, resource.length());
        scopeMetrics = Protobuf.begin(out, 2);
    }

    private void endBatch() {
        Protobuf.end(out, scopeMetrics);
        Protobuf.end(out, resourceMetrics);
        next.consume(batch.set(Batch.Signal.METRICS, out.bytes(), 0, out.length(),
                metrics.points(), timeNanos));
    }

    /** The target is gone: all of its series end. */
    void end() {
        close();
        if (handed) {
            timeNanos = context.os().clock().wallNanos();
            beginBatch();
            series.begin();
            metrics.begin(out, timeNanos);
            series.end(metrics::ended);
            metrics.ownEnded(UP);
            metrics.ownEnded(DURATION);
            metrics.ownEnded(SCRAPED);
            metrics.ownEnded(KEPT);
            metrics.ownEnded(ADDED);
            endBatch();
        }
    }

    TargetSettings settings() {
        return target;
    }

    /** Takes the page; what is wrong with it, for people, or null. */
    private String read() {
        if (client.failure() != null) {
            return client.failure();
        }
        if (client.status() != 200) {
            return "the server answers " + client.status();
        }
        Buffer page = client.responseBody();
        if (page.length() > 1 && page.bytes()[0] == 0x1F && page.bytes()[1] == (byte) 0x8B) {
            // gzip; a page in the text format cannot begin like that.
            if (inflate == null) {
                inflate = new Inflate();
                inflated = new Buffer(1024);
            }
            int result = inflate.gunzip(page.bytes(), 0, page.length(), inflated.clear(),
                    settings.pageBytesMax);
            if (result < 0) {
                return result == Inflate.TOO_LARGE ? "its page is larger than "
                        + settings.pageBytesMax + " bytes" : "its page is malformed gzip";
            }
            page = inflated;
        }
        boolean open = client.responseIsOpenMetrics();
        if (!reader.read(page.bytes(), page.length(), open, metrics)) {
            return "its page is not " + (open ? "OpenMetrics"
                    : "in the text format of Prometheus") + ": " + reader.error();
        }
        metrics.end();
        if (metrics.problem() != null) {
            return metrics.problem();
        }
        return settings.samplesMax > 0 && metrics.kept() > settings.samplesMax
                ? "its page has " + metrics.kept() + " samples, more than sample_limit"
                : null;
    }

    private void tell(String problem) {
        if (problem != null && !troubled) {
            log.warning(context.id + ": cannot scrape " + url.shown() + ": " + problem);
        } else if (problem == null && troubled) {
            log.info(context.id + ": " + url.shown() + " can be scraped again");
        }
        troubled = problem != null;
    }

    void close() {
        client.close();
        asking = false;
        nextNanos = Long.MAX_VALUE;
    }
}
