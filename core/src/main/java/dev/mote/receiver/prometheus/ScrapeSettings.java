package dev.mote.receiver.prometheus;

import dev.mote.component.Context;
import dev.mote.config.Section;
import dev.mote.config.YamlNode;
import dev.mote.http.ClientSettings;
import java.util.ArrayList;
import java.util.List;

/** One job of {@code scrape_configs}, with Prometheus's names, defaults and rules. */
final class ScrapeSettings {
    private static final long SECOND = 1_000_000_000L;
    private static final long DAY = 24 * 3600 * SECOND;
    /** As OTLP's limit for requests; a page of 100,000 series has some 15 MB. */
    private static final int PAGE_BYTES_MAX = 64 << 20;
    private static final String[] PROTOCOLS = {"OpenMetricsText1.0.0", "OpenMetricsText0.0.1",
        "PrometheusText0.0.4"};

    final String job;
    final long intervalNanos;
    final long timeoutNanos;
    final boolean honorLabels;
    final boolean honorTimestamps;
    /** 0: no limit. */
    final long samplesMax;
    final LabelLimits labelLimits;
    final int pageBytesMax;
    /** The value of the header Accept. */
    final String accept;
    final String scheme;
    final String path;
    /** Name, value, name, value …. */
    final String[] params;
    final ClientSettings client;
    final Relabelling relabelling;
    final Relabelling metricRelabelling;
    final List<Discovery> discoveries = new ArrayList<>();
    final List<TargetSettings> targets = new ArrayList<>();

    private ScrapeSettings(Section section, Section global, Context context) {
        job = section.string("job_name", "");
        if (job.isEmpty()) {
            section.problems().error(section.place(), "job_name is missing");
        }
        intervalNanos = section.duration("scrape_interval",
                global.duration("scrape_interval", 60 * SECOND, SECOND / 10, DAY), SECOND / 10,
                DAY);
        timeoutNanos = section.duration("scrape_timeout", Math.min(intervalNanos,
                global.duration("scrape_timeout", 10 * SECOND, SECOND / 10, DAY)), SECOND / 10,
                DAY);
        if (timeoutNanos > intervalNanos) {
            section.problems().error(section.place(),
                    "scrape_timeout is longer than scrape_interval");
        }
        honorLabels = section.bool("honor_labels", false);
        honorTimestamps = section.bool("honor_timestamps", true);
        samplesMax = section.integer("sample_limit", 0, 0, Integer.MAX_VALUE);
        labelLimits = LabelLimits.from(section);
        long pageBytes = section.bytes("body_size_limit", 0, 0, PAGE_BYTES_MAX);
        pageBytesMax = pageBytes == 0 ? PAGE_BYTES_MAX : (int) pageBytes;
        accept = accept(section);
        scheme = section.choice("scheme", 0, "http", "https") == 0 ? "http" : "https";
        path = section.string("metrics_path", "/metrics");
        params = params(section.section("params"));
        client = ClientSettings.prometheus(section);
        relabelling = new Relabelling(section, "relabel_configs");
        metricRelabelling = new Relabelling(section, "metric_relabel_configs");
        discoveries(section, context);
        targets(section);
        section.finish();
    }

    /** The jobs of a receiver: {@code config: {global, scrape_configs}}. */
    static List<ScrapeSettings> from(Context context) {
        Section section = context.section;
        Section config = section.section("config");
        Section global = config.section("global");
        YamlNode jobs = config.node("scrape_configs");
        List<ScrapeSettings> all = new ArrayList<>();
        if (jobs == null || jobs.kind() != YamlNode.Kind.SEQUENCE) {
            config.problems().error(config.place(), "scrape_configs is missing, a list of jobs");
        } else {
            for (int at = 0; at < jobs.size(); at++) {
                all.add(new ScrapeSettings(new Section(jobs.item(at), jobs.item(at),
                        section.problems()), global, context));
            }
        }
        global.finish();
        config.finish();
        section.finish();
        return all;
    }

    /** What is named first is liked best, as Prometheus says it. */
    private static String accept(Section section) {
        String[] protocols = section.strings("scrape_protocols", PROTOCOLS);
        StringBuilder accept = new StringBuilder();
        for (int at = 0; at < protocols.length; at++) {
            switch (protocols[at]) {
                case "OpenMetricsText1.0.0", "OpenMetricsText0.0.1" ->
                    accept.append("application/openmetrics-text;version=")
                            .append(protocols[at].substring("OpenMetricsText".length()));
                case "PrometheusText0.0.4" -> accept.append("text/plain;version=0.0.4");
                default -> section.problems().error(section.node("scrape_protocols"),
                        "scrape_protocols: there are OpenMetricsText1.0.0, OpenMetricsText0.0.1 "
                                + "and PrometheusText0.0.4, not " + protocols[at]);
            }
            accept.append(";q=0.").append(Math.max(1, protocols.length + 1 - at)).append(',');
        }
        return accept.append("*/*;q=0.1").toString();
    }

    private static String[] params(Section section) {
        List<String> params = new ArrayList<>();
        for (YamlNode key : section.keys()) {
            for (String value : section.strings(key.text())) {
                params.add(key.text());
                params.add(value);
            }
        }
        return params.toArray(new String[0]);
    }

    private void discoveries(Section section, Context context) {
        for (YamlNode item : items(section, section.node("file_sd_configs"))) {
            discoveries.add(FileDiscovery.from(new Section(item, item, section.problems())));
        }
        for (YamlNode item : items(section, section.node("dns_sd_configs"))) {
            discoveries.add(DnsDiscovery.from(new Section(item, item, section.problems()),
                    context.loop));
        }
        for (YamlNode item : items(section, section.node("http_sd_configs"))) {
            HttpDiscovery discovery = HttpDiscovery.from(new Section(item, item,
                    section.problems()), context);
            if (discovery != null) {
                discoveries.add(discovery);
            }
        }
    }

    private void targets(Section section) {
        YamlNode groups = section.node("static_configs");
        if (groups == null && discoveries.isEmpty()) {
            section.problems().error(section.place(), "static_configs is missing, a list as "
                    + "\"- targets: [localhost:9100]\", or file_sd_configs, dns_sd_configs or "
                    + "http_sd_configs");
        }
        for (YamlNode item : items(section, groups)) {
            Section group = new Section(item, item, section.problems());
            String[] pairs = group.pairs("labels");
            for (String address : group.strings("targets")) {
                try {
                    TargetSettings target = TargetSettings.of(this, address, pairs);
                    if (target != null) {
                        targets.add(target);
                    }
                } catch (IllegalArgumentException e) {
                    section.problems().error(item, e.getMessage());
                }
            }
            group.finish();
        }
    }

    private static List<YamlNode> items(Section section, YamlNode list) {
        List<YamlNode> items = new ArrayList<>();
        if (list != null && list.kind() != YamlNode.Kind.SEQUENCE) {
            section.problems().error(list, "expected a list");
            return items;
        }
        for (int at = 0; list != null && at < list.size(); at++) {
            items.add(list.item(at));
        }
        return items;
    }
}
