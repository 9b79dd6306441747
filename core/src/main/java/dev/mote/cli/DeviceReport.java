package dev.mote.cli;

import java.util.List;

/** File systems, disks, network interfaces: a table each, the most interesting rows first. */
final class DeviceReport {
    private final Sheet sheet;
    private final Comparison host;

    DeviceReport(Sheet sheet, Comparison host) {
        this.sheet = sheet;
        this.host = host;
    }

    /** The fullest file systems. */
    void filesystems(int max) {
        Rows rows = new Rows();
        for (String mount : host.now().values(Keys.SPACE, Keys.MOUNT, Rows.WEIGHED_MAX)) {
            rows.add(mount, share(mount));
        }
        if (rows.size() == 0) {
            return;
        }
        sheet.text(Sheet.BOLD, "File systems").right(64, Sheet.DIM, "free");
        sheet.right(78, Sheet.DIM, "size").line();
        for (int at = 0; at < Math.min(rows.size(), max); at++) {
            String mount = rows.get(at);
            sheet.text("  ").left(24, mount);
            sheet.left(32, host.attribute(Keys.SPACE, Keys.SPACE_TYPE, Keys.MOUNT, mount));
            sheet.bar(share(mount), 10).right(52, Amounts.percent(share(mount)));
            sheet.right(64, Amounts.bytes(host.now().sum(Keys.SPACE, Keys.MOUNT, mount,
                    Keys.SPACE_STATE, "free")));
            sheet.right(78, Amounts.bytes(host.now().sum(Keys.SPACE, Keys.MOUNT, mount))).line();
        }
        more(rows.size() - max);
    }

    /** How full it is for everybody but root, as df(1) says it. */
    private double share(String mount) {
        double used = host.now().sum(Keys.SPACE, Keys.MOUNT, mount, Keys.SPACE_STATE, "used");
        double free = host.now().sum(Keys.SPACE, Keys.MOUNT, mount, Keys.SPACE_STATE, "free");
        return used + free > 0 ? used / (used + free) : 0;
    }

    private void more(int count) {
        if (count > 0) {
            sheet.text(Sheet.DIM, "  and " + count + " more").line();
        }
    }

    /** The busiest disks that were ever used. */
    void disks(int max) {
        Rows rows = new Rows();
        for (String disk : host.now().values(Keys.DISK_IO, Keys.DEVICE, Rows.WEIGHED_MAX)) {
            if (host.now().sum(Keys.DISK_IO, Keys.DEVICE, disk) > 0) {
                rows.add(disk, host.rate(Keys.DISK_IO, Keys.DEVICE, disk));
            }
        }
        if (rows.size() == 0) {
            return;
        }
        sheet.text(Sheet.BOLD, "Disks").right(36, Sheet.DIM, "read/s");
        sheet.right(50, Sheet.DIM, "written/s").right(64, Sheet.DIM, "operations/s");
        sheet.right(78, Sheet.DIM, "busy").line();
        for (int at = 0; at < Math.min(rows.size(), max); at++) {
            String disk = rows.get(at);
            sheet.text("  ").left(24, disk);
            sheet.right(36, bytesRate(Keys.DISK_IO, Keys.DEVICE, disk, Keys.DISK_DIRECTION,
                    "read"));
            sheet.right(50, bytesRate(Keys.DISK_IO, Keys.DEVICE, disk, Keys.DISK_DIRECTION,
                    "write"));
            sheet.right(64, Amounts.count(host.rate(Keys.DISK_OPERATIONS, Keys.DEVICE, disk)));
            sheet.right(78, Amounts.percent(Math.min(1,
                    host.rate(Keys.DISK_BUSY, Keys.DEVICE, disk)))).line();
        }
        more(rows.size() - max);
    }

    private String bytesRate(String metric, String... pairs) {
        return Amounts.bytes(host.rate(metric, pairs));
    }

    /** The busiest interfaces that were ever used. */
    void network(int max) {
        Rows rows = new Rows();
        List<String> names =
                host.now().values(Keys.NETWORK_IO, Keys.INTERFACE, Rows.WEIGHED_MAX);
        for (String name : names) {
            if (host.now().sum(Keys.NETWORK_IO, Keys.INTERFACE, name) > 0) {
                rows.add(name, host.rate(Keys.NETWORK_IO, Keys.INTERFACE, name));
            }
        }
        if (rows.size() == 0) {
            return;
        }
        sheet.text(Sheet.BOLD, "Network").right(30, Sheet.DIM, "received/s");
        sheet.right(42, Sheet.DIM, "sent/s").right(54, Sheet.DIM, "received");
        sheet.right(65, Sheet.DIM, "sent").right(78, Sheet.DIM, "lost").line();
        for (int at = 0; at < Math.min(rows.size(), max); at++) {
            String name = rows.get(at);
            sheet.text("  ").left(18, name);
            sheet.right(30, bytesRate(Keys.NETWORK_IO, Keys.INTERFACE, name, Keys.DIRECTION,
                    "receive"));
            sheet.right(42, bytesRate(Keys.NETWORK_IO, Keys.INTERFACE, name, Keys.DIRECTION,
                    "transmit"));
            sheet.right(54, Amounts.bytes(total(name, "receive")));
            sheet.right(65, Amounts.bytes(total(name, "transmit")));
            sheet.right(78, Amounts.count(host.now().sum(Keys.NETWORK_ERRORS, Keys.INTERFACE, name)
                    + host.now().sum(Keys.NETWORK_DROPPED, Keys.INTERFACE, name))).line();
        }
        more(rows.size() - max);
    }

    private double total(String name, String direction) {
        return host.now().sum(Keys.NETWORK_IO, Keys.INTERFACE, name, Keys.DIRECTION, direction);
    }

    /** How many sockets there are, the states that tell most. */
    void connections() {
        if (!host.now().has(Keys.CONNECTIONS)) {
            return;
        }
        sheet.text("  TCP");
        for (String state : new String[] {"established", "listen", "time_wait", "close_wait"}) {
            double count = host.now().sum(Keys.CONNECTIONS, Keys.CONNECTION_STATE, state);
            sheet.text(state.equals("established") ? " " : ", ").text(Amounts.count(count) + " "
                    + (state.equals("listen") ? "listening" : state.replace('_', ' ')));
        }
        sheet.dot().text("UDP " + Amounts.count(
                host.now().sum(Keys.CONNECTIONS, Keys.TRANSPORT, "udp"))).line();
    }
}
