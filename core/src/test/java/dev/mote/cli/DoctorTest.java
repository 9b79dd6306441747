package dev.mote.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mote.component.EventLoop;
import dev.mote.config.Config;
import dev.mote.config.Environment;
import dev.mote.config.Problems;
import dev.mote.os.Errno;
import dev.mote.os.sim.SimOs;
import dev.mote.otlp.Resource;
import dev.mote.receiver.host.HostSource;
import dev.mote.telemetry.Telemetry;
import org.junit.jupiter.api.Test;

class DoctorTest {
    private final SimOs sim = new SimOs();
    private final EventLoop loop = new EventLoop(sim.os());
    private final Telemetry telemetry = new Telemetry();
    private int status;

    private String examine(String listen, String data) {
        Problems problems = new Problems("test");
        HostSource source = HostSource.from(
                Config.defaults(problems).receivers().get(0).section,
                new Environment(new String[0], problems), loop, null);
        Doctor doctor = new Doctor(sim.os(), source, new Resource().put("host.name", "web-1"),
                new Style(false, false));
        status = doctor.examine(listen, data, new Deliveries(loop, telemetry));
        return sim.files.output.asUtf8();
    }

    @Test
    void findsNothingWrong() {
        sim.files.put("/proc/sys/kernel/osrelease", "6.1.0\n");
        sim.files.put("/proc/loadavg", "0.00 0.01 0.05 1/100 1234\n");
        sim.files.put("/proc/self/limits",
                "Limit   Soft Limit\nMax open files   1024  4096 files\n");
        String text = examine("127.0.0.1:7077", null);
        assertTrue(text.contains("  ok on the host itself\n"), text);
        assertTrue(text.contains("  ok web-1, an unknown system\n"), text);
        assertTrue(text.contains("  ok Linux 6.1.0\n"), text);
        assertTrue(text.contains("  ok the clock says Thu, 01 Jan 2026 00:00:00 GMT\n"), text);
        assertTrue(text.contains("  ok 1024 files may be open at a time\n"), text);
        assertTrue(text.contains("  ok 127.0.0.1:7077 is free for the page and /metrics\n"), text);
        assertTrue(text.contains("  -- nothing is kept on disk"), text);
        assertTrue(text.contains("  -- nothing is delivered; to deliver, set OTEL_"), text);
    }

    @Test
    void saysWhatIsWrongAndWhatToDo() {
        sim.files.put("/proc/self/limits", "Max open files   100  4096 files\n");
        sim.files.fail("/proc/loadavg", Errno.EACCES);
        sim.files.writeError = Errno.EROFS;
        sim.clock.jumpWall(-1_000_000_000L);
        String text = examine("nowhere", "/var/lib/mote");
        assertTrue(text.contains("  !! load: permission denied\n"
                + "     its metrics are left out; run mote as root, or switch"), text);
        assertTrue(text.contains("  !! /proc is not readable\n"), text);
        assertTrue(text.contains("  !! the clock says Wed, 31 Dec 2025 23:59:59 GMT\n"), text);
        assertTrue(text.contains("  !! only 100 files may be open at a time\n"), text);
        assertTrue(text.contains("  !! --listen: \"nowhere\" is not HOST:PORT"), text);
        assertTrue(text.contains("  !! cannot write to /var/lib/mote: read-only file system\n"),
                text);
        assertTrue(text.endsWith(" things need attention.\n"), text);
        assertEquals(1, status);
    }

    @Test
    void tellsAnAddressInUseFromOneThatIsOpenToAll() {
        sim.network.listen(new byte[4], 7077);
        String text = examine("0.0.0.0:7077", null);
        assertTrue(text.contains("  -- 0.0.0.0:7077 is in use: by a mote that runs already?"),
                text);
        assertTrue(text.contains("  -- whoever reaches 0.0.0.0:7077 can read"), text);
    }

    @Test
    void triesTheExporters() {
        ExporterDouble good = new ExporterDouble(telemetry, "otlp_http/good", true);
        ExporterDouble bad = new ExporterDouble(telemetry, "otlp_http/bad", false);
        loop.add(good);
        loop.add(bad);
        String text = examine(null, null);
        assertTrue(text.contains("  ok otlp_http/good: the far end took 7 data points\n"), text);
        assertTrue(text.contains("  !! otlp_http/bad: the far end has taken nothing\n"), text);
    }
}
