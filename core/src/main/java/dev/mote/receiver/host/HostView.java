package dev.mote.receiver.host;

import dev.mote.bytes.TextCursor;
import dev.mote.os.FileSystem;

/**
 * Where Mote stands and through which path it sees the host. Inside a container the host is seen
 * only if somebody mounted its tree; otherwise the numbers are the container's, and Mote says so.
 *
 * @param inContainer whether Mote runs inside a container
 * @param seesHost whether what is below {@code rootPath} is the host
 * @param rootPath what goes in front of every path of the host: "" or "/hostfs"
 * @param sentence the same for people: "inside a container, sees the host through /hostfs"
 */
public record HostView(boolean inContainer, boolean seesHost, String rootPath, String sentence) {
    /** Where people mount the host's tree; each has its own {@code proc/stat} then. */
    private static final String[] TREES = {"/hostfs", "/rootfs", "/host", "/host/root"};
    /** The host's tree by way of its first process, where a container shares the host's pids. */
    private static final String FIRST_PROCESS_TREE = "/proc/1/root";

    /** Files that container engines leave; a Kubernetes pod has none of them by itself. */
    private static final String[] MARKERS =
        {"/.dockerenv", "/run/.containerenv", "/run/systemd/container"};
    /** Parts of control-group paths that container engines choose. */
    private static final String[] GROUPS = {"/docker/", "/docker-", "/kubepods", "/libpod",
        "/lxc/", "/lxc.payload", "/crio-", "/cri-containerd", "/nerdctl", "/ecs/"};
    /** Engines put files of their own over these. */
    private static final String[] COVERED = {"/etc/hosts", "/etc/hostname"};

    /**
     * Looks around.
     *
     * @param own files below no root path
     * @param configured the root path of the config, or null: look for one
     * @param kubernetes whether the environment names a Kubernetes service
     */
    public static HostView detect(HostFiles own, String configured, boolean kubernetes) {
        boolean inContainer = kubernetes || isInContainer(own);
        String where = inContainer ? "inside a container" : "on the host itself";
        if (configured != null && !configured.isEmpty() && !"/".equals(configured)) {
            return new HostView(inContainer, true, configured,
                    where + ", sees the host through " + configured + " as configured");
        }
        if (!inContainer || configured != null) {
            return new HostView(inContainer, !inContainer, "", where);
        }
        String tree = findTree(own);
        return tree == null
                ? new HostView(true, false, "", "inside a container: these are the container's"
                        + " numbers; mount the host's / read-only at /hostfs to see the host")
                : new HostView(true, true, tree,
                        "inside a container, sees the host through " + tree);
    }

    private static String findTree(HostFiles own) {
        for (String tree : TREES) {
            if (exists(own, tree + "/proc/stat")) {
                return tree;
            }
        }
        return firstProcessIsElsewhere(own) && exists(own, FIRST_PROCESS_TREE + "/proc/stat")
                ? FIRST_PROCESS_TREE : null;
    }

    private static boolean exists(HostFiles own, String name) {
        int file = own.system().open(own.path().append(name).bytes(), FileSystem.READ);
        if (file >= 0) {
            own.system().close(file);
        }
        return file >= 0;
    }

    /** Whether process 1 sees other mounts than we do: then it is the host's. */
    private static boolean firstProcessIsElsewhere(HostFiles own) {
        byte[] first = new byte[64];
        byte[] mine = new byte[64];
        int firstLength = own.system().readLink(
                own.path().append("/proc/1/ns/mnt").bytes(), first);
        int mineLength = own.system().readLink(
                own.path().append("/proc/self/ns/mnt").bytes(), mine);
        boolean differ = firstLength != mineLength;
        for (int at = 0; at < Math.min(firstLength, mineLength); at++) {
            differ |= first[at] != mine[at];
        }
        return firstLength > 0 && mineLength > 0 && differ;
    }

    private static boolean isInContainer(HostFiles own) {
        TextCursor cursor = new TextCursor();
        if (seesKernelThreads(own, cursor)) {
            // A virtual machine made of a container's image has that one's markers too.
            if (firstProcessIsElsewhere(own)) {
                return true;
            }
        } else {
            for (String marker : MARKERS) {
                if (exists(own, marker)) {
                    return true;
                }
            }
        }
        int length = own.read("/proc/self/cgroup");
        if (length > 0 && hasContainerGroup(cursor.over(own.content(), 0, length))) {
            return true;
        }
        length = own.read("/proc/self/mountinfo");
        return length > 0 && hasCoveredFile(cursor.over(own.content(), 0, length));
    }

    /** Whether process 2 is kthreadd: only who shares the host's process ids sees it. */
    private static boolean seesKernelThreads(HostFiles own, TextCursor cursor) {
        int length = own.read("/proc/2/stat");
        ProcessStat stat = new ProcessStat();
        return length > 0 && ProcessStat.parse(cursor.over(own.content(), 0, length), stat)
                && stat.kernelThread;
    }

    /** Whether a line of /proc/PID/cgroup has a path as container engines make them. */
    static boolean hasContainerGroup(TextCursor text) {
        while (!text.atEnd()) {
            for (String group : GROUPS) {
                if (text.startsWith(group)) {
                    return true;
                }
            }
            text.moveTo(text.position() + 1);
        }
        return false;
    }

    /** Whether mountinfo (proc.rst, section 3.5) has a file where a host has a plain one. */
    static boolean hasCoveredFile(TextCursor text) {
        do {
            text.skipWords(4).skipBlanks();
            for (String covered : COVERED) {
                if (text.wordLength() == covered.length() && text.startsWith(covered)) {
                    return true;
                }
            }
        } while (text.nextLine());
        return false;
    }
}
