package dev.mote.cli;

import dev.mote.semconv.Attribute;
import dev.mote.semconv.Attributes;
import dev.mote.semconv.ContainerMetrics;
import dev.mote.semconv.Convention;
import dev.mote.semconv.CpuMetrics;
import dev.mote.semconv.DiskMetrics;
import dev.mote.semconv.HostMetrics;
import dev.mote.semconv.MemoryMetrics;
import dev.mote.semconv.NetworkMetrics;
import dev.mote.semconv.ProcessMetrics;

/** The names that the views ask for, from the tables; views always look by the registry's names. */
final class Keys {
    static final String CPU_TIME = CpuMetrics.TIME.name;
    static final String CPU_COUNT = CpuMetrics.LOGICAL_COUNT.name;
    static final String LOAD_1M = CpuMetrics.LOAD_1M.name;
    static final String LOAD_5M = CpuMetrics.LOAD_5M.name;
    static final String LOAD_15M = CpuMetrics.LOAD_15M.name;
    static final String UPTIME = HostMetrics.UPTIME.name;
    static final String STALL_TIME = HostMetrics.PRESSURE_STALL_TIME.name;
    static final String TEMPERATURE = HostMetrics.TEMPERATURE.name;
    static final String MEMORY = MemoryMetrics.USAGE.name;
    static final String MEMORY_LIMIT = MemoryMetrics.LIMIT.name;
    static final String SWAP = MemoryMetrics.PAGING_USAGE.name;
    static final String GROUP_LIMIT = ContainerMetrics.MEMORY_LIMIT.name;
    static final String GROUP_MEMORY = ContainerMetrics.MEMORY_WORKING_SET.name;
    static final String SPACE = DiskMetrics.FILESYSTEM_USAGE.name;
    static final String DISK_IO = DiskMetrics.IO.name;
    static final String DISK_OPERATIONS = DiskMetrics.OPERATIONS.name;
    static final String DISK_BUSY = DiskMetrics.IO_TIME.name;
    static final String NETWORK_IO = NetworkMetrics.IO.name;
    static final String NETWORK_ERRORS = NetworkMetrics.ERRORS.name;
    static final String NETWORK_DROPPED = NetworkMetrics.DROPPED.name;
    static final String CONNECTIONS = NetworkMetrics.CONNECTIONS.name;
    static final String PROCESSES = ProcessMetrics.COUNT.name;
    static final String PROCESS_CPU = ProcessMetrics.CPU_TIME.name;
    static final String PROCESS_MEMORY = ProcessMetrics.MEMORY_USAGE.name;
    static final String PROCESS_THREADS = ProcessMetrics.THREADS.name;
    static final String PROCESS_FILES = ProcessMetrics.FILE_DESCRIPTORS.name;
    static final String PROCESS_UPTIME = ProcessMetrics.UPTIME.name;

    static final String MODE = key(Attributes.CPU_MODE);
    static final String MEMORY_STATE = key(Attributes.MEMORY_STATE);
    static final String SWAP_STATE = key(Attributes.PAGING_STATE);
    static final String RESOURCE = key(HostMetrics.PRESSURE_RESOURCE);
    static final String SCOPE = key(HostMetrics.PRESSURE_SCOPE);
    static final String SENSOR_ID = key(HostMetrics.HARDWARE_ID);
    static final String SENSOR_NAME = key(HostMetrics.HARDWARE_NAME);
    static final String MOUNT = key(Attributes.FILESYSTEM_MOUNTPOINT);
    static final String SPACE_STATE = key(Attributes.FILESYSTEM_STATE);
    static final String SPACE_TYPE = key(Attributes.FILESYSTEM_TYPE);
    static final String DEVICE = key(Attributes.DEVICE);
    static final String DISK_DIRECTION = key(Attributes.DISK_DIRECTION);
    static final String INTERFACE = key(Attributes.INTERFACE);
    static final String DIRECTION = key(Attributes.NETWORK_DIRECTION);
    static final String CONNECTION_STATE = key(Attributes.CONNECTION_STATE);
    static final String TRANSPORT = key(Attributes.TRANSPORT);
    static final String PROCESS_STATE = key(Attributes.PROCESS_STATE);
    static final String PID = key(ProcessMetrics.PID);
    static final String NAME = key(ProcessMetrics.EXECUTABLE_NAME);

    private Keys() {
    }

    private static String key(Attribute attribute) {
        return attribute.name(Convention.SEMCONV);
    }
}
