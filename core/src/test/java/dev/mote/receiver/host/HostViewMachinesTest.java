package dev.mote.receiver.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.mote.otlp.Resource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Which of the captured machines are containers, and what is found out about them. */
@Tag("jvm")
class HostViewMachinesTest {
    private static HostView view(HostFixture host) {
        return HostView.detect(new HostFiles(host.os.files, ""), null, false);
    }

    @Test
    void onlyTheContainerIsOne() {
        for (String machine : Golden.machines()) {
            assertEquals(machine.equals("container"), view(Golden.host(machine)).inContainer(),
                    machine);
        }
    }

    @Test
    void describesWhatItDescribedBefore() {
        for (String machine : Golden.machines()) {
            Golden.check(machine, "resource", describe(Golden.host(machine)));
        }
    }

    @Test
    void aContainerSeesItsHostWhereThatIsMounted() {
        HostFixture host = Golden.load("debian-13", Golden.host("container"), "/hostfs");
        Golden.check("container", "resource-hostfs", describe(host));
    }

    private static String describe(HostFixture host) {
        HostView view = view(host);
        Resource resource = new Resource();
        new ResourceDetection(new HostFiles(host.os.files, view.rootPath()),
                new HostFiles(host.os.files, ""), view).detect("amd64", "0.1.0", resource);
        StringBuilder text = new StringBuilder(view.sentence()).append('\n');
        for (int at = 0; at < resource.size(); at++) {
            text.append(resource.key(at)).append('=').append(resource.value(at)).append('\n');
        }
        return text.toString();
    }
}
