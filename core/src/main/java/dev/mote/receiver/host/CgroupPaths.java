package dev.mote.receiver.host;

import dev.mote.bytes.Buffer;
import dev.mote.bytes.TextCursor;

/**
 * Finds the directory of our own control group: /proc/self/cgroup says which group, and
 * /proc/self/mountinfo where its hierarchy is mounted (cgroup-v2.rst, cgroups(7)).
 *
 * <pre>
 *   4:memory:/docker/3c2f…          version 1: hierarchy, controllers, path
 *   0::/system.slice/mote.service   version 2: one hierarchy for all controllers
 *   35 31 0:32 ROOT MOUNTPOINT rw,relatime - cgroup cgroup rw,memory
 * </pre>
 *
 * Inside a container the mount may show a part of the hierarchy only: then ROOT is the start of the
 * path, and comes off.
 */
final class CgroupPaths {
    private final HostFiles own;
    private final TextCursor cursor = new TextCursor();

    CgroupPaths(HostFiles own) {
        this.own = own;
    }

    /**
     * The directory of our group.
     *
     * @param controller of version 1, as "memory"; "" for version 2
     * @return the path, null if there is no such hierarchy
     */
    String find(String controller) {
        int length = own.read("/proc/self/cgroup");
        String path = length <= 0 ? null : path(cursor.over(own.content(), 0, length), controller);
        if (path == null) {
            return null;
        }
        length = own.read("/proc/self/mountinfo");
        return length <= 0 ? null
                : directory(cursor.over(own.content(), 0, length), controller, path);
    }

    /** The path of the group of /proc/PID/cgroup that has the controller; null if none has. */
    static String path(TextCursor text, String controller) {
        do {
            int line = text.position();
            int end = line + text.lineLength();
            text.moveTo(text.indexOf(':') + 1);
            int listEnd = text.indexOf(':');
            boolean here = controller.isEmpty() ? text.position() == listEnd
                    : lists(text, controller, listEnd);
            text.moveTo(line);
            if (here && listEnd < end) {
                return ascii(text.bytes(), listEnd + 1, end);
            }
        } while (text.nextLine());
        return null;
    }

    /** Whether the comma-separated words up to {@code end} have the one asked for. */
    private static boolean lists(TextCursor text, String word, int end) {
        while (text.position() < end) {
            int next = Math.min(end, text.indexOf(','));
            if (next - text.position() == word.length() && text.startsWith(word)) {
                return true;
            }
            text.moveTo(next + 1);
        }
        return false;
    }

    /** Where a mount of mountinfo shows the group {@code path}; null if no mount has it. */
    static String directory(TextCursor text, String controller, String path) {
        do {
            int line = text.position();
            int end = line + text.lineLength();
            String root = word(text.skipWords(3));
            String point = word(text);
            if (isHierarchy(text, controller, end)) {
                return point + below(root, path);
            }
            text.moveTo(line);
        } while (text.nextLine());
        return null;
    }

    private static boolean isHierarchy(TextCursor text, String controller, int end) {
        while (text.position() < end && !text.skip(" - ")) {
            text.moveTo(text.position() + 1);
        }
        if (text.position() >= end) {
            return false;
        }
        if (controller.isEmpty()) {
            return text.startsWith("cgroup2 ");
        }
        boolean first = text.startsWith("cgroup ");
        text.skipWords(2).skipBlanks();
        return first && lists(text, controller, end);
    }

    /** What of {@code path} lies below {@code root}, without a slash at the end. */
    private static String below(String root, String path) {
        String rest = path;
        if (root.length() > 1 && path.startsWith(root)) {
            rest = path.substring(root.length());
        } else if (root.length() > 1 || path.startsWith("/..")) {
            rest = ""; // the group is outside of what is shown; the mount is as near as it gets
        }
        return rest.length() > 1 ? rest : "";
    }

    private static String word(TextCursor text) {
        text.skipBlanks();
        int start = text.position();
        text.skipWord();
        return ascii(text.bytes(), start, text.position());
    }

    private static String ascii(byte[] text, int from, int to) {
        return new Buffer(to - from + 1).put(text, from, to - from).asText();
    }
}
