package dev.mote.receiver.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.mote.bytes.TextCursor;
import dev.mote.os.Errno;
import dev.mote.semconv.Convention;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CpuCollectorTest {
    private final HostFixture host = new HostFixture();
    private final CpuCollector collector = new CpuCollector(false, false);

    private String collect(String stat) {
        host.put("/proc/stat", stat);
        return host.advanceSeconds(10).collect(collector);
    }

    private static int parse(String line, long[] into) {
        byte[] text = line.getBytes(StandardCharsets.US_ASCII);
        return CpuCollector.parse(new TextCursor().over(text, 0, text.length), into);
    }

    @Test
    void parsesALine() {
        long[] ticks = new long[CpuTable.MODES];
        assertEquals(0, parse("cpu  1 2 3 4 5 6 7 8 9 10\n", ticks));
        assertEquals(8, ticks[7]);
        assertEquals(13, parse("cpu12 1 2 3 4 5 6 7 8 9 10\n", ticks));
        assertEquals(0, parse("cpu  1 2 3 4\n", ticks));
        assertEquals(0, ticks[4]);
        assertEquals(-Errno.EBADMSG, parse("cpu  1 2 3\n", ticks));
        assertEquals(-Errno.EBADMSG, parse("cpufreq 1 2 3 4\n", ticks));
        assertEquals(-Errno.EBADMSG, parse("cpu99999 1 2 3 4\n", ticks));
        assertEquals(-Errno.EBADMSG, parse("cpu  1 2 3 -4\n", ticks));
    }

    @Test
    void utilizationIsTheShareSinceTheLastRegularCollection() {
        Expect.hasNot(collect("cpu  0 0 0 1000 0 0 0 0 0 0\n"), "utilization");
        String text = collect("cpu  500 0 250 1200 25 10 15 0 300 0\n");
        Expect.has(text, "system.cpu.utilization (gauge, 1)\n  cpu.mode=user = 0.5\n");
        Expect.has(text, "cpu.mode=system = 0.25\n");
        Expect.has(text, "cpu.mode=idle = 0.2\n");
        Expect.has(text, "cpu.mode=interrupt = 0.025\n");
    }

    @Test
    void aLookInBetweenDoesNotMoveTheBaseline() {
        collect("cpu  0 0 0 0 0 0 0 0\n");
        host.put("/proc/stat", "cpu  50 0 0 50 0 0 0 0\n");
        Expect.has(host.look(collector), "cpu.mode=user = 0.5\n");
        Expect.has(collect("cpu  50 0 0 150 0 0 0 0\n"), "cpu.mode=user = 0.25\n");
    }

    @Test
    void nothingMovedIsNoUtilization() {
        collect("cpu  5 0 0 5 0 0 0 0\n");
        Expect.hasNot(collect("cpu  5 0 0 5 0 0 0 0\n"), "utilization");
    }

    @Test
    void iowaitThatFallsALittleStaysWhereItWas() {
        collect("cpu  0 0 0 1000 500 0 0 0\n");
        String text = collect("cpu  0 0 0 1100 450 0 0 0\n");
        Expect.has(text, "cpu.mode=iowait = 5.0\n");
        Expect.has(text, "cpu.mode=idle = 1.0\n");
        text = collect("cpu  0 0 0 1150 550 0 0 0\n");
        Expect.has(text, "cpu.mode=iowait = 5.5\n");
        Expect.has(text, "cpu.mode=iowait = 0.5\n");
    }

    @Test
    void whatFallsALotHasBegunAnew() {
        collect("cpu  9000 0 0 9000 0 0 0 0\n");
        String text = collect("cpu  100 0 0 300 0 0 0 0\n");
        Expect.has(text, "cpu.mode=user = 1.0 since +3610.0 s\n");
        Expect.hasNot(text, "utilization");
        text = collect("cpu  200 0 0 600 0 0 0 0\n");
        Expect.has(text, "cpu.mode=user = 2.0 since +3610.0 s\n");
        Expect.has(text, "cpu.mode=user = 0.25\n");
    }

    @Test
    void anOfflineCpuIsLeftOutAndComesBack() {
        CpuCollector each = new CpuCollector(true, false);
        String all = "cpu  20 0 0 20 0 0 0 0\ncpu0 10 0 0 10 0 0 0 0\ncpu1 10 0 0 10 0 0 0 0\n";
        host.put("/proc/stat", all);
        Expect.has(host.collect(each), "logical_number=1");
        host.put("/proc/stat", "cpu  30 0 0 30 0 0 0 0\ncpu0 20 0 0 20 0 0 0 0\n");
        String text = host.advanceSeconds(10).collect(each);
        Expect.hasNot(text, "logical_number=1");
        Expect.has(text, "system.cpu.logical.count (up-down counter, {cpu})\n  = 1\n");
        host.put("/proc/stat", all);
        text = host.advanceSeconds(10).collect(each);
        assertEquals(text.indexOf("cpu.logical_number=1 cpu.mode=user"),
                text.lastIndexOf("cpu.logical_number=1 cpu.mode=user"), "no utilization yet");
    }

    @Test
    void oneGarbledLineDoesNotTakeTheOthersAlong() {
        String text = collect("cpu  1 2 3 4 5 6 7 8\ncpu0 x\ncpu1 1 2 3 4 5 6 7 8\nintr 1\n");
        assertEquals(-Errno.EBADMSG, host.result);
        Expect.has(text, "cpu.mode=user = 0.01\n");
        Expect.hasNot(collect("cpu0 1 2 3 4 5 6 7 8\n"), "system.cpu.time");
    }

    @Test
    void countsCoresByTheirFirstThread() {
        host.put("/sys/devices/system/cpu/cpu0/topology/thread_siblings_list", "0,2\n");
        host.put("/sys/devices/system/cpu/cpu1/topology/thread_siblings_list", "1,3\n");
        host.put("/sys/devices/system/cpu/cpu2/topology/thread_siblings_list", "0,2\n");
        host.put("/sys/devices/system/cpu/cpu3/topology/thread_siblings_list", "1,3\n");
        String line = " 1 2 3 4 5 6 7 8\n";
        String text = collect("cpu " + line + "cpu0" + line + "cpu1" + line + "cpu2" + line + "cpu3"
                + line);
        Expect.has(text, "system.cpu.physical.count (up-down counter, {cpu})\n  = 2\n");
        Expect.has(text, "system.cpu.logical.count (up-down counter, {cpu})\n  = 4\n");
    }

    @Test
    void readsScaledFrequenciesBeforeCpuinfo() {
        host.put("/proc/stat", "cpu  1 2 3 4\ncpu0 1 2 3 4\n");
        host.put("/sys/devices/system/cpu/cpu0/cpufreq/scaling_cur_freq", "1500000\n");
        host.put("/proc/cpuinfo", "processor\t: 0\ncpu MHz\t\t: 2893.202\n");
        CpuCollector withFrequency = new CpuCollector(false, true);
        Expect.has(host.collect(withFrequency), "cpu.logical_number=0 = 1500000000\n");
        host.os.files.fail("/sys/devices/system/cpu/cpu0/cpufreq/scaling_cur_freq", Errno.ENOENT);
        Expect.has(host.collect(withFrequency), "cpu.logical_number=0 = 2893202000\n");
        host.put("/proc/cpuinfo", "processor\t: 0\nBogoMIPS\t: 48.00\n").advanceSeconds(60);
        Expect.hasNot(host.collect(withFrequency), "frequency");
        assertEquals(0, host.result);
    }

    @Test
    void writesEachCpuUnderTheCollectorsNames() {
        HostFixture host = new HostFixture("", Convention.OTELCOL);
        host.put("/proc/stat", "cpu  1 2 3 4 5 6 7 8\ncpu0 1 2 3 4 5 6 7 8\n");
        String text = host.collect(new CpuCollector(true, false));
        Expect.has(text, "  cpu=cpu0 state=wait = 0.05\n");
        Expect.has(text, "  cpu=cpu0 state=softirq = 0.07\n");
        Expect.hasNot(text, "  state=");
    }
}
