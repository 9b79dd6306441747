package dev.mote.config;

import java.util.Arrays;
import java.util.List;

/** The short form of a config, rewritten to the long one, so that there is one way to read it. */
final class ShortForm {
    static final List<String> KEYS = Arrays.asList("endpoint", "headers", "compression", "timeout",
            "interval", "compatibility", "root_path", "scrapers", "listen", "resource");
    private static final String[] DELIVERY_KEYS = {"endpoint", "headers", "compression", "timeout"};

    private final YamlNode root;
    private final Section all;

    ShortForm(YamlNode root, Problems problems) {
        this.root = root;
        all = new Section(root, root, problems);
    }

    YamlNode toLongForm() {
        YamlNode host = map();
        move(host, "interval", "collection_interval");
        move(host, "compatibility", "compatibility");
        move(host, "root_path", "root_path");
        move(host, "scrapers", "scrapers");
        YamlNode exporters = map();
        YamlNode exporterIds = YamlNode.sequence(root.line(), root.column());
        if (all.has("endpoint")) {
            YamlNode otlp = map();
            for (String key : DELIVERY_KEYS) {
                move(otlp, key, key);
            }
            put(exporters, Config.OTLP_HTTP, otlp);
            exporterIds.add(text(Config.OTLP_HTTP));
        } else {
            requireEndpoint();
        }
        YamlNode service = map();
        move(service, "listen", "listen");
        move(service, "resource", "resource");
        all.finish();
        put(service, "pipelines", put(map(), "metrics", put(put(map(), "receivers",
                text(Config.HOST_METRICS)), "exporters", exporterIds)));
        return put(put(put(map(), "receivers", put(map(), Config.HOST_METRICS, host)),
                "exporters", exporters), "service", service);
    }

    private void requireEndpoint() {
        for (String key : DELIVERY_KEYS) {
            if (all.has(key)) {
                all.problems().error(all.node(key), "\"" + key
                        + "\" needs an \"endpoint\" to go to");
            }
        }
    }

    private void move(YamlNode to, String key, String newKey) {
        YamlNode value = all.node(key);
        if (value != null) {
            to.put(YamlNode.scalar(YamlNode.Style.PLAIN, value.line(), value.column(), newKey),
                    value);
        }
    }

    private YamlNode put(YamlNode to, String key, YamlNode value) {
        to.put(text(key), value);
        return to;
    }

    private YamlNode map() {
        return YamlNode.map(root.line(), root.column());
    }

    private YamlNode text(String text) {
        return YamlNode.scalar(YamlNode.Style.PLAIN, root.line(), root.column(), text);
    }
}
