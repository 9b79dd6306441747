package dev.mote.receiver.prometheus;

import dev.mote.bytes.Buffer;
import dev.mote.config.Units;
import dev.mote.http.Url;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One target after relabelling: where it is and what its series are called.
 *
 * @param labels of all its series: name, value, name, value …
 */
record TargetSettings(Url url, String job, String instance, String[] labels, long intervalNanos,
        long timeoutNanos) {
    private static final String PARAM = "__param_";
    private static final String UNRESERVED = "-._~";
    private static final long SECOND = 1_000_000_000L;

    /**
     * Finds the target at {@code address}; null when relabelling drops it.
     *
     * @param own labels of its group: name, value, name, value …
     * @throws IllegalArgumentException with words for people
     */
    static TargetSettings of(ScrapeSettings settings, String address, String[] own) {
        LabelSet labels = new LabelSet();
        labels.set("job", settings.job);
        labels.set("__scheme__", settings.scheme);
        labels.set("__metrics_path__", settings.path);
        labels.set("__scrape_interval__", settings.intervalNanos / 1_000_000 + "ms");
        labels.set("__scrape_timeout__", settings.timeoutNanos / 1_000_000 + "ms");
        for (int at = settings.params.length - 2; at >= 0; at -= 2) {
            labels.set(PARAM + settings.params[at], settings.params[at + 1]);
        }
        for (int at = 0; at < own.length; at += 2) {
            labels.set(own[at], own[at + 1]);
        }
        labels.set("__address__", address);
        return settings.relabelling.apply(labels) ? of(settings, labels) : null;
    }

    private static TargetSettings of(ScrapeSettings settings, LabelSet labels) {
        String address = labels.get("__address__");
        if (address.isEmpty()) {
            throw new IllegalArgumentException("a target has no __address__");
        }
        String path = labels.get("__metrics_path__");
        Url url = Url.parse(labels.get("__scheme__") + "://" + address
                + (path.startsWith("/") ? "" : "/") + path + query(settings.params, labels));
        String instance = labels.get("instance");
        long interval = duration(labels, "__scrape_interval__");
        long timeout = duration(labels, "__scrape_timeout__");
        List<String> own = new ArrayList<>();
        for (int label = 0; label < labels.count(); label++) {
            boolean shown = !labels.isEmpty(label) && !labels.isInternal(label)
                    && !labels.isCalled(label, "job") && !labels.isCalled(label, "instance");
            if (shown) {
                own.add(labels.name(label));
                own.add(labels.value(label));
            }
        }
        return new TargetSettings(url, labels.get("job"), instance.isEmpty() ? address : instance,
                own.toArray(new String[0]), interval, Math.min(timeout, interval));
    }

    boolean isSame(TargetSettings other) {
        return url.toString().equals(other.url.toString()) && job.equals(other.job)
                && instance.equals(other.instance) && Arrays.equals(labels, other.labels)
                && intervalNanos == other.intervalNanos && timeoutNanos == other.timeoutNanos;
    }

    private static long duration(LabelSet labels, String name) {
        long nanos = Units.nanos(labels.get(name));
        if (nanos < SECOND / 10) {
            throw new IllegalArgumentException(name + ": expected a duration as 10s, got \""
                    + labels.get(name) + "\"");
        }
        return nanos;
    }

    /** The first value of each parameter is what its label says; labels may bring more of them. */
    private static String query(String[] params, LabelSet labels) {
        StringBuilder query = new StringBuilder();
        for (int label = 0; label < labels.count(); label++) {
            String name = labels.name(label);
            if (name.startsWith(PARAM) && !labels.isEmpty(label)) {
                append(name.substring(PARAM.length()), labels.value(label), query);
            }
        }
        for (int at = 0; at < params.length; at += 2) {
            boolean first = true;
            for (int before = 0; before < at; before += 2) {
                first &= !params[before].equals(params[at]);
            }
            if (!first) {
                append(params[at], params[at + 1], query);
            }
        }
        return query.toString();
    }

    private static void append(String name, String value, StringBuilder query) {
        query.append(query.length() == 0 ? '?' : '&');
        escape(name, query);
        escape(value, query.append('='));
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
}
