package dev.mote.receiver.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the collectors of processes make of captured machines, and that they make no garbage. */
@Tag("jvm")
class ProcessMachinesTest {
    @Test
    void writesWhatItWroteBefore() {
        for (String machine : Golden.machines()) {
            HostFixture host = Golden.host(machine);
            TopProcessesCollector top = new TopProcessesCollector(3, true, true, true);
            Collector[] collectors = {new ProcessesCollector(top), top};
            for (Collector collector : collectors) {
                host.advanceSeconds(10).collect(collector);
                String text = host.advanceSeconds(10).collect(collector);
                assertEquals(0, host.result, machine + " " + collector.name());
                Golden.check(machine, collector.name(), text);
            }
        }
    }

    @Test
    void makesNoGarbage() {
        TopProcessesCollector top = new TopProcessesCollector(5, true, true, true);
        Allocation.assertNone(Golden.host("debian-12"), new ProcessesCollector(top), top);
    }

    @Test
    void makesNoGarbageWithManyProcesses() {
        ProcessFixture processes = new ProcessFixture();
        for (int pid = 1; pid <= 80; pid++) {
            processes.process(pid, "p", 100L * pid, 30L * pid);
        }
        TopProcessesCollector top = new TopProcessesCollector(5, false, false, false);
        Allocation.assertNone(processes.host, new ProcessesCollector(top), top);
    }
}
