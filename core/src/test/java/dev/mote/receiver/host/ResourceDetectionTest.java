package dev.mote.receiver.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mote.bytes.TextCursor;
import dev.mote.os.sim.SimFileSystem;
import dev.mote.otlp.Resource;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ResourceDetectionTest {
    private static final String ID =
            "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    private final SimFileSystem files = new SimFileSystem();
    private final HostFiles own = new HostFiles(files, "");

    private HostView view() {
        return HostView.detect(own, null, false);
    }

    private Resource detect() {
        HostView view = view();
        Resource resource = new Resource();
        new ResourceDetection(new HostFiles(files, view.rootPath()), own, view)
                .detect("amd64", "0.1.0", resource);
        return resource;
    }

    private static TextCursor cursor(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new TextCursor().over(bytes, 0, bytes.length);
    }

    private void putHost(String root, String name) {
        files.put(root + "/etc/hostname", "# set by hand\n" + name + "\n");
        files.put(root + "/etc/machine-id", "id-of-" + name + "\n");
        files.put(root + "/etc/os-release", "NAME=\"Debian GNU/Linux\"\nVERSION_ID=\"12\"\n"
                + "PRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\n");
        files.put(root + "/proc/stat", "btime 1\n");
    }

    @Test
    void onAHost() {
        putHost("", "example");
        files.put("/proc/sys/kernel/hostname", "example\n");
        files.put("/proc/sys/kernel/random/uuid", "5a1c\n");
        Resource resource = detect();
        assertEquals("mote", resource.get("service.name"));
        assertEquals("0.1.0", resource.get("service.version"));
        assertEquals("5a1c", resource.get("service.instance.id"));
        assertEquals("example", resource.get("host.name"));
        assertEquals("id-of-example", resource.get("host.id"));
        assertEquals("amd64", resource.get("host.arch"));
        assertEquals("linux", resource.get("os.type"));
        assertEquals("Debian GNU/Linux", resource.get("os.name"));
        assertEquals("12", resource.get("os.version"));
        assertEquals("Debian GNU/Linux 12 (bookworm)", resource.get("os.description"));
        assertNull(resource.get("container.id"));
        assertEquals("on the host itself", view().sentence());
        assertEquals(0, files.openHandles());
    }

    @Test
    void whatIsThereAlreadyStays() {
        files.put("/proc/sys/kernel/hostname", "example\n");
        Resource resource = new Resource().put("host.name", "mine").put("service.name", "theirs");
        new ResourceDetection(own, own, view()).detect("arm64", "1", resource);
        assertEquals("mine", resource.get("host.name"));
        assertEquals("theirs", resource.get("service.name"));
    }

    @Test
    void inAContainerThatSeesTheHost() {
        files.put("/.dockerenv", "");
        files.put("/proc/sys/kernel/hostname", "3c2f\n");
        files.put("/etc/machine-id", "the image's\n");
        putHost("/hostfs", "real");
        files.put("/proc/self/cgroup", "5:memory:/docker/" + ID + "\n");
        Resource resource = detect();
        assertEquals("real", resource.get("host.name"));
        assertEquals("id-of-real", resource.get("host.id"));
        assertEquals(ID, resource.get("container.id"));
        assertEquals("/hostfs", view().rootPath());
        assertEquals("inside a container, sees the host through /hostfs", view().sentence());
    }

    @Test
    void inAContainerThatDoesNot() {
        files.put("/proc/self/mountinfo", "45 36 0:28 / / rw - overlay overlay rw\n"
                + "54 45 8:2 /var/lib/docker/containers/" + ID + "/hosts /etc/hosts rw - ext4 a\n");
        files.put("/proc/self/cgroup", "0::/\n");
        files.put("/proc/sys/kernel/hostname", "3c2f\n");
        files.put("/etc/machine-id", "the image's\n");
        HostView view = view();
        assertTrue(view.inContainer());
        assertFalse(view.seesHost());
        assertEquals("", view.rootPath());
        assertTrue(view.sentence().contains("these are the container's numbers"), view.sentence());
        Resource resource = detect();
        assertEquals("3c2f", resource.get("host.name"));
        assertNull(resource.get("host.id"));
        assertEquals(ID, resource.get("container.id"));
        files.put("/sys/class/dmi/id/product_uuid", "4c4c4544\n");
        assertEquals("4c4c4544", detect().get("host.id"));
    }

    @Test
    void findsTheHostThroughItsFirstProcess() {
        files.put("/.dockerenv", "");
        files.put("/proc/1/root/proc/stat", "btime 1\n");
        files.link("/proc/1/ns/mnt", "mnt:[4026531841]");
        files.link("/proc/self/ns/mnt", "mnt:[4026531841]");
        assertFalse(view().seesHost());
        files.link("/proc/self/ns/mnt", "mnt:[4026532000]");
        assertEquals("/proc/1/root", view().rootPath());
    }

    @Test
    void aVirtualMachineMadeOfAContainersImageIsAHost() {
        files.put("/.dockerenv", "");
        files.link("/proc/1/ns/mnt", "mnt:[4026531841]");
        files.link("/proc/self/ns/mnt", "mnt:[4026531841]");
        assertTrue(view().inContainer());
        files.put("/proc/2/stat", "2 (kthreadd) S 0 0 0 0 -1 2129984 0 0 0 0 0 24 0 0 20 0 1 0 27"
                + " 0 0 18446744073709551615 0\n");
        assertFalse(view().inContainer());
        assertTrue(view().seesHost());
        files.link("/proc/self/ns/mnt", "mnt:[4026532000]");
        assertTrue(view().inContainer());
    }

    @Test
    void theConfigDecides() {
        files.put("/.dockerenv", "");
        putHost("/hostfs", "real");
        assertEquals("/elsewhere", HostView.detect(own, "/elsewhere", false).rootPath());
        assertEquals("", HostView.detect(own, "", false).rootPath());
        assertEquals("", HostView.detect(own, "/", false).rootPath());
        assertFalse(HostView.detect(own, "/", false).seesHost());
    }

    @Test
    void aKubernetesPodIsAContainer() {
        assertTrue(HostView.detect(own, null, true).inContainer());
        assertTrue(HostView.hasContainerGroup(cursor("0::/kubepods/besteffort/podx/y\n")));
        assertFalse(HostView.hasContainerGroup(cursor("0::/system.slice/docker.service\n")));
        assertFalse(HostView.hasContainerGroup(cursor("0::/user.slice/user-0.slice\n")));
    }

    @Test
    void valuesOfOsRelease() {
        assertEquals("Alpine", ResourceDetection.value(cursor("ID=x\nNAME=Alpine\n"), "NAME="));
        assertEquals("it's \"so\"",
                ResourceDetection.value(cursor("NAME=\"it's \\\"so\\\"\""), "NAME="));
        assertEquals("a\\b", ResourceDetection.value(cursor("NAME='a\\b'"), "NAME="));
        assertEquals("\u00c9t\u00e9 \u65e5", ResourceDetection.value(cursor(
                "NAME=\u00c9t\u00e9 \u65e5\n"), "NAME="));
        assertNull(ResourceDetection.value(cursor("NAME=\n"), "NAME="));
        assertNull(ResourceDetection.value(cursor("MYNAME=x\n"), "NAME="));
    }

    @Test
    void idsOfContainers() {
        assertEquals(ID, ResourceDetection.containerId(
                cursor("0::/kubepods.slice/cri-containerd-" + ID + ".scope\n"), ""));
        assertNull(ResourceDetection.containerId(cursor("0::/x/" + ID + "0\n"), ""));
        assertNull(ResourceDetection.containerId(
                cursor("/containerd/sandboxes/" + ID + "/hostname"), "containers/"));
        assertNull(ResourceDetection.containerId(cursor(""), ""));
    }
}
