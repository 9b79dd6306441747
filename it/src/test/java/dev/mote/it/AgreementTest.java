package dev.mote.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Mote, node_exporter and the collector look at the same host at the same time and must see the
 * same. What moves between two looks gets a tolerance, absolute or relative, whichever is larger.
 */
@Tag("it")
class AgreementTest {
    @TempDir
    Path folder;

    private final List<String> differences = new ArrayList<>();

    private void agree(String what, double mote, double other, double absolute, double relative) {
        double tolerance = Math.max(absolute, Math.abs(other) * relative);
        if (Double.isNaN(mote) || Double.isNaN(other) || Math.abs(mote - other) > tolerance) {
            differences.add(what + ": mote " + mote + ", other " + other + ", tolerance "
                    + tolerance);
        }
    }

    private void nothingDiffers() {
        assertEquals("", String.join("\n", differences));
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

    @Test
    void withNodeExporter() {
        int port = Child.freePort();
        try (Child exporter = Peers.nodeExporter(port);
                MoteProcess mote = MoteProcess.run(Map.of())) {
            Prometheus.get("http://127.0.0.1:" + port + "/metrics");
            Exposition node =
                    Exposition.parse(Prometheus.get("http://127.0.0.1:" + port + "/metrics"));
            Exposition own = Exposition.parse(mote.get("/metrics", null).body());
            compareProcessor(own, node);
            compareMemory(own, node);
            compareDevices(own, node);
            compareRest(own, node);
        }
        nothingDiffers();
    }

    /** CPU seconds: two looks some 100 ms apart on a busy machine. */
    private void compareProcessor(Exposition own, Exposition node) {
        String[][] modes = {{"user", "user"}, {"system", "system"}, {"idle", "idle"},
            {"nice", "nice"}, {"iowait", "iowait"}, {"steal", "steal"}};
        for (String[] mode : modes) {
            agree("cpu " + mode[0],
                    sum(own, "system_cpu_time_seconds_total", "cpu_mode", mode[0]),
                    sum(node, "node_cpu_seconds_total", "mode", mode[1]), 5, 0.01);
        }
        agree("load 1 min", sum(own, "system_cpu_load_average_1m"), sum(node, "node_load1"),
                0.5, 0.1);
        agree("load 15 min", sum(own, "system_cpu_load_average_15m"), sum(node, "node_load15"),
                0.2, 0.05);
    }

    /** Memory moves by tens of megabytes while other tests run beside. */
    private void compareMemory(Exposition own, Exposition node) {
        double megabytes = 100e6;
        agree("memory limit", sum(own, "system_memory_limit_bytes"),
                sum(node, "node_memory_MemTotal_bytes"), 0, 0);
        agree("memory free",
                sum(own, "system_memory_usage_bytes", "system_memory_state", "free"),
                sum(node, "node_memory_MemFree_bytes"), megabytes, 0.05);
        agree("memory available", sum(own, "system_memory_linux_available_bytes"),
                sum(node, "node_memory_MemAvailable_bytes"), megabytes, 0.05);
        agree("memory used",
                sum(own, "system_memory_usage_bytes", "system_memory_state", "used"),
                sum(node, "node_memory_MemTotal_bytes")
                        - sum(node, "node_memory_MemAvailable_bytes"), megabytes, 0.05);
        agree("slab reclaimable", sum(own, "system_memory_linux_slab_usage_bytes",
                "system_memory_linux_slab_state", "reclaimable"),
                sum(node, "node_memory_SReclaimable_bytes"), 20e6, 0.05);
        agree("major faults", sum(own, "system_paging_faults_total",
                "system_paging_fault_type", "major"),
                sum(node, "node_vmstat_pgmajfault"), 200, 0.05);
    }

    private void compareDevices(Exposition own, Exposition node) {
        double kilobytes = 5e6;
        for (String device : labels(own, "system_network_io_bytes_total",
                "network_interface_name")) {
            if (device.equals("lo")) {
                // Debian's node_exporter leaves it out.
                continue;
            }
            agree(device + " received", sum(own, "system_network_io_bytes_total",
                    "network_interface_name", device, "network_io_direction", "receive"),
                    sum(node, "node_network_receive_bytes_total", "device", device),
                    kilobytes, 0.05);
            agree(device + " sent packets", sum(own, "system_network_packet_count_total",
                    "system_device", device, "network_io_direction", "transmit"),
                    sum(node, "node_network_transmit_packets_total", "device", device), 5000, 0.05);
        }
        for (String device : labels(own, "system_disk_io_bytes_total", "system_device")) {
            agree(device + " read", sum(own, "system_disk_io_bytes_total", "system_device", device,
                    "disk_io_direction", "read"),
                    sum(node, "node_disk_read_bytes_total", "device", device), 20e6, 0.02);
            agree(device + " written", sum(own, "system_disk_io_bytes_total", "system_device",
                    device, "disk_io_direction", "write"),
                    sum(node, "node_disk_written_bytes_total", "device", device), 100e6, 0.05);
            agree(device + " io time", sum(own, "system_disk_io_time_seconds_total",
                    "system_device", device),
                    sum(node, "node_disk_io_time_seconds_total", "device", device), 2, 0.05);
        }
        for (String point : labels(own, "system_filesystem_limit_bytes",
                "system_filesystem_mountpoint")) {
            agree(point + " size", sum(own, "system_filesystem_limit_bytes",
                    "system_filesystem_mountpoint", point),
                    sum(node, "node_filesystem_size_bytes", "mountpoint", point), 0, 0);
            agree(point + " available", sum(own, "system_filesystem_usage_bytes",
                    "system_filesystem_mountpoint", point, "system_filesystem_state", "free"),
                    sum(node, "node_filesystem_avail_bytes", "mountpoint", point), 200e6, 0.02);
        }
    }

    private static List<String> labels(Exposition page, String name, String label) {
        Map<String, Boolean> values = new TreeMap<>();
        page.samples().stream().filter(sample -> sample.name().equals(name))
                .forEach(sample -> values.put(sample.labels().get(label), true));
        if (values.isEmpty()) {
            throw new AssertionError("mote has no " + name);
        }
        return List.copyOf(values.keySet());
    }

    private void compareRest(Exposition own, Exposition node) {
        agree("uptime", sum(own, "system_uptime_seconds"),
                sum(node, "node_time_seconds") - sum(node, "node_boot_time_seconds"), 2, 0);
        agree("processes created", sum(own, "system_process_created_total"),
                sum(node, "node_forks_total"), 500, 0.02);
        agree("processor pressure", sum(own, "system_linux_pressure_stall_time_seconds_total",
                "system_linux_pressure_resource", "cpu", "system_linux_pressure_scope", "some"),
                sum(node, "node_pressure_cpu_waiting_seconds_total"), 5, 0.05);
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
            theirs.awaitRequests(collector, 6, 30);
            ours.awaitRequests(mote, 3, 30);
            Map<String, Double> other = newest(theirs);
            Map<String, Double> own = newest(ours);
            for (Map.Entry<String, Double> series : other.entrySet()) {
                compare(series.getKey(), own, series.getValue());
            }
        }
        nothingDiffers();
    }

    private static Map<String, Double> newest(Sink sink) {
        Map<String, Double> values = new TreeMap<>();
        sink.points().forEach(point -> values.put(point.series(), point.value()));
        return values;
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

    private void compare(String series, Map<String, Double> own, double other) {
        if (isLeftOut(series)) {
            return;
        }
        Double value = own.get(series);
        if (value == null) {
            differences.add(series + ": the collector has " + other + ", mote nothing");
        } else {
            agree(series, value, other, tolerance(series), 0.05);
        }
    }

    /** What may happen within the second or two between the looks. */
    private static double tolerance(String series) {
        if (series.startsWith("system.cpu.time")) {
            return 4;
        }
        if (series.startsWith("system.memory.usage") || series.startsWith("system.disk.io{")
                || series.startsWith("system.filesystem.usage")) {
            return 200e6;
        }
        if (series.startsWith("system.network.io")) {
            return 20e6;
        }
        if (series.startsWith("system.cpu.load_average")) {
            return 0.5;
        }
        return 5000;
    }
}
