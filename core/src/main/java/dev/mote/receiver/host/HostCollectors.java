package dev.mote.receiver.host;

import dev.mote.component.Component;
import dev.mote.component.EventLoop;
import dev.mote.config.Section;
import dev.mote.config.YamlNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The list of the host's collectors, and what each can be told in the config. A collector is added
 * by a line in {@link #NAMES} and one in {@link #make}.
 */
final class HostCollectors {
    /** In the order in which their metrics are written. */
    private static final List<String> NAMES = Arrays.asList("system", "load", "cpu", "memory",
            "paging", "disk", "filesystem", "network", "connections", "process", "processes",
            "cgroup", "pressure", "temperature", "tcp_check");
    /** Names all that run when nothing is listed: to set up one collector and keep the others. */
    private static final String DEFAULTS = "defaults";
    /** Reaches out over the network: only for those who ask for it. */
    private static final String OFF_BY_DEFAULT = "tcp_check";
    private static final String[] NO_NAMES = {};

    private static final long SECOND_NANOS = 1_000_000_000L;

    private final EventLoop loop;
    private final HostView view;
    private final long intervalNanos;
    private final List<Component> components = new ArrayList<>();
    private TopProcessesCollector top;

    HostCollectors(EventLoop loop, HostView view, long intervalNanos) {
        this.loop = loop;
        this.view = view;
        this.intervalNanos = intervalNanos;
    }

    /** Those that work between collections too. */
    List<Component> components() {
        return components;
    }

    /**
     * The collectors that {@code scrapers} asks for: as in the collector those it lists, or all
     * when it lists none.
     */
    List<Collector> from(Section scrapers) {
        boolean all = scrapers.keys().isEmpty() || names(scrapers, DEFAULTS);
        List<Collector> collectors = new ArrayList<>();
        for (String name : NAMES) {
            boolean listed = names(scrapers, name);
            Section section = scrapers.section(name);
            boolean wanted = listed || all && !name.equals(OFF_BY_DEFAULT);
            if (wanted && section.bool("enabled", true)) {
                collectors.add(make(name, section));
            }
            if (listed) {
                section.finish();
            }
        }
        scrapers.node(DEFAULTS);
        scrapers.finish();
        return collectors;
    }

    private static boolean names(Section scrapers, String name) {
        for (YamlNode key : scrapers.keys()) {
            if (key.text().equals(name)) {
                return true;
            }
        }
        return false;
    }

    private Collector make(String name, Section section) {
        return switch (name) {
            case "system" -> new UptimeCollector();
            case "load" -> new LoadCollector();
            case "cpu" -> new CpuCollector(
                    section.bool("per_cpu", false),
                    section.bool("frequency", true));
            case "memory" -> new MemoryCollector();
            case "paging" -> new PagingCollector();
            case "disk" -> new DiskCollector(
                    filter(section, "", DiskCollector.EXCLUDED_BY_DEFAULT),
                    section.bool("partitions", false));
            case "filesystem" -> new FilesystemCollector(
                    filter(section, "_mount_points",
                            FilesystemCollector.POINTS_EXCLUDED_BY_DEFAULT),
                    filter(section, "_devices"),
                    filter(section, "_fs_types", FilesystemCollector.TYPES_EXCLUDED_BY_DEFAULT));
            case "network" -> new NetworkCollector(
                    filter(section, "", NetworkCollector.EXCLUDED_BY_DEFAULT));
            case "connections" -> new ConnectionsCollector(loop.os().clock());
            case "process" -> top(section);
            case "processes" -> top == null ? new ProcessesCollector()
                    : new ProcessesCollector(top);
            case "cgroup" -> new CgroupCollector(new HostFiles(loop.os().files(), ""),
                    view.inContainer());
            case "pressure" -> new PressureCollector(section.bool("averages", false));
            case "temperature" -> new TemperatureCollector(filter(section, ""));
            case "tcp_check" -> tcpCheck(section);
            default -> throw new IllegalStateException("no collector is called " + name);
        };
    }

    private TopProcessesCollector top(Section section) {
        top = new TopProcessesCollector(
                (int) section.integer("top", TopProcessesCollector.TOP_BY_DEFAULT, 1,
                        TopProcessesCollector.TOP_MAX),
                section.bool("command", false), section.bool("owner", false),
                section.bool("file_descriptors", false));
        return top;
    }

    private Collector tcpCheck(Section section) {
        String[] targets = section.strings("targets", NO_NAMES);
        long timeoutNanos = section.duration("timeout", Math.min(2 * SECOND_NANOS, intervalNanos),
                SECOND_NANOS / 100, intervalNanos);
        TcpCheckCollector check;
        try {
            check = new TcpCheckCollector(loop, targets, intervalNanos, timeoutNanos);
        } catch (IllegalArgumentException e) {
            section.problems().error(section.place(), e.getMessage());
            check = new TcpCheckCollector(loop, NO_NAMES, intervalNanos, timeoutNanos);
        }
        components.add(check);
        return check;
    }

    private static NameFilter filter(Section section, String what, String... excluded) {
        return new NameFilter(section.strings("include" + what, NO_NAMES),
                section.strings("exclude" + what, excluded));
    }
}
