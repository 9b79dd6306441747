package dev.mote.receiver.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.mote.os.Errno;
import org.junit.jupiter.api.Test;

/** Pressure, temperatures, load and uptime. */
class PressureCollectorTest {
    private static final String LINES = """
        some avg10=12.34 avg60=5.00 avg300=1.00 total=123456
        full avg10=0.10 avg60=0.05 avg300=0.00 total=4567
        """;

    private final HostFixture host = new HostFixture();

    @Test
    void totalsAreSecondsAndAveragesShares() {
        host.put("/proc/pressure/io", LINES).put("/proc/pressure/cpu", LINES);
        String text = host.collect(new PressureCollector(true));
        Expect.has(text, "resource=io system.linux.pressure.scope=full = 0.004567\n");
        Expect.has(text, "resource=cpu system.linux.pressure.scope=some = 0.123456\n");
        Expect.hasNot(text, "resource=cpu system.linux.pressure.scope=full");
        Expect.has(text, "scope=some system.linux.pressure.window=10s = 0.1234\n");
        Expect.hasNot(host.collect(new PressureCollector(false)), "window");
    }

    @Test
    void aKernelWithoutItIsNoError() {
        assertEquals("", host.collect(new PressureCollector(true)));
        assertEquals(-Errno.ENODATA, host.result);
        host.put("/proc/pressure/io", LINES).os.files.fail("/proc/pressure/io", Errno.EOPNOTSUPP);
        assertEquals("", host.collect(new PressureCollector(true)));
        assertEquals(-Errno.ENODATA, host.result);
    }

    private TemperatureCollector temperature() {
        return new TemperatureCollector(new NameFilter(new String[0], new String[0]));
    }

    @Test
    void sensorsHaveTheNamesOfTheirChips() {
        host.put("/sys/class/hwmon/hwmon0/name", "coretemp\n")
                .put("/sys/class/hwmon/hwmon0/temp1_input", "45000\n")
                .put("/sys/class/hwmon/hwmon0/temp1_label", "Package id 0\n")
                .put("/sys/class/hwmon/hwmon0/temp12_input", "-5500\n")
                .put("/sys/class/hwmon/hwmon0/temp1_max", "80000\n")
                .put("/sys/class/hwmon/hwmon0/fan1_input", "1200\n");
        assertEquals("""
                hw.temperature (gauge, Cel)
                  hw.id=hwmon0/temp1 hw.name=coretemp Package id 0 = 45.0
                  hw.id=hwmon0/temp12 hw.name=coretemp temp12 = -5.5
                """, host.collect(temperature()));
    }

    @Test
    void aZoneThatIsAMonitorIsListedOnce() {
        host.put("/sys/class/hwmon/hwmon0/name", "cpu_thermal\n")
                .put("/sys/class/hwmon/hwmon0/temp1_input", "45000\n")
                .put("/sys/class/thermal/thermal_zone0/type", "cpu-thermal\n")
                .put("/sys/class/thermal/thermal_zone0/temp", "45000\n")
                .put("/sys/class/thermal/thermal_zone1/type", "gpu-thermal\n")
                .put("/sys/class/thermal/thermal_zone1/temp", "50000\n")
                .put("/sys/class/thermal/cooling_device0/type", "Processor\n");
        assertEquals("""
                hw.temperature (gauge, Cel)
                  hw.id=hwmon0/temp1 hw.name=cpu_thermal temp1 = 45.0
                  hw.id=thermal_zone1 hw.name=gpu-thermal = 50.0
                """, host.collect(temperature()));
    }

    @Test
    void whatNoPartSurvivesIsLeftOut() {
        host.put("/sys/class/hwmon/hwmon0/name", "nct6775\n");
        String[] values = {"-273150", "255000", "x", "", "127000000"};
        for (int at = 0; at < values.length; at++) {
            host.put("/sys/class/hwmon/hwmon0/temp" + (at + 1) + "_input", values[at]);
        }
        host.put("/sys/class/hwmon/hwmon0/temp9_input", "1").os.files
                .fail("/sys/class/hwmon/hwmon0/temp9_input", Errno.ENODATA);
        assertEquals("", host.collect(temperature()));
        assertEquals(0, host.result);
        assertEquals(0, host.os.files.openHandles());
    }

    @Test
    void aNewSensorIsFoundWithinFiveMinutes() {
        TemperatureCollector temperature = temperature();
        assertEquals("", host.collect(temperature));
        assertEquals(-Errno.ENODATA, host.result);
        host.put("/sys/class/thermal/thermal_zone0/type", "soc\n")
                .put("/sys/class/thermal/thermal_zone0/temp", "50000\n");
        assertEquals("", host.advanceSeconds(10).collect(temperature));
        Expect.has(host.advanceSeconds(300).collect(temperature), "soc = 50.0\n");
    }

    @Test
    void loadAndUptime() {
        host.put("/proc/loadavg", "0.76 10.18 123.06 3/163 404\n");
        host.put("/proc/uptime", "31.38 9.1\n");
        String text = host.collect(new LoadCollector(), new UptimeCollector());
        Expect.has(text, "load_average.1m (gauge, {thread})\n  = 0.76\n");
        Expect.has(text, "load_average.15m (gauge, {thread})\n  = 123.06\n");
        Expect.has(text, "system.uptime (gauge, s)\n  = 31.38\n");
        host.put("/proc/loadavg", "0.76 n/a 1\n");
        assertEquals("", host.collect(new LoadCollector()));
        assertEquals(-Errno.EBADMSG, host.result);
    }
}
