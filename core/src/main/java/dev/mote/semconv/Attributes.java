package dev.mote.semconv;

/** The attribute keys that several metrics share; registry name first, the collector's second. */
public final class Attributes {
    public static final Attribute CPU_MODE = Attribute.of("cpu.mode", "state");
    public static final Attribute CPU_LOGICAL_NUMBER = Attribute.of("cpu.logical_number", "cpu");
    public static final Attribute DEVICE = Attribute.of("system.device", "device");
    public static final Attribute INTERFACE = Attribute.of("network.interface.name", "device");
    public static final Attribute DISK_DIRECTION = Attribute.of("disk.io.direction", "direction");
    public static final Attribute NETWORK_DIRECTION =
            Attribute.of("network.io.direction", "direction");
    public static final Attribute MEMORY_STATE = Attribute.of("system.memory.state", "state");
    public static final Attribute PAGING_STATE = Attribute.of("system.paging.state", "state");
    public static final Attribute PAGING_FAULT_TYPE =
            Attribute.of("system.paging.fault.type", "type");
    public static final Attribute PAGING_DIRECTION =
            Attribute.of("system.paging.direction", "direction");
    public static final Attribute FILESYSTEM_STATE =
            Attribute.of("system.filesystem.state", "state");
    public static final Attribute FILESYSTEM_TYPE = Attribute.of("system.filesystem.type", "type");
    public static final Attribute FILESYSTEM_MODE = Attribute.of("system.filesystem.mode", "mode");
    public static final Attribute FILESYSTEM_MOUNTPOINT =
            Attribute.of("system.filesystem.mountpoint", "mountpoint");
    public static final Attribute CONNECTION_STATE =
            Attribute.of("network.connection.state", "state");
    public static final Attribute TRANSPORT = Attribute.of("network.transport", "protocol");
    public static final Attribute PROCESS_STATE = Attribute.of("process.state", "status");

    public static final Attribute.Value READ = Attribute.Value.of("read");
    public static final Attribute.Value WRITE = Attribute.Value.of("write");
    public static final Attribute.Value RECEIVE = Attribute.Value.of("receive");
    public static final Attribute.Value TRANSMIT = Attribute.Value.of("transmit");
    public static final Attribute.Value IN = Attribute.Value.of("in", "page_in");
    public static final Attribute.Value OUT = Attribute.Value.of("out", "page_out");
    public static final Attribute.Value MAJOR = Attribute.Value.of("major");
    public static final Attribute.Value MINOR = Attribute.Value.of("minor");
    public static final Attribute.Value USED = Attribute.Value.of("used");
    public static final Attribute.Value FREE = Attribute.Value.of("free");

    private Attributes() {
    }
}
