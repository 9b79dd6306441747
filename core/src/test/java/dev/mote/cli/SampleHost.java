package dev.mote.cli;

import dev.mote.bytes.Buffer;
import dev.mote.otlp.MetricsWriter;
import dev.mote.otlp.Resource;
import dev.mote.pipeline.LatestMetrics;
import dev.mote.semconv.Attribute;
import dev.mote.semconv.Attributes;
import dev.mote.semconv.Convention;
import dev.mote.semconv.CpuMetrics;
import dev.mote.semconv.DiskMetrics;
import dev.mote.semconv.HostMetrics;
import dev.mote.semconv.MemoryMetrics;
import dev.mote.semconv.Metric;
import dev.mote.semconv.NetworkMetrics;
import dev.mote.semconv.ProcessMetrics;
import java.util.Arrays;

/** A host as the collectors describe it, for the views; each collection is a second later. */
final class SampleHost {
    private static final long GIB = 1L << 30;

    final Resource resource = new Resource().put("host.name", "web-1")
            .put("os.description", "Debian GNU/Linux 12 (bookworm)").put("host.arch", "amd64");
    final LatestMetrics latest = new LatestMetrics(64);
    private final MetricsWriter out =
            new MetricsWriter(resource, "test", "1", Convention.SEMCONV, 4096, latest);
    private int turn;

    /** Collects once more into {@link #latest}. */
    void collect() {
        turn++;
        latest.begin(turn);
        out.begin(turn, 0);
        host();
        cpu();
        memory();
        disks();
        network();
        processes();
        out.end();
    }

    private void gauge(Metric metric, double value) {
        out.metric(metric);
        out.point().value(value);
    }

    private void pairs(Metric metric, Attribute key, Object... valuesAndNumbers) {
        out.metric(metric);
        for (int at = 0; at < valuesAndNumbers.length; at += 2) {
            out.point().attribute(key, (String) valuesAndNumbers[at])
                    .value(((Number) valuesAndNumbers[at + 1]).doubleValue());
        }
    }

    private void host() {
        gauge(HostMetrics.UPTIME, 12 * 86_400 + 4 * 3600 + turn);
        out.metric(HostMetrics.PRESSURE_STALL_TIME);
        for (String each : new String[] {"cpu", "memory", "io"}) {
            out.point().attribute(HostMetrics.PRESSURE_RESOURCE, each)
                    .attribute(HostMetrics.PRESSURE_SCOPE, "some")
                    .value(each.equals("io") ? turn * 0.15 : 0);
        }
        out.metric(HostMetrics.TEMPERATURE);
        out.point().attribute(HostMetrics.HARDWARE_ID, "hwmon0/temp1")
                .attribute(HostMetrics.HARDWARE_NAME, "coretemp Package id 0").value(46.0);
        out.point().attribute(HostMetrics.HARDWARE_ID, "hwmon1/temp1")
                .attribute(HostMetrics.HARDWARE_NAME, "nvme Composite").value(38.9);
    }

    private void cpu() {
        pairs(CpuMetrics.TIME, Attributes.CPU_MODE, "user", 100 + 0.8 * turn, "nice", 1, "system",
                50 + 0.4 * turn, "idle", 1000 + 2.6 * turn, "iowait", 5 + 0.16 * turn, "interrupt",
                1, "steal", 0.04 * turn);
        gauge(CpuMetrics.LOGICAL_COUNT, 4);
        gauge(CpuMetrics.LOAD_1M, 0.52);
        gauge(CpuMetrics.LOAD_5M, 0.4);
        gauge(CpuMetrics.LOAD_15M, 0.333);
    }

    private void memory() {
        pairs(MemoryMetrics.USAGE, Attributes.MEMORY_STATE, "used", 3.5 * GIB, "free", 2.2 * GIB,
                "cached", 2.1 * GIB, "buffers", 0.05 * GIB);
        gauge(MemoryMetrics.LIMIT, 7.8 * GIB);
        out.metric(MemoryMetrics.PAGING_USAGE);
        out.point().attribute(Attributes.PAGING_STATE, "used").value(900L << 20);
        out.point().attribute(Attributes.PAGING_STATE, "free").value(100L << 20);
    }

    private void disks() {
        out.metric(DiskMetrics.FILESYSTEM_USAGE);
        filesystem("/", "ext4", 45 * GIB, 3 * GIB, 2 * GIB);
        filesystem("/srv/a/very/long/path/to/somewhere-é", "xfs", 100 * GIB, 900 * GIB, 0);
        filesystem("/boot/efi", "vfat", GIB / 100, GIB / 4, 0);
        out.metric(DiskMetrics.IO);
        for (String disk : new String[] {"sda", "nvme0n1", "unused"}) {
            long step = disk.equals("sda") ? 1 << 20 : disk.equals("unused") ? 0 : 5 << 20;
            out.point().attribute(Attributes.DEVICE, disk)
                    .attribute(Attributes.DISK_DIRECTION, "read").value(turn * step);
            out.point().attribute(Attributes.DEVICE, disk)
                    .attribute(Attributes.DISK_DIRECTION, "write").value(turn * step / 3);
        }
        pairs(DiskMetrics.OPERATIONS, Attributes.DEVICE, "sda", 10 + turn * 12, "nvme0n1",
                turn * 1234);
        pairs(DiskMetrics.IO_TIME, Attributes.DEVICE, "sda", turn * 0.031, "nvme0n1", turn * 1.2);
    }

    private void filesystem(String mount, String type, long used, long free, long reserved) {
        long[] amounts = {used, free, reserved};
        String[] states = {"used", "free", "reserved"};
        for (int at = 0; at < states.length; at++) {
            out.point().attribute(Attributes.FILESYSTEM_MOUNTPOINT, bytes(mount), 0,
                    bytes(mount).length).attribute(Attributes.FILESYSTEM_TYPE, type)
                    .attribute(Attributes.FILESYSTEM_STATE, states[at]).value(amounts[at]);
        }
    }

    private static byte[] bytes(String text) {
        Buffer bytes = new Buffer(text.length() + 8).utf8(text);
        return Arrays.copyOf(bytes.bytes(), bytes.length());
    }

    private void network() {
        out.metric(NetworkMetrics.IO);
        for (String name : new String[] {"lo", "eth0", "dummy0"}) {
            long step = name.equals("eth0") ? 123_456 : name.equals("lo") ? 800 : 0;
            out.point().attribute(Attributes.INTERFACE, name)
                    .attribute(Attributes.NETWORK_DIRECTION, "receive").value(5 * GIB * step / 1000
                            + turn * step);
            out.point().attribute(Attributes.INTERFACE, name)
                    .attribute(Attributes.NETWORK_DIRECTION, "transmit").value(turn * step / 10);
        }
        pairs(NetworkMetrics.ERRORS, Attributes.INTERFACE, "lo", 0, "eth0", 3);
        pairs(NetworkMetrics.DROPPED, Attributes.INTERFACE, "lo", 0, "eth0", 4);
        out.metric(NetworkMetrics.CONNECTIONS);
        out.point().attribute(Attributes.TRANSPORT, "udp").value(7);
        for (String state : new String[] {"established", "listen", "time_wait", "close_wait"}) {
            out.point().attribute(Attributes.TRANSPORT, "tcp")
                    .attribute(Attributes.CONNECTION_STATE, state).value(state.length());
        }
    }

    private void processes() {
        pairs(ProcessMetrics.COUNT, Attributes.PROCESS_STATE, "running", 2, "sleeping", 210,
                "stopped", 0, "defunct", 1);
        String[] names = {"systemd", "postgres", "java", "evil\033[2Jname", "a-rather-long-name-x"};
        for (Metric metric : new Metric[] {ProcessMetrics.CPU_TIME, ProcessMetrics.MEMORY_USAGE,
            ProcessMetrics.THREADS, ProcessMetrics.FILE_DESCRIPTORS, ProcessMetrics.UPTIME}) {
            out.metric(metric);
            for (int at = 0; at < names.length; at++) {
                out.point().attribute(ProcessMetrics.PID, 1 + at * 1111)
                        .attribute(ProcessMetrics.EXECUTABLE_NAME, names[at])
                        .value(value(metric, at));
            }
        }
    }

    private double value(Metric metric, int at) {
        if (metric == ProcessMetrics.CPU_TIME) {
            return at == 2 ? 100 + turn * 1.31 : at == 1 ? turn * 0.25 : at;
        }
        return metric == ProcessMetrics.MEMORY_USAGE ? (3 + at) * 123_456_789.0
                : metric == ProcessMetrics.UPTIME ? 86_400.0 * at + 61 * turn : 3 + 40 * at;
    }
}
