package dev.mote.receiver.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.mote.component.EventLoop;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the network's collectors make of captured machines, and that they make no garbage. */
@Tag("jvm")
class NetworkMachinesTest {
    private static Collector[] collectors(HostFixture host) {
        return new Collector[] {NetworkCollectorTest.collector(),
            new ConnectionsCollector(host.os.clock)};
    }

    @Test
    void writesWhatItWroteBefore() {
        for (String machine : Golden.machines()) {
            HostFixture host = Golden.host(machine);
            for (Collector collector : collectors(host)) {
                Golden.check(machine, collector.name(), host.collect(collector));
                assertEquals(0, host.result, machine + " " + collector.name());
            }
        }
    }

    @Test
    void makesNoGarbage() {
        for (String machine : Golden.machines()) {
            HostFixture host = Golden.host(machine);
            Allocation.assertNone(host, collectors(host));
        }
    }

    @Test
    void probesMakeNoGarbage() {
        HostFixture host = new HostFixture();
        Allocation.assertNone(host, new TcpCheckCollector(new EventLoop(host.os.os()),
                new String[] {"192.0.2.1:443"}, 10_000_000_000L, 2_000_000_000L));
    }
}
