package dev.mote.receiver.prometheus;

import dev.mote.bytes.Buffer;
import dev.mote.config.Section;
import dev.mote.config.YamlNode;
import dev.mote.http.Url;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One job of {@code scrape_configs}, with Prometheus's names, defaults and rules. */
final class ScrapeSettings {
    private static final long SECOND = 1_000_000_000L;
    private static final long DAY = 24 * 3600 * SECOND;
    private static final String UNRESERVED = "-._~";

    final String job;
    final long intervalNanos;
    final long timeoutNanos;
    final boolean honorLabels;
    final boolean honorTimestamps;
    /** 0: no limit. */
    final long samplesMax;
    final List<Url> urls = new ArrayList<>();
    /** For each URL the labels of its target: name, value, name, value …. */
    final List<String[]> labels = new ArrayList<>();

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
        String scheme = section.choice("scheme", 0, "http", "https") == 0 ? "http" : "https";
        String target = section.string("metrics_path", "/metrics")
                + query(section.section("params"));
        targets(section, scheme, target);
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

    private static String query(Section params) {
        StringBuilder query = new StringBuilder();
        for (YamlNode key : params.keys()) {
            for (String value : params.strings(key.text())) {
                query.append(query.length() == 0 ? '?' : '&');
                escape(key.text(), query);
                escape(value, query.append('='));
            }
        }
        return query.toString();
    }

    private static void escape(String text, StringBuilder out) {
        Buffer bytes = new Buffer(text.length()).utf8(text);
        for (int at = 0; at < bytes.length(); at++) {
            int each = bytes.bytes()[at] & 0xFF;
            boolean plain = each >= '0' && each <= '9' || each >= 'a' && each <= 'z'
                    || each >= 'A' && each <= 'Z' || UNRESERVED.indexOf(each) >= 0;
            if (plain) {
                out.append((char) each);
            } else {
                out.append('%').append("0123456789ABCDEF".charAt(each >> 4))
                        .append("0123456789ABCDEF".charAt(each & 15));
            }
        }
    }

    private void targets(Section section, String scheme, String target) {
        YamlNode groups = section.node("static_configs");
        if (groups == null || groups.kind() != YamlNode.Kind.SEQUENCE) {
            section.problems().error(section.place(), "static_configs is missing, a list as "
                    + "\"- targets: [localhost:9100]\"");
            return;
        }
        for (int at = 0; at < groups.size(); at++) {
            Section group = new Section(groups.item(at), groups.item(at), section.problems());
            String[] pairs = group.pairs("labels");
            for (String address : group.strings("targets")) {
                try {
                    urls.add(Url.parse(scheme + "://" + address + target));
                    labels.add(Arrays.copyOf(pairs, pairs.length));
                } catch (IllegalArgumentException e) {
                    section.problems().error(groups.item(at), e.getMessage());
                }
            }
            group.finish();
        }
    }
}
