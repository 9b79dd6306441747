package dev.mote.receiver.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.mote.os.Errno;
import dev.mote.semconv.Convention;
import org.junit.jupiter.api.Test;

class FilesystemCollectorTest {
    private static final String[] NONE = {};

    private final HostFixture host = new HostFixture();

    static FilesystemCollector collector() {
        return new FilesystemCollector(
                new NameFilter(NONE, FilesystemCollector.POINTS_EXCLUDED_BY_DEFAULT),
                new NameFilter(NONE, NONE),
                new NameFilter(NONE, FilesystemCollector.TYPES_EXCLUDED_BY_DEFAULT));
    }

    private String collect(String mountinfo, String... points) {
        host.put("/proc/self/mountinfo", mountinfo);
        for (String point : points) {
            host.os.files.space(point, 1000, 400, 300, 50, 20, 0);
        }
        return host.collect(collector());
    }

    @Test
    void reservedIsFreeForRootOnly() {
        String text = collect("36 35 8:1 / / rw,noatime shared:1 - ext4 /dev/sda1 rw\n", "/");
        Expect.has(text, "state=used = 600\n");
        Expect.has(text, "state=free = 300\n");
        Expect.has(text, "state=reserved = 100\n");
        Expect.has(text, "state=reserved = 0.1\n");
        Expect.has(text, "system.filesystem.mode=rw = 1000\n");
        Expect.has(text, "state=used = 30\n");
        Expect.has(text, "state=free = 20\n");
    }

    @Test
    void theCollectorsUtilizationIsThatOfDf() {
        HostFixture host = new HostFixture("", Convention.OTELCOL);
        host.put("/proc/self/mountinfo", "36 35 8:1 / / ro - ext4 /dev/sda1 rw\n");
        host.os.files.space("/", 1000, 400, 200, 0, 0, 0);
        String text = host.collect(collector());
        Expect.has(text, "  device=/dev/sda1 mountpoint=/ type=ext4 mode=ro = 0.75\n");
        Expect.hasNot(text, "inodes");
    }

    @Test
    void aDeviceHasOneEntry() {
        String text = collect("""
                1 0 8:1 /sub /a rw - ext4 /dev/sda1 rw
                2 0 8:1 / /long/name rw - ext4 /dev/sda1 rw
                3 0 8:1 / /shorter rw - ext4 /dev/sda1 rw
                4 0 8:1 / /same-as rw - ext4 /dev/sda1 rw
                5 0 8:2 / /other rw - ext4 /dev/sda2 rw
                """, "/a", "/long/name", "/shorter", "/same-as", "/other");
        Expect.has(text, "mountpoint=/shorter ");
        Expect.has(text, "mountpoint=/other ");
        Expect.hasNot(text, "=/a ");
        Expect.hasNot(text, "/long");
        Expect.hasNot(text, "/same");
    }

    @Test
    void mountsAreReadAgainWhenTheKernelSaysSo() {
        host.os.files.announces = true;
        FilesystemCollector collector = collector();
        host.put("/proc/self/mountinfo", "1 0 8:1 / / rw - ext4 /dev/sda1 rw\n");
        Expect.hasNot(host.collect(collector), "/more");
        host.put("/proc/self/mountinfo", """
                1 0 8:1 / / rw - ext4 /dev/sda1 rw
                2 0 8:2 / /more rw - ext4 /dev/sda2 rw
                """);
        Expect.hasNot(host.collect(collector), "/more"); // its directory is not there yet
        host.os.files.space("/more", 1000, 400, 300, 50, 20, 0);
        Expect.has(host.collect(collector), "mountpoint=/more ");
        host.put("/proc/self/mountinfo", "1 0 8:1 / / rw - ext4 /dev/sda1 rw\n");
        Expect.hasNot(host.collect(collector), "/more");
    }

    @Test
    void whatIsNotAnnouncedIsReadAtEachCollection() {
        FilesystemCollector collector = collector();
        host.put("/proc/self/mountinfo", "1 0 8:1 / / rw - ext4 /dev/sda1 rw\n");
        host.collect(collector);
        host.put("/proc/self/mountinfo", "1 0 8:1 / / ro - ext4 /dev/sda1 rw\n");
        Expect.has(host.collect(collector), "mode=ro ");
    }

    @Test
    void aLaterMountHidesTheOneBelowIt() {
        String text = collect("""
                1 0 8:1 / /data rw - ext4 /dev/sda1 rw
                2 0 8:2 / /more rw - ext4 /dev/sda2 rw
                3 0 0:5 / /data rw - tmpfs none rw
                """, "/data", "/more");
        Expect.hasNot(text, "/data");
        Expect.has(text, "/more");
    }

    @Test
    void decodesNamesAndSkipsOptionalFields() {
        String text = collect("36 35 8:1 / /mnt/a\\040b\\134c rw shared:1 master:2 unbindable "
                + "- xfs /dev/disk\\040one rw\n", "/mnt/a b\\c");
        Expect.has(text, "device=/dev/disk one system.filesystem.mountpoint=/mnt/a b\\c "
                + "system.filesystem.type=xfs ");
    }

    @Test
    void leavesOutWhatHoldsNothingAndWhatMayNotAnswer() {
        String text = collect("""
                1 0 0:1 / /proc rw - proc proc rw
                2 0 0:2 / /run rw - tmpfs tmpfs rw
                3 0 0:3 / /nfs rw - nfs4 server:/x rw
                4 0 0:4 / /ssh rw - fuse.sshfs me@server:/ rw
                5 0 7:1 / /snap/core/1 ro - squashfs /dev/loop1 ro
                6 0 0:6 / /var/lib/docker/overlay2/x/merged rw - overlay overlay rw
                7 0 0:7 / /home rw - autofs auto rw
                8 0 8:9 / /etc/hosts rw - ext4 /dev/sda9 rw
                """, "/proc", "/run", "/nfs", "/ssh", "/snap/core/1", "/home", "/etc/hosts");
        assertEquals("", text);
        assertEquals(0, host.result);
    }

    @Test
    void aContainersRootIsAnOverlay() {
        Expect.has(collect("45 36 0:28 / / rw - overlay overlay rw,lowerdir=/ct\n", "/"),
                "type=overlay");
    }

    @Test
    void oneThatCannotBeReadDoesNotTakeTheOthersAlong() {
        host.os.files.directory("/secret").fail("/secret", Errno.EACCES);
        String text = collect("1 0 8:1 / /secret rw - ext4 /dev/sda1 rw\n"
                + "2 0 8:2 / /open rw - ext4 /dev/sda2 rw\nrubbish\n", "/open");
        assertEquals(-Errno.EBADMSG, host.result);
        Expect.hasNot(text, "secret");
        Expect.has(text, "/open");
    }

    @Test
    void seesNewMountsAndForgetsOldOnes() {
        FilesystemCollector collector = collector();
        host.os.files.space("/a", 10, 5, 5, 0, 0, 0).space("/b", 10, 5, 5, 0, 0, 0);
        host.put("/proc/self/mountinfo", "1 0 8:1 / /a rw - ext4 /dev/sda1 rw\n");
        Expect.has(host.collect(collector), "/a ");
        host.put("/proc/self/mountinfo", "1 0 8:1 / /b rw - ext4 /dev/sda1 rw\n");
        String text = host.collect(collector);
        Expect.hasNot(text, "/a ");
        Expect.has(text, "/b ");
    }

    @Test
    void belowARootPathOnlyWhatIsReallyThere() {
        HostFixture host = new HostFixture("/hostfs", Convention.SEMCONV);
        host.put("/hostfs/proc/1/mountinfo", "1 0 8:1 / / rw - ext4 /dev/sda1 rw\n"
                + "2 1 8:2 / /data rw - ext4 /dev/sda2 rw\n3 1 8:3 / /var rw - xfs /dev/sda3 rw\n");
        host.put("/proc/self/mountinfo", "1 0 0:9 / / rw - overlay overlay rw\n"
                + "2 1 8:1 / /hostfs ro - ext4 /dev/sda1 rw\n"
                + "3 2 8:3 / /hostfs/var ro - xfs /dev/sda3 rw\n");
        host.os.files.directory("/hostfs/data").directory("/hostfs/var");
        String text = host.collect(collector());
        assertEquals(-Errno.ENOENT, host.result);
        Expect.hasNot(text, "/data");
        Expect.has(text, "mountpoint=/ ");
        Expect.has(text, "mountpoint=/var ");
    }

    @Test
    void throughTheFirstProcessAllMountsAreThere() {
        HostFixture host = new HostFixture("/proc/1/root", Convention.SEMCONV);
        host.put("/proc/1/root/proc/1/mountinfo", "1 0 8:2 / /data rw - ext4 /dev/sda2 rw\n");
        host.os.files.directory("/proc/1/root/data");
        Expect.has(host.collect(collector()), "mountpoint=/data ");
        assertEquals(0, host.result);
    }

    @Test
    void moreMountsThanThereIsRoomFor() {
        StringBuilder many = new StringBuilder();
        for (int at = 0; at < 300; at++) {
            many.append("1 0 8:").append(at).append(" / /m").append(at)
                    .append(" rw - ext4 /dev/sda rw\n");
            host.os.files.directory("/m" + at);
        }
        host.put("/proc/self/mountinfo", many.toString());
        assertEquals(256 * 9, host.collectQuietly(collector()));
        assertEquals(-Errno.EFBIG, host.result);
    }
}
