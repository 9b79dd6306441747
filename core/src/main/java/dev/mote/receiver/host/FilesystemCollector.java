package dev.mote.receiver.host;

import dev.mote.os.Errno;
import dev.mote.otlp.MetricsWriter;
import dev.mote.semconv.Attribute;
import dev.mote.semconv.Attributes;
import dev.mote.semconv.Convention;
import dev.mote.semconv.DiskMetrics;

/**
 * Space and inodes of file systems: which there are from mountinfo (see {@link MountTable}), how
 * full they are from statvfs(3). Below a root path the mounts are those of process 1 there, as
 * /proc/self is ours, and each mount point is looked at through the root path, if it is really
 * there (see {@link MountView}).
 *
 * <p>used is total − free; free is what ordinary users may take; reserved is free for root only.
 *
 * <p>statvfs asks the file system itself, and one whose server is gone may not answer for minutes,
 * in which nothing else here would go on. So file systems of the network and of user space are not
 * looked at unless the exclusions say otherwise, and an automounter never is.
 */
public final class FilesystemCollector implements Collector {
    /** Types that hold nothing, hold memory, are images that are always full, or may not answer. */
    public static final String[] TYPES_EXCLUDED_BY_DEFAULT = {
        // interfaces of the kernel
        "sysfs", "proc", "devtmpfs", "devpts", "cgroup", "cgroup2", "pstore", "bpf", "debugfs",
        "tracefs", "securityfs", "configfs", "fusectl", "hugetlbfs", "mqueue", "binfmt_misc",
        "rpc_pipefs", "nsfs", "efivarfs", "selinuxfs", "nfsd", "autofs", "resctrl",
        // memory
        "tmpfs", "ramfs", "rootfs",
        // images
        "squashfs", "erofs", "iso9660", "cramfs",
        // the network and user space
        "nfs", "nfs4", "cifs", "smb*", "ceph", "glusterfs", "9p", "virtiofs", "afs", "ncpfs",
        "lustre", "beegfs", "gpfs", "ocfs2", "gfs2", "fuse", "fuse.*"};
    /**
     * Where containers' and services' views of file systems are mounted that are listed already.
     */
    public static final String[] POINTS_EXCLUDED_BY_DEFAULT = {
        "/proc/*", "/sys/*", "/dev/*", "/run/credentials/*", "/run/secrets/*",
        "/var/run/secrets/*", "/var/lib/docker/*", "/var/lib/containers/*", "/var/lib/kubelet/*",
        "/run/containerd/*", "/run/k3s/*", "/etc/hosts", "/etc/hostname", "/etc/resolv.conf"};

    /** Mount points are renamed with a directory above them, which nothing announces. */
    private static final int READING_TURNS = 30;

    private static final int TOTAL = 0;
    private static final int FREE = 1;
    private static final int AVAILABLE = 2;
    private static final int INODES = 3;
    private static final int INODES_FREE = 4;
    private static final int SPACE = 6;

    private final KeptFile mountinfo = KeptFile.mounts();
    private final MountTable mounts;
    private final long[] space = new long[SPACE];
    /** What statvfs said of each row; a total of 0 where it said nothing. */
    private final long[] spaces = new long[MountTable.ROWS_MAX * SPACE];
    private final MountView view = new MountView();
    private long contentHash;
    /** For so many collections the mounts are what was read, unless a change is announced. */
    private int knownFor;
    private int mountsResult;

    public FilesystemCollector(NameFilter points, NameFilter devices, NameFilter types) {
        mounts = new MountTable(points, devices, types);
    }

    @Override
    public String name() {
        return "filesystem";
    }

    @Override
    public int collect(Scrape scrape) {
        HostFiles files = scrape.files;
        boolean below = files.path().length() > 0;
        boolean unchanged = mountinfo.isUnchanged(files);
        if (!unchanged || knownFor-- <= 0) {
            int length = mountinfo.read(files);
            if (length < 0) {
                return length;
            }
            readMounts(files.content(), length);
            knownFor = READING_TURNS;
        }
        int viewResult = below ? view.read(files, mounts) : 0;
        int result = Math.min(mountsResult, readSpaces(files, below));
        knownFor = result < 0 ? 0 : knownFor;
        write(scrape.out);
        return Math.min(result, viewResult);
    }

    /** Mounts seldom change: the same text is not parsed again. */
    private void readMounts(byte[] content, int length) {
        long hash = length + 1L;
        for (int at = 0; at < length; at++) {
            hash = (hash ^ content[at]) * 0x100000001B3L;
        }
        if (hash != contentHash) {
            contentHash = hash;
            mountsResult = mounts.read(content, length);
        }
    }

    private int readSpaces(HostFiles files, boolean below) {
        int result = 0;
        for (int row = 0; row < mounts.rows(); row++) {
            int each = below && !view.isVisible(row) ? -Errno.ENOENT : readSpace(files, row);
            if (each < 0) {
                space[TOTAL] = 0;
                result = each;
            }
            System.arraycopy(space, 0, spaces, row * SPACE, SPACE);
        }
        return result;
    }

    private int readSpace(HostFiles files, int row) {
        byte[] path = files.path().append(mounts.text(row), 0, mounts.pointLength(row)).bytes();
        int result = files.system().space(path, space);
        return result == 0 && !isSound() ? -Errno.EBADMSG : result;
    }

    private boolean isSound() {
        return space[TOTAL] >= 0 && space[FREE] >= 0 && space[FREE] <= space[TOTAL];
    }

    private long free(int row) {
        return spaces[row * SPACE + FREE];
    }

    /** Of a full file system some say less than nothing. */
    private long available(int row) {
        return Math.max(0, Math.min(spaces[row * SPACE + AVAILABLE], free(row)));
    }

    private void write(MetricsWriter out) {
        out.metric(DiskMetrics.FILESYSTEM_USAGE);
        for (int row = 0; row < mounts.rows(); row++) {
            if (total(row) > 0) {
                point(out, row, Attributes.USED).value(total(row) - free(row));
                point(out, row, Attributes.FREE).value(available(row));
                point(out, row, DiskMetrics.RESERVED).value(free(row) - available(row));
            }
        }
        writeUtilization(out);
        out.metric(DiskMetrics.FILESYSTEM_LIMIT);
        for (int row = 0; row < mounts.rows(); row++) {
            if (total(row) > 0) {
                point(out, row).value(total(row));
            }
        }
        writeInodes(out);
    }

    private long total(int row) {
        return spaces[row * SPACE + TOTAL];
    }

    /** The collector has one share, of what ordinary users may use, as df(1) shows it. */
    private void writeUtilization(MetricsWriter out) {
        boolean otelcol = out.convention() == Convention.OTELCOL;
        out.metric(DiskMetrics.FILESYSTEM_UTILIZATION);
        for (int row = 0; row < mounts.rows(); row++) {
            double total = total(row);
            long used = total(row) - free(row);
            long free = available(row);
            if (total > 0 && otelcol) {
                point(out, row).value(used + free == 0 ? 0 : (double) used / (used + free));
            } else if (total > 0) {
                point(out, row, Attributes.USED).value(used / total);
                point(out, row, Attributes.FREE).value(free / total);
                point(out, row, DiskMetrics.RESERVED).value((free(row) - free) / total);
            }
        }
    }

    /** Some file systems (btrfs, FAT) have no fixed number of inodes and say 0. */
    private void writeInodes(MetricsWriter out) {
        out.metric(DiskMetrics.FILESYSTEM_INODES);
        for (int row = 0; row < mounts.rows(); row++) {
            long inodes = spaces[row * SPACE + INODES];
            long free = spaces[row * SPACE + INODES_FREE];
            if (total(row) > 0 && inodes > 0 && free >= 0 && free <= inodes) {
                point(out, row, Attributes.USED).value(inodes - free);
                point(out, row, Attributes.FREE).value(free);
            }
        }
    }

    private MetricsWriter point(MetricsWriter out, int row, Attribute.Value state) {
        return point(out, row).attribute(Attributes.FILESYSTEM_STATE, state);
    }

    private MetricsWriter point(MetricsWriter out, int row) {
        byte[] text = mounts.text(row);
        return out.point()
                .attribute(Attributes.DEVICE, text, mounts.deviceOffset(row),
                        mounts.deviceLength(row))
                .attribute(Attributes.FILESYSTEM_MOUNTPOINT, text, 0, mounts.pointLength(row))
                .attribute(Attributes.FILESYSTEM_TYPE, text, mounts.typeOffset(row),
                        mounts.typeLength(row))
                .attribute(Attributes.FILESYSTEM_MODE, mounts.isReadOnly(row) ? "ro" : "rw");
    }
}
