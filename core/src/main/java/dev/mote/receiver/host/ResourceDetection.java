package dev.mote.receiver.host;

import dev.mote.bytes.TextCursor;
import dev.mote.otlp.Resource;

/**
 * Finds out whose telemetry this is: {@code host.*}, {@code os.*}, {@code service.*}, and inside a
 * container {@code container.id}. What cannot be read is left out, never guessed; what the resource
 * has already, from the config or the environment, stays.
 */
public final class ResourceDetection {
    private static final int ID_DIGITS = 64;

    private final HostFiles host;
    private final HostFiles own;
    private final HostView view;
    private final TextCursor cursor = new TextCursor();

    /**
     * @param host files below the root path of {@code view}
     * @param own files below no root path
     */
    public ResourceDetection(HostFiles host, HostFiles own, HostView view) {
        this.host = host;
        this.own = own;
        this.view = view;
    }

    /**
     * Adds what can be found.
     *
     * @param arch as in the registry: "amd64", "arm64"
     */
    public void detect(String arch, String version, Resource into) {
        into.put("service.name", "mote");
        into.put("service.version", version);
        into.put("service.instance.id", firstLine(own, "/proc/sys/kernel/random/uuid"));
        into.put("host.name", hostName());
        into.put("host.id", hostId());
        into.put("host.arch", arch);
        into.put("os.type", "linux");
        detectOs(into);
        if (view.inContainer()) {
            into.put("container.id", containerId());
        }
    }

    /**
     * Below a root path /proc/sys/kernel/hostname still is the name of whoever looks, so there it
     * is the host's own file that counts. A tree without one leaves our own name, which at least
     * tells one agent from another.
     */
    private String hostName() {
        String name = view.rootPath().isEmpty() ? null : firstLine(host, "/etc/hostname");
        return name != null ? name : firstLine(own, "/proc/sys/kernel/hostname");
    }

    /** An image's machine-id is the same in all of its containers: it identifies nothing. */
    private String hostId() {
        String id = view.seesHost() ? firstLine(host, "/etc/machine-id") : null;
        if (id == null && view.seesHost()) {
            id = firstLine(host, "/var/lib/dbus/machine-id");
        }
        if (id == null || id.equals("uninitialized")) {
            id = firstLine(host, "/sys/class/dmi/id/product_uuid");
        }
        return id;
    }

    private void detectOs(Resource into) {
        int length = host.read("/etc/os-release");
        if (length <= 0) {
            length = host.read("/usr/lib/os-release");
        }
        byte[] text = host.content();
        into.put("os.name", value(cursor.over(text, 0, Math.max(0, length)), "NAME="));
        into.put("os.version", value(cursor.over(text, 0, Math.max(0, length)), "VERSION_ID="));
        into.put("os.build_id", value(cursor.over(text, 0, Math.max(0, length)), "BUILD_ID="));
        into.put("os.description",
                value(cursor.over(text, 0, Math.max(0, length)), "PRETTY_NAME="));
    }

    /** The value of a line of os-release(5), without its quotes; null if there is none. */
    static String value(TextCursor text, String key) {
        if (!text.seekLine(key)) {
            return null;
        }
        int end = text.position() + text.lineLength();
        int quote = text.peek() == '"' || text.peek() == '\'' ? text.peek() : 0;
        StringBuilder value = new StringBuilder();
        int at = text.position() + (quote == 0 ? 0 : 1);
        while (at < end && (quote == 0 || text.bytes()[at] != quote)) {
            if (text.bytes()[at] == '\\' && quote != '\'' && at + 1 < end) {
                at++;
            }
            at = append(text.bytes(), at, end, value);
        }
        return value.length() == 0 ? null : value.toString();
    }

    private String firstLine(HostFiles files, String name) {
        int length = files.read(name);
        return length <= 0 ? null : firstLine(cursor.over(files.content(), 0, length));
    }

    /** The first line that is not a comment, without blanks around it; null if it is empty. */
    static String firstLine(TextCursor text) {
        while (text.peek() == '#' && text.nextLine()) {
            // hostname(5): lines that begin with '#' are comments
        }
        int end = text.position() + text.skipBlanks().lineLength();
        StringBuilder line = new StringBuilder();
        int at = text.position();
        while (at < end) {
            at = append(text.bytes(), at, end, line);
        }
        while (line.length() > 0 && line.charAt(line.length() - 1) <= ' ') {
            line.setLength(line.length() - 1);
        }
        return line.length() == 0 ? null : line.toString();
    }

    /** Appends one character of UTF-8 and returns where the next begins; '?' if it is not one. */
    private static int append(byte[] text, int at, int end, StringBuilder into) {
        int first = text[at] & 0xFF;
        int more = first < 0xC2 ? 0 : first < 0xE0 ? 1 : first < 0xF0 ? 2 : 0;
        if (first >= 0x80 && (more == 0 || at + more >= end)) {
            into.append('?');
            return at + 1;
        }
        int character = more == 0 ? first : first & (0x3F >> more);
        for (int next = 1; next <= more; next++) {
            character = character << 6 | text[at + next] & 0x3F;
        }
        into.append((char) character);
        return at + 1 + more;
    }

    private String containerId() {
        int length = own.read("/proc/self/cgroup");
        String id = length <= 0 ? null : containerId(cursor.over(own.content(), 0, length), "");
        if (id == null) {
            length = own.read("/proc/self/mountinfo");
            id = length <= 0 ? null
                    : containerId(cursor.over(own.content(), 0, length), "containers/");
        }
        return id;
    }

    /**
     * The first run of 64 hexadecimal digits behind {@code prefix}: what Docker, Podman,
     * containerd and CRI-O call a container in the path of its control group and of its files.
     */
    static String containerId(TextCursor text, String prefix) {
        while (!text.atEnd()) {
            int start = text.position();
            if (text.skip(prefix)) {
                int digits = hexadecimalDigits(text);
                if (digits == ID_DIGITS) {
                    return firstLine(text.over(text.bytes(), text.position(), ID_DIGITS));
                }
                text.moveTo(Math.max(start + 1, text.position() + digits));
            } else {
                text.moveTo(start + 1);
            }
        }
        return null;
    }

    private static int hexadecimalDigits(TextCursor text) {
        int at = text.position();
        while (at < text.limit() && (text.bytes()[at] >= '0' && text.bytes()[at] <= '9'
                || text.bytes()[at] >= 'a' && text.bytes()[at] <= 'f')) {
            at++;
        }
        return at - text.position();
    }
}
