package dev.mote.receiver.prometheus;

import dev.mote.config.Section;
import dev.mote.config.YamlNode;
import dev.mote.http.ClientSettings;
import java.util.ArrayList;
import java.util.List;

/** One job of {@code scrape_configs}, with Prometheus's names, defaults and rules. */
final class ScrapeSettings {
    private static final long SECOND = 1_000_000_000L;
    private static final long DAY = 24 * 3600 * SECOND;

    final String job;
    final long intervalNanos;
    final long timeoutNanos;
    final boolean honorLabels;
    final boolean honorTimestamps;
    /** 0: no limit. */
    final long samplesMax;
    final String scheme;
    final String path;
    /** Name, value, name, value …. */
    final String[] params;
    final ClientSettings client;
    final Relabelling relabelling;
    final Relabelling metricRelabelling;
    final List<FileDiscovery> files = new ArrayList<>();
    final List<TargetSettings> targets = new ArrayList<>();

    private ScrapeSettings(Section section, Section global) {
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
        scheme = section.choice("scheme", 0, "http", "https") == 0 ? "http" : "https";
        path = section.string("metrics_path", "/metrics");
        params = params(section.section("params"));
        client = ClientSettings.prometheus(section);
        relabelling = new Relabelling(section, "relabel_configs");
        metricRelabelling = new Relabelling(section, "metric_relabel_configs");
        targets(section);
        section.finish();
    }

    /** The jobs of a receiver: {@code config: {global, scrape_configs}}. */
    static List<ScrapeSettings> from(Section section) {
        Section config = section.section("config");
        Section global = config.section("global");
        YamlNode jobs = config.node("scrape_configs");
        List<ScrapeSettings> all = new ArrayList<>();
        if (jobs == null || jobs.kind() != YamlNode.Kind.SEQUENCE) {
            config.problems().error(config.place(), "scrape_configs is missing, a list of jobs");
        } else {
            for (int at = 0; at < jobs.size(); at++) {
                all.add(new ScrapeSettings(new Section(jobs.item(at), jobs.item(at),
                        section.problems()), global));
            }
        }
        global.finish();
        config.finish();
        section.finish();
        return all;
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

    private void targets(Section section) {
        YamlNode groups = section.node("static_configs");
        YamlNode files = section.node("file_sd_configs");
        if (groups == null && files == null) {
            section.problems().error(section.place(), "static_configs is missing, a list as "
                    + "\"- targets: [localhost:9100]\", or file_sd_configs");
        }
        for (YamlNode item : items(section, files)) {
            this.files.add(FileDiscovery.from(new Section(item, item, section.problems())));
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
