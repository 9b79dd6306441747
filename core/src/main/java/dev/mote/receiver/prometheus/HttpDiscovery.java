package dev.mote.receiver.prometheus;

import dev.mote.bytes.Buffer;
import dev.mote.component.Context;
import dev.mote.config.Problems;
import dev.mote.config.Section;
import dev.mote.config.Yaml;
import dev.mote.http.ClientSettings;
import dev.mote.http.HttpClient;
import dev.mote.http.Url;
import dev.mote.os.FileSystem;
import dev.mote.telemetry.Log;
import java.util.Arrays;
import java.util.List;

/** One entry of {@code http_sd_configs}: groups of targets that a server tells. */
final class HttpDiscovery implements Discovery {
    private static final long SECOND = 1_000_000_000L;
    private static final long TIMEOUT_NANOS = 30 * SECOND;

    private final Context context;
    private final Url url;
    private final ClientSettings way;
    private final HttpClient client;
    private final Buffer head = new Buffer(256);
    private final long refreshNanos;
    private final Buffer content = new Buffer(0);
    private List<TargetGroup> groups = List.of();
    private boolean asking;
    private long nextNanos;
    private String told;

    private HttpDiscovery(Context context, Url url, ClientSettings way, long refreshNanos) {
        this.context = context;
        this.url = url;
        this.way = way;
        this.refreshNanos = refreshNanos;
        client = new HttpClient(context.loop, url, way, TIMEOUT_NANOS, Yaml.FILE_BYTES_MAX);
    }

    /** Null when its section is wrong, which is told. */
    static HttpDiscovery from(Section section, Context context) {
        String text = section.string("url", "");
        long refreshNanos = section.duration("refresh_interval", 60 * SECOND, SECOND,
                24 * 3600 * SECOND);
        ClientSettings settings = ClientSettings.prometheus(section);
        section.finish();
        try {
            Url url = Url.parse(text);
            return new HttpDiscovery(context, url, settings.resolve(context.environment, url,
                    true), refreshNanos);
        } catch (IllegalArgumentException e) {
            section.problems().error(section.place(), "url: " + e.getMessage());
            return null;
        }
    }

    @Override
    public boolean doWork(FileSystem files, Log log, long nowNanos) {
        if (!asking) {
            if (nowNanos < nextNanos) {
                return false;
            }
            nextNanos = nowNanos + refreshNanos;
            asking = true;
            ask(nowNanos);
        }
        client.doWork(nowNanos);
        if (!client.isDone()) {
            return false;
        }
        asking = false;
        return take(log);
    }

    private void ask(long nowNanos) {
        head.clear().ascii("GET ").ascii(way.target(url)).ascii(" HTTP/1.1\r\nHost: ")
                .ascii(url.authority()).ascii("\r\nUser-Agent: mote/").ascii(context.version)
                .ascii("\r\nAccept: application/json\r\nX-Prometheus-Refresh-Interval-Seconds: ")
                .decimal(refreshNanos / SECOND).ascii("\r\n");
        way.appendProxyHeaders(head);
        way.appendAuthorization(head, context.os(), nowNanos);
        head.ascii("\r\n");
        client.send(head, HttpClient.NO_BODY, nowNanos);
    }

    private boolean take(Log log) {
        Buffer body = client.responseBody();
        if (client.failure() != null || client.status() != 200) {
            tell(url.shown() + ": " + (client.failure() != null ? client.failure()
                    : "the server answers " + client.status()), log);
            return false;
        }
        if (told == null && Arrays.equals(body.bytes(), 0, body.length(), content.bytes(), 0,
                content.length())) {
            return false;
        }
        content.clear().put(body.bytes(), 0, body.length());
        Problems problems = new Problems(url.shown());
        List<TargetGroup> now = TargetGroup.parse(content, problems, "__meta_url", url.shown());
        tell(now == null ? problems.errors().get(0) : null, log);
        groups = now == null ? groups : now;
        return now != null;
    }

    private void tell(String problem, Log log) {
        if (problem != null && !problem.equals(told)) {
            log.warning(problem + "; the targets that it had stay");
        } else if (problem == null && told != null) {
            log.info(url.shown() + " can be used again");
        }
        told = problem;
    }

    @Override
    public long nextDeadlineNanos() {
        return !asking ? nextNanos : client.isDone() ? 0 : client.nextDeadlineNanos();
    }

    @Override
    public List<TargetGroup> groups() {
        return groups;
    }

    @Override
    public void close() {
        client.close();
    }
}
