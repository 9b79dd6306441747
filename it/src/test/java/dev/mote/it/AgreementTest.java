package dev.mote.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Mote, node_exporter and the collector look at the same host. Mote looks before and after the
 * other, and what the other saw must lie in between: exactly, where a number only grows; otherwise
 * with a slack that is stated. What moved elsewhere meanwhile is looked at again: each number must
 * agree once.
 */
@Tag("it")
class AgreementTest {
    private static final int LOOKS_MAX = 10;
    /** A page of Mote's is at most a quarter of a second old. */
    private static final long PAGE_AGE_MILLIS = 300;
    /** How much later than its timestamp something was read, at most. */
    private static final long READ_LATE_NANOS = 500_000_000L;
    private static final double EXACT = 0;
    /** What others take and give back while these look. */
    private static final double MEMORY = 32e6;
    private static final double DISK_SPACE = 64e6;
    /** The kernel estimates how long requests under way have taken, and may correct that. */
    private static final double DISK_SECONDS = 0.1;

    @TempDir
    Path folder;

    private final Set<String> agreed = new HashSet<>();
    /** What does not agree yet, and how it differed the last time. */
    private final Map<String, String> open = new TreeMap<>();
    private Exposition before;
    private Exposition node;
    private Exposition after;

    private void agree(String what, double first, double other, double last, double slack) {
        if (agreed.contains(what)) {
            return;
        }
        // Numbers that were divided by 100, or summed, on two ways.
        double room = slack + Math.abs(other) * 1e-9;
        boolean between = other >= Math.min(first, last) - room
                && other <= Math.max(first, last) + room;
        if (between) {
            agreed.add(what);
            open.remove(what);
        } else {
            open.put(what, what + ": mote " + first + ", other " + other + ", mote " + last
                    + ", slack " + slack);
        }
    }

    private void agree(String what, double other, double slack, String name, String... labels) {
        agree(what, sum(before, name, labels), other, sum(after, name, labels), slack);
    }

    private void allAgree() {
        assertEquals("", String.join("\n", open.values()));
    }

    private static double sum(Exposition page, String name, String... labels) {
        double sum = 0;
        boolean found = false;
        for (Exposition.Sample sample : page.samples()) {
            boolean matches = sample.name().equals(name);
            for (int at = 0; at < labels.length; at += 2) {
                matches &= labels[at + 1].equals(sample.labels().get(labels[at]));
            }
            if (matches) {
                sum += sample.value();
                found = true;
            }
        }
        return found ? sum : Double.NaN;
    }

    private double theirs(String name, String... labels) {
        return sum(node, name, labels);
    }

    @Test
    void withNodeExporter() {
        int port = Child.freePort();
        try (Child exporter = Peers.nodeExporter(port);
                MoteProcess mote = MoteProcess.run(Map.of())) {
            String page = "http://127.0.0.1:" + port + "/metrics";
            Prometheus.get(page);
            for (int look = 0; look == 0 || look < LOOKS_MAX && !open.isEmpty(); look++) {
                before = Exposition.parse(mote.get("/metrics", null).body());
                node = Exposition.parse(Prometheus.get(page));
                Child.pause(PAGE_AGE_MILLIS);
                after = Exposition.parse(mote.get("/metrics", null).body());
                compareProcessor();
                compareMemory();
                compareNetwork();
                compareDisks();
                compareRest();
            }
        }
        allAgree();
    }

    private void compareProcessor() {
        // node_exporter adds up processors, and each is cut to 1/100 s.
        double ticks = 0.01 * sum(after, "system_cpu_logical_count");
        for (String mode : List.of("user", "system", "idle", "nice", "iowait", "steal")) {
            agree("cpu " + mode, theirs("node_cpu_seconds_total", "mode", mode), ticks,
                    "system_cpu_time_seconds_total", "cpu_mode", mode);
        }
        agree("load 1 min", theirs("node_load1"), EXACT, "system_cpu_load_average_1m");
        agree("load 15 min", theirs("node_load15"), EXACT, "system_cpu_load_average_15m");
    }

    private void compareMemory() {
        agree("memory limit", theirs("node_memory_MemTotal_bytes"), EXACT,
                "system_memory_limit_bytes");
        agree("memory free", theirs("node_memory_MemFree_bytes"), MEMORY,
                "system_memory_usage_bytes", "system_memory_state", "free");
        agree("memory available", theirs("node_memory_MemAvailable_bytes"), MEMORY,
                "system_memory_linux_available_bytes");
        agree("memory used", theirs("node_memory_MemTotal_bytes")
                - theirs("node_memory_MemAvailable_bytes"), MEMORY,
                "system_memory_usage_bytes", "system_memory_state", "used");
        agree("slab reclaimable", theirs("node_memory_SReclaimable_bytes"), MEMORY,
                "system_memory_linux_slab_usage_bytes",
                "system_memory_linux_slab_state", "reclaimable");
        agree("major faults", theirs("node_vmstat_pgmajfault"), EXACT,
                "system_paging_faults_total", "system_paging_fault_type", "major");
    }

    private void compareNetwork() {
        for (String device : labels("system_network_io_bytes_total", "network_interface_name")) {
            if (device.equals("lo")) {
                // Debian's node_exporter leaves it out.
                continue;
            }
            agree(device + " received", theirs("node_network_receive_bytes_total",
                    "device", device), EXACT, "system_network_io_bytes_total",
                    "network_interface_name", device, "network_io_direction", "receive");
            agree(device + " sent packets", theirs("node_network_transmit_packets_total",
                    "device", device), EXACT, "system_network_packet_count_total",
                    "system_device", device, "network_io_direction", "transmit");
        }
    }

    private void compareDisks() {
        for (String device : labels("system_disk_io_bytes_total", "system_device")) {
            agree(device + " read", theirs("node_disk_read_bytes_total", "device", device), EXACT,
                    "system_disk_io_bytes_total", "system_device", device,
                    "disk_io_direction", "read");
            agree(device + " written", theirs("node_disk_written_bytes_total", "device", device),
                    EXACT, "system_disk_io_bytes_total", "system_device", device,
                    "disk_io_direction", "write");
            agree(device + " io time", theirs("node_disk_io_time_seconds_total",
                    "device", device), DISK_SECONDS, "system_disk_io_time_seconds_total",
                    "system_device", device);
        }
        for (String point : labels("system_filesystem_limit_bytes",
                "system_filesystem_mountpoint")) {
            agree(point + " size", theirs("node_filesystem_size_bytes", "mountpoint", point),
                    EXACT, "system_filesystem_limit_bytes",
                    "system_filesystem_mountpoint", point);
            agree(point + " available", theirs("node_filesystem_avail_bytes",
                    "mountpoint", point), DISK_SPACE, "system_filesystem_usage_bytes",
                    "system_filesystem_mountpoint", point, "system_filesystem_state", "free");
        }
    }

    private Set<String> labels(String name, String label) {
        Set<String> values = new TreeSet<>();
        after.samples().stream().filter(sample -> sample.name().equals(name))
                .forEach(sample -> values.add(sample.labels().get(label)));
        if (values.isEmpty()) {
            throw new AssertionError("mote has no " + name);
        }
        return values;
    }

    private void compareRest() {
        // The boot time is told in whole seconds.
        agree("uptime", theirs("node_time_seconds") - theirs("node_boot_time_seconds"), 1,
                "system_uptime_seconds");
        agree("processes created", theirs("node_forks_total"), EXACT,
                "system_process_created_total");
        agree("processor pressure", theirs("node_pressure_cpu_waiting_seconds_total"), EXACT,
                "system_linux_pressure_stall_time_seconds_total",
                "system_linux_pressure_resource", "cpu", "system_linux_pressure_scope", "some");
    }

    @Test
    void withTheCollector() {
        try (Sink theirs = new Sink(Sink.OK);
                Sink ours = new Sink(Sink.OK);
                Child collector = Peers.collector(folder,
                        PeersTest.hostMetrics("1s", theirs.url(), theirs.url()));
                MoteProcess mote = MoteProcess.run(MoteProcess.exportTo(ours.url(), 1000),
                        "--config",
                        Peers.write(folder.resolve("mote.yaml"), """
                                compatibility: otelcol
                                """).toString())) {
            // The collector sends each look twice, to two exporters.
            theirs.awaitRequests(collector, 2 * LOOKS_MAX, 60);
            int seen = ours.requests().size();
            ours.awaitRequests(mote, seen + 3, 60);
            compare(perSeries(ours), perSeries(theirs));
        }
        allAgree();
    }

    /** Values by series and time. */
    private static Map<String, NavigableMap<Long, Double>> perSeries(Sink sink) {
        Map<String, NavigableMap<Long, Double>> series = new TreeMap<>();
        sink.points().forEach(point -> series.computeIfAbsent(point.series(), k -> new TreeMap<>())
                .put(point.timeNanos(), point.value()));
        return series;
    }

    private void compare(Map<String, NavigableMap<Long, Double>> own,
            Map<String, NavigableMap<Long, Double>> other) {
        other.forEach((series, values) -> {
            NavigableMap<Long, Double> ours = own.getOrDefault(series, new TreeMap<>());
            if (isLeftOut(series)) {
                return;
            }
            open.put(series, series + ": never seen between two looks of mote's, of "
                    + ours.size());
            values.forEach((nanos, value) -> {
                Map.Entry<Long, Double> first = ours.floorEntry(nanos - READ_LATE_NANOS);
                Map.Entry<Long, Double> last = ours.ceilingEntry(nanos + READ_LATE_NANOS);
                if (first != null && last != null) {
                    agree(series, first.getValue(), value, last.getValue(), slack(series));
                }
            });
        });
    }

    /** Series that Mote leaves out on purpose, or that the collector gets wrong. */
    private static boolean isLeftOut(String series) {
        return series.startsWith("system.paging.faults")
                // Pages in and out are kB in /proc/vmstat; the collector multiplies them by 4096.
                || series.startsWith("system.paging.operations")
                || series.startsWith("system.network.connections")
                || series.startsWith("system.processes.count")
                || series.startsWith("system.disk.weighted_io_time")
                || series.startsWith("system.disk.pending_operations")
                || series.matches("system.disk.*device=(loop|ram|vda[0-9]).*")
                || series.matches("system.filesystem.*(type=(tmpfs|devtmpfs|squashfs)|/etc/).*");
    }

    private static double slack(String series) {
        if (series.startsWith("system.cpu.time")) {
            return 0.01; // time idle is estimated where a processor sleeps
        }
        if (series.startsWith("system.memory.usage")) {
            return MEMORY;
        }
        if (series.startsWith("system.filesystem.usage")) {
            return DISK_SPACE;
        }
        if (series.startsWith("system.filesystem.inodes")) {
            return 1000;
        }
        if (series.startsWith("system.disk.") && series.contains("_time")) {
            return DISK_SECONDS;
        }
        return series.startsWith("system.uptime") ? 1 : EXACT;
    }
}
