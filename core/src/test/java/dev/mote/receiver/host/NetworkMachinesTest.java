package dev.mote.receiver.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
}
