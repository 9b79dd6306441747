package dev.mote.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a config says, in the collector's shape: components by kind, and the pipelines that join
 * them. The settings of a component stay a {@link Section}, which the component itself reads.
 */
public final class Config {
    /** Where Mote serves its page and /metrics unless told otherwise. */
    public static final String DEFAULT_LISTEN = "127.0.0.1:7077";
    public static final String HOST_METRICS = "host_metrics";
    public static final String OTLP_HTTP = "otlp_http";
    public static final String OTLP_GRPC = "otlp_grpc";
    public static final String DEBUG = "debug";

    private static final List<String> LONG_KEYS =
            Arrays.asList("receivers", "processors", "exporters", "connectors", "service");
    /** More than any machine has processors for the JVM to use well. */
    private static final int LOOPS_MAX = 256;
    private static final long DAY_NANOS = 86_400_000_000_000L;
    private static final List<String> SIGNALS = Arrays.asList("metrics", "logs", "traces");

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

        /** Whether the other is made in the same way, with the same name. */
        public boolean isSame(Entry other) {
            return id.equals(other.id) && type.equals(other.type)
                    && section.isSame(other.section);
        }
    }

    private final Problems problems;
    private final List<Entry> receivers = new ArrayList<>();
    private final List<Entry> processors = new ArrayList<>();
    private final List<Entry> exporters = new ArrayList<>();
    private final List<Entry> connectors = new ArrayList<>();
    private final List<PipelineConfig> pipelines = new ArrayList<>();
    private String listen = DEFAULT_LISTEN;
    private String[] resource = {};
    private int loops = 1;
    private long reloadNanos;
    private Section log;

    private Config(Problems problems) {
        this.problems = problems;
        log = Section.empty(problems);
    }

    /** No file: the host's metrics with all defaults, and no exporter. */
    public static Config defaults(Problems problems) {
        Config config = new Config(problems);
        config.receivers.add(new Entry(HOST_METRICS, HOST_METRICS, Section.empty(problems)));
        config.pipelines.add(new PipelineConfig("metrics", YamlNode.map(1, 1),
                new String[] {HOST_METRICS}, new String[0], new String[0]));
        return config;
    }

    /** Reads a file's content; what is wrong is in {@code problems} afterwards. */
    public static Config read(byte[] content, int length, String[] environment, KnownTypes known,
            Problems problems) {
        YamlNode root;
        try {
            root = Yaml.parse(content, length);
        } catch (YamlException e) {
            problems.error(e.line(), e.column(), e.getMessage());
            return defaults(problems);
        }
        new Expansion(environment, problems).expand(root);
        if (root.kind() != YamlNode.Kind.MAP) {
            problems.error(root,
                    "the file has no settings; see docs/specs/config.md, or start mote "
                    + "without --config for the defaults");
            return defaults(problems);
        }
        YamlNode shortKey = firstOf(root, ShortForm.KEYS);
        YamlNode longKey = firstOf(root, LONG_KEYS);
        if (shortKey != null && longKey != null) {
            problems.error(shortKey, "\"" + shortKey.text() + "\" belongs to the short form and \""
                    + longKey.text() + "\" to the long one: use one of the two");
            return defaults(problems);
        }
        Config config = new Config(problems);
        boolean isLong = longKey != null;
        YamlNode read = isLong ? root : new ShortForm(root, problems).toLongForm();
        config.readLong(new Section(read, read, problems), known, isLong);
        return config;
    }

    private static YamlNode firstOf(YamlNode root, List<String> keys) {
        for (int at = 0; at < root.size(); at++) {
            if (keys.contains(root.key(at).text())) {
                return root.key(at);
            }
        }
        return null;
    }

    public List<Entry> receivers() {
        return receivers;
    }

    public List<Entry> processors() {
        return processors;
    }

    public List<Entry> exporters() {
        return exporters;
    }

    public List<Entry> connectors() {
        return connectors;
    }

    public List<PipelineConfig> pipelines() {
        return pipelines;
    }

    /** HOST:PORT, or "none". */
    public String listen() {
        return listen;
    }

    /** The settings of the log of what waits for delivery. */
    public Section log() {
        return log;
    }

    /** How many loops share the work, each with all components of its own. */
    public int loops() {
        return loops;
    }

    /** How often to look whether the file has changed; 0: only when told by a signal. */
    public long reloadNanos() {
        return reloadNanos;
    }

    /**
     * What differs in {@code other} and cannot be changed while Mote runs, for people; null:
     * nothing.
     */
    public String needsRestart(Config other) {
        String keys = (listen.equals(other.listen) ? "" : ", listen")
                + (Arrays.equals(resource, other.resource) ? "" : ", resource")
                + (log.isSame(other.log) ? "" : ", log") + (loops == other.loops ? "" : ", loops");
        return keys.isEmpty() ? null : keys.substring(2);
    }

    /** Attributes of the resource: name, value, name, value …. */
    public String[] resource() {
        return resource;
    }

    public Problems problems() {
        return problems;
    }

    /** The entry with the id, or null. */
    public static Entry find(List<Entry> entries, String id) {
        for (int at = 0; at < entries.size(); at++) {
            if (entries.get(at).id.equals(id)) {
                return entries.get(at);
            }
        }
        return null;
    }

    /** Whether a pipeline uses the component. */
    public boolean uses(Entry entry) {
        for (int at = 0; at < pipelines.size(); at++) {
            PipelineConfig each = pipelines.get(at);
            if (Arrays.asList(each.receivers).contains(entry.id)
                    || Arrays.asList(each.processors).contains(entry.id)
                    || Arrays.asList(each.exporters).contains(entry.id)) {
                return true;
            }
        }
        return false;
    }

    /** Adds an exporter that the file does not name to every pipeline that has none. */
    public void addExporter(String type) {
        exporters.add(new Entry(type, type, Section.empty(problems)));
        for (int at = 0; at < pipelines.size(); at++) {
            PipelineConfig each = pipelines.get(at);
            String[] more = Arrays.copyOf(each.exporters, each.exporters.length + 1);
            more[each.exporters.length] = type;
            pipelines.set(at, new PipelineConfig(each.id, each.place, each.receivers,
                    each.processors, more));
        }
    }

    private void readLong(Section root, KnownTypes known, boolean exportersAreNeeded) {
        readComponents(root.section("receivers"), receivers, known.receivers());
        readComponents(root.section("processors"), processors, known.processors());
        readComponents(root.section("exporters"), exporters, known.exporters());
        readComponents(root.section("connectors"), connectors, known.connectors());
        Section service = root.section("service");
        listen = service.string("listen", DEFAULT_LISTEN);
        resource = service.pairs("resource");
        log = service.section("log");
        loops = (int) service.integer("loops", 1, 1, LOOPS_MAX);
        reloadNanos = service.duration("reload_interval", 0, 0, DAY_NANOS);
        readPipelines(service.section("pipelines"), exportersAreNeeded);
        service.finish();
        root.finish();
        noteUnused(receivers);
        noteUnused(processors);
        noteUnused(exporters);
        noteUnused(connectors);
    }

    private void readComponents(Section section, List<Entry> into, List<String> types) {
        for (YamlNode key : section.keys()) {
            String id = key.text();
            int slash = id.indexOf('/');
            String type = slash < 0 ? id : id.substring(0, slash);
            String current = KnownTypes.current(type, types);
            if (current == null) {
                section.node(id);
                problems.error(key, "unknown component \"" + type + "\""
                        + Suggestion.of(type, types));
                continue;
            }
            if (!current.equals(type)) {
                problems.note(key, "\"" + type + "\" is called \"" + current + "\" now");
            }
            into.add(new Entry(current, id, section.section(id)));
        }
    }

    private void readPipelines(Section section, boolean exportersAreNeeded) {
        if (section.keys().isEmpty()) {
            problems.error(section.place(),
                    "service.pipelines is missing: say which receivers feed "
                    + "which exporters, as in docs/specs/config.md");
        }
        for (YamlNode key : section.keys()) {
            Section pipeline = section.section(key.text());
            PipelineConfig read = new PipelineConfig(key.text(), pipeline.place(),
                    ids(pipeline, "receivers", receivers, connectors, true),
                    ids(pipeline, "processors", processors, processors, false),
                    ids(pipeline, "exporters", exporters, connectors, exportersAreNeeded));
            if (!SIGNALS.contains(read.signal())) {
                problems.error(key, "unknown pipeline \"" + read.id + "\""
                        + Suggestion.of(read.signal(), SIGNALS));
            }
            pipeline.finish();
            pipelines.add(read);
        }
    }

    private String[] ids(Section pipeline, String kind, List<Entry> defined, List<Entry> also,
            boolean needed) {
        List<String> known = new ArrayList<>();
        for (int at = 0; at < defined.size(); at++) {
            known.add(defined.get(at).id);
        }
        for (int at = 0; at < also.size(); at++) {
            known.add(also.get(at).id);
        }
        String[] named = pipeline.strings(kind);
        if (named.length == 0 && needed) {
            problems.error(pipeline.place(), "the pipeline has no " + kind);
        }
        YamlNode list = pipeline.node(kind);
        for (int at = 0; at < named.length; at++) {
            if (!known.contains(named[at])) {
                problems.error(list.size() > at ? list.item(at) : list,
                        "\"" + named[at] + "\" is not among the " + kind
                        + Suggestion.of(named[at], known));
            }
        }
        return named;
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
