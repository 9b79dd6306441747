package dev.mote.semconv;

/** {@code system.memory.*} and {@code system.paging.*}. */
public final class MemoryMetrics {
    public static final Metric USAGE = Metric.upDownCounter("system.memory.usage", "By",
            "Memory by what it is used for; used is all that is not available to programs.");
    public static final Metric LIMIT = Metric.upDownCounter("system.memory.limit", "By",
            "Memory that the host has.");
    public static final Metric UTILIZATION = Metric.gauge("system.memory.utilization", "1",
            "Share of the memory, by what it is used for.");
    public static final Metric AVAILABLE = Metric.upDownCounter("system.memory.linux.available",
            "By", "Memory that programs can still get without swapping, by the kernel's estimate.");
    public static final Metric SHARED = Metric.upDownCounter("system.memory.linux.shared", "By",
            "Shared memory, mostly tmpfs.");
    public static final Metric SLAB = Metric.upDownCounter("system.memory.linux.slab.usage", "By",
            "Memory of the kernel's own data structures.");
    public static final Metric HUGE_LIMIT = Metric.upDownCounter(
            "system.memory.linux.hugepages.limit", "{page}", "Huge pages in the pool.");
    public static final Metric HUGE_PAGE_SIZE = Metric.upDownCounter(
            "system.memory.linux.hugepages.page_size", "By", "Size of a huge page.");
    public static final Metric HUGE_RESERVED = Metric.upDownCounter(
            "system.memory.linux.hugepages.reserved", "{page}",
            "Huge pages that are promised but not yet allocated.");
    public static final Metric HUGE_SURPLUS = Metric.upDownCounter(
            "system.memory.linux.hugepages.surplus", "{page}",
            "Huge pages in the pool above its configured size.");
    public static final Metric HUGE_USAGE = Metric.upDownCounter(
            "system.memory.linux.hugepages.usage", "{page}", "Huge pages by state.");
    public static final Metric HUGE_UTILIZATION = Metric.gauge(
            "system.memory.linux.hugepages.utilization", "1", "Share of the huge pages by state.");

    public static final Metric PAGING_USAGE = Metric.upDownCounter("system.paging.usage", "By",
            "Swap space by device and state.");
    public static final Metric PAGING_UTILIZATION = Metric.gauge("system.paging.utilization", "1",
            "Share of the swap space by device and state.");
    public static final Metric PAGING_FAULTS = Metric.counter("system.paging.faults", "{fault}",
            "Page faults; a major one had to read from disk.");
    public static final Metric PAGING_OPERATIONS = Metric.counter("system.paging.operations",
            "{operation}", "Pages that were swapped in and out.");

    public static final Attribute HUGE_STATE =
            Attribute.of("system.memory.linux.hugepages.state", "state");
    public static final Attribute SLAB_STATE =
            Attribute.of("system.memory.linux.slab.state", "state");

    public static final Attribute.Value BUFFERS = Attribute.Value.of("buffers", "buffered");
    public static final Attribute.Value CACHED = Attribute.Value.of("cached");
    public static final Attribute.Value RECLAIMABLE =
            Attribute.Value.of("reclaimable", "slab_reclaimable");
    public static final Attribute.Value UNRECLAIMABLE =
            Attribute.Value.of("unreclaimable", "slab_unreclaimable");

    private MemoryMetrics() {
    }
}
