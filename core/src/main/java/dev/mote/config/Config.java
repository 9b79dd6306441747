package dev.mote.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a config says, in the collector's shape: components by kind, and which receiver feeds which
 * exporter. The settings of a component stay a {@link Section}, which the component itself reads.
 * The short form is rewritten to the long one first, so there is one way to read a config.
 */
public final class Config {
    /** Where Mote serves its page and /metrics unless told otherwise. */
    public static final String DEFAULT_LISTEN = "127.0.0.1:7077";
    public static final String HOST_METRICS = "host_metrics";
    public static final String OTLP_HTTP = "otlp_http";
    public static final String DEBUG = "debug";

    /** The collector's names that have changed: old, new. */
    private static final String[][] RENAMED = {{"hostmetrics", HOST_METRICS},
        {"otlphttp", OTLP_HTTP}, {"logging", DEBUG}};
    private static final List<String> SHORT_KEYS = Arrays.asList("endpoint", "headers",
            "compression", "timeout", "interval", "compatibility", "root_path", "scrapers",
                    "listen",
            "resource");
    private static final List<String> LONG_KEYS =
            Arrays.asList("receivers", "processors", "exporters", "service");

    /** One component: its type, its full id ({@code otlp_http/backup}) and its settings. */
    public static final class Entry {
        public final String type;
        public final String id;
        public final Section section;

        Entry(String type, String id, Section section) {
            this.type = type;
            this.id = id;
            this.section = section;
        }
    }

    private final Problems problems;
    private final List<Entry> receivers = new ArrayList<>();
    private final List<Entry> exporters = new ArrayList<>();
    private final List<String> usedReceivers = new ArrayList<>();
    private final List<String> usedExporters = new ArrayList<>();
    private String listen = DEFAULT_LISTEN;
    private String[] resource = {};

    private Config(Problems problems) {
        this.problems = problems;
    }

    /** No file: the host's metrics with all defaults, and no exporter. */
    public static Config defaults(Problems problems) {
        Config config = new Config(problems);
        config.receivers.add(new Entry(HOST_METRICS, HOST_METRICS, Section.empty(problems)));
        config.usedReceivers.add(HOST_METRICS);
        return config;
    }

    /** Reads a file's content; what is wrong is in {@code problems} afterwards. */
    public static Config read(byte[] content, int length, String[] environment,
            Problems problems) {
        YamlNode root;
        try {
            root = Yaml.parse(content, length);
        } catch (YamlException e) {
            problems.error(e.line(), e.column(), e.getMessage());
            return defaults(problems);
        }
        new Expansion(environment, problems).expand(root);
        Config config = new Config(problems);
        if (root.kind() != YamlNode.Kind.MAP) {
            problems.error(root,
                    "the file has no settings; see docs/specs/config.md, or start mote "
                    + "without --config for the defaults");
            return defaults(problems);
        }
        config.readRoot(root);
        return config;
    }

    public List<Entry> receivers() {
        return receivers;
    }

    public List<Entry> exporters() {
        return exporters;
    }

    /** Whether a pipeline uses the component. */
    public boolean uses(Entry entry) {
        return usedReceivers.contains(entry.id) || usedExporters.contains(entry.id);
    }

    /** HOST:PORT, or "none". */
    public String listen() {
        return listen;
    }

    /** Attributes of the resource: name, value, name, value …. */
    public String[] resource() {
        return resource;
    }

    private void readRoot(YamlNode root) {
        YamlNode shortKey = firstOf(root, SHORT_KEYS);
        YamlNode longKey = firstOf(root, LONG_KEYS);
        if (shortKey != null && longKey != null) {
            problems.error(shortKey, "\"" + shortKey.text() + "\" belongs to the short form and \""
                    + longKey.text() + "\" to the long one: use one of the two");
            return;
        }
        if (longKey != null) {
            readLong(new Section(root, root, problems));
        } else {
            readShort(root);
        }
    }

    private static YamlNode firstOf(YamlNode root, List<String> keys) {
        for (int at = 0; at < root.size(); at++) {
            if (keys.contains(root.key(at).text())) {
                return root.key(at);
            }
        }
        return null;
    }

    /** The keys of the short form, sorted into the sections of the long one. */
    private void readShort(YamlNode root) {
        Section all = new Section(root, root, problems);
        YamlNode host = YamlNode.map(root.line(), root.column());
        move(all, host, "interval", "collection_interval");
        move(all, host, "compatibility", "compatibility");
        move(all, host, "root_path", "root_path");
        move(all, host, "scrapers", "scrapers");
        receivers.add(new Entry(HOST_METRICS, HOST_METRICS, new Section(host, root, problems)));
        usedReceivers.add(HOST_METRICS);
        if (all.has("endpoint")) {
            YamlNode otlp = YamlNode.map(root.line(), root.column());
            move(all, otlp, "endpoint", "endpoint");
            move(all, otlp, "headers", "headers");
            move(all, otlp, "compression", "compression");
            move(all, otlp, "timeout", "timeout");
            exporters.add(new Entry(OTLP_HTTP, OTLP_HTTP, new Section(otlp, root, problems)));
            usedExporters.add(OTLP_HTTP);
        } else {
            requireEndpoint(all, "headers");
            requireEndpoint(all, "compression");
            requireEndpoint(all, "timeout");
        }
        readOwn(all);
        all.finish();
    }

    private static void move(Section from, YamlNode to, String key, String newKey) {
        YamlNode value = from.node(key);
        if (value != null) {
            to.put(YamlNode.scalar(YamlNode.Style.PLAIN, value.line(), value.column(), newKey),
                    value);
        }
    }

    private void requireEndpoint(Section all, String key) {
        if (all.has(key)) {
            problems.error(all.node(key), "\"" + key + "\" needs an \"endpoint\" to go to");
        }
    }

    private void readOwn(Section section) {
        listen = section.string("listen", DEFAULT_LISTEN);
        resource = section.pairs("resource");
    }

    private void readLong(Section root) {
        readComponents(root.section("receivers"), receivers, HOST_METRICS);
        readComponents(root.section("exporters"), exporters, OTLP_HTTP, DEBUG);
        YamlNode processors = root.node("processors");
        if (processors != null && processors.size() > 0) {
            problems.error(processors, "processors come with a later version of Mote");
        }
        Section service = root.section("service");
        readOwn(service);
        readPipelines(service.section("pipelines"));
        service.finish();
        root.finish();
        noteUnused(receivers);
        noteUnused(exporters);
    }

    private void readComponents(Section section, List<Entry> into, String... types) {
        for (YamlNode key : section.keys()) {
            String id = key.text();
            int slash = id.indexOf('/');
            String type = slash < 0 ? id : id.substring(0, slash);
            String known = currentName(type, key);
            if (!Arrays.asList(types).contains(known)) {
                section.node(id);
                problems.error(key, "unknown component \"" + type + "\""
                        + Suggestion.of(type, Arrays.asList(types)));
            } else {
                into.add(new Entry(known, id, section.section(id)));
            }
        }
    }

    private String currentName(String type, YamlNode key) {
        for (String[] renamed : RENAMED) {
            if (renamed[0].equals(type)) {
                problems.note(key, "\"" + type + "\" is called \"" + renamed[1] + "\" now");
                return renamed[1];
            }
        }
        return type;
    }

    private void readPipelines(Section pipelines) {
        if (pipelines.keys().isEmpty()) {
            problems.error(pipelines.place(),
                    "service.pipelines is missing: say which receivers feed "
                    + "which exporters, as in docs/specs/config.md");
        }
        for (YamlNode key : pipelines.keys()) {
            String id = key.text();
            Section pipeline = pipelines.section(id);
            if (!id.equals("metrics") && !id.startsWith("metrics/")) {
                problems.error(key, "unknown pipeline \"" + id
                        + "\"; this version of Mote has metrics pipelines");
            }
            readUses(pipeline, "receivers", receivers, usedReceivers);
            readUses(pipeline, "exporters", exporters, usedExporters);
            if (pipeline.strings("processors").length > 0) {
                problems.error(pipeline.node("processors"),
                        "processors come with a later version of Mote");
            }
            pipeline.finish();
        }
    }

    private void readUses(Section pipeline, String kind, List<Entry> defined, List<String> used) {
        List<String> ids = new ArrayList<>();
        for (int at = 0; at < defined.size(); at++) {
            ids.add(defined.get(at).id);
        }
        String[] named = pipeline.strings(kind);
        if (named.length == 0) {
            problems.error(pipeline.place(), "the pipeline has no " + kind);
        }
        YamlNode list = pipeline.node(kind);
        for (int at = 0; at < named.length; at++) {
            String id = named[at];
            if (!ids.contains(id)) {
                problems.error(list.size() > at ? list.item(at) : list,
                        "\"" + id + "\" is not among the " + kind
                        + Suggestion.of(id, ids));
            } else if (!used.contains(id)) {
                used.add(id);
            }
        }
    }

    private void noteUnused(List<Entry> entries) {
        for (int at = 0; at < entries.size(); at++) {
            if (!uses(entries.get(at))) {
                problems.note(entries.get(at).section.place(), "\"" + entries.get(at).id
                        + "\" is not used by any pipeline");
            }
        }
    }
}
