package dev.mote.receiver.host;

import dev.mote.bytes.TextCursor;

/**
 * How many physical cores there are: as many as CPUs that are the first of their core's siblings,
 * from /sys/devices/system/cpu/cpuN/topology/thread_siblings_list ("0-1", "0,4"). Counted again
 * only when the number of logical CPUs changes.
 */
final class CpuCores {
    private final TextCursor cursor = new TextCursor();
    private int logicalCount;
    private int physicalCount;

    /** The number of cores, 0 where the host does not say. */
    int count(HostFiles files, CpuTable table, int logicalCount) {
        if (logicalCount != this.logicalCount) {
            this.logicalCount = logicalCount;
            physicalCount = count(files, table);
        }
        return physicalCount;
    }

    private int count(HostFiles files, CpuTable table) {
        int found = 0;
        for (int row = 1; row < table.rows(); row++) {
            if (table.isPresent(row)) {
                files.path().append("/sys/devices/system/cpu/cpu").append(row - 1)
                        .append("/topology/thread_siblings_list");
                int length = files.readPath();
                if (length < 0) {
                    return 0;
                }
                found += cursor.over(files.content(), 0, length).number() == row - 1 ? 1 : 0;
            }
        }
        return found;
    }
}
