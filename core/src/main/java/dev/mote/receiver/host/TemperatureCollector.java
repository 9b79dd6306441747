package dev.mote.receiver.host;

import dev.mote.bytes.TextCursor;
import dev.mote.os.Errno;
import dev.mote.os.Path;
import dev.mote.semconv.HostMetrics;

/**
 * Temperatures of the hardware monitors in /sys/class/hwmon (hwmon/sysfs-interface.rst) and of the
 * thermal zones in /sys/class/thermal (driver-api/thermal/sysfs-api.rst) that are not monitors
 * as well. Both say thousandths of a degree Celsius.
 *
 * <pre>
 *   hwmon0/name "nvme"  hwmon0/temp1_label "Composite"  hwmon0/temp1_input "49850"
 *   thermal_zone0/type "cpu-thermal"  thermal_zone0/temp "25178"
 * </pre>
 *
 * <p>{@code hw.id} is {@code hwmon0/temp1} or {@code thermal_zone0}, {@code hw.name} the chip and
 * its label. A sensor that does not answer (a sleeping disk says ENODATA, a zone that is off
 * EAGAIN) or says what no part of a computer survives is left out, silently: boards have inputs
 * that nobody connected. Which sensors there are is looked up again every five minutes.
 */
public final class TemperatureCollector implements Collector {
    private static final long RESCAN_NANOS = 300_000_000_000L;
    private static final double PARTS = 1000;
    /** An unconnected input says -273 or 255 °C, and much in between; electronics live in this. */
    private static final long MILLIDEGREES_MIN = -60_000;
    private static final long MILLIDEGREES_MAX = 150_000;

    private final NameFilter filter;
    private final SensorTable sensors = new SensorTable();
    private final TextCursor cursor = new TextCursor();
    private long rescanNanos = Long.MIN_VALUE;
    private int scanResult;

    /** @param filter which names ({@code hw.name}) are wanted */
    public TemperatureCollector(NameFilter filter) {
        this.filter = filter;
    }

    @Override
    public String name() {
        return "temperature";
    }

    @Override
    public int collect(Scrape scrape) {
        HostFiles files = scrape.files;
        if (scrape.monotonicNanos >= rescanNanos) {
            rescanNanos = scrape.monotonicNanos + RESCAN_NANOS;
            scanResult = sensors.scan(files);
        }
        scrape.out.metric(HostMetrics.TEMPERATURE);
        for (int sensor = 0; sensor < sensors.size(); sensor++) {
            byte[] text = sensors.text();
            int name = sensors.nameOffset(sensor);
            int nameLength = sensors.nameLength(sensor);
            if (filter.accepts(text, name, nameLength)) {
                long value = read(files, sensor);
                if (value != TextCursor.NONE) {
                    scrape.out.point()
                            .attribute(HostMetrics.HARDWARE_ID, text, sensors.idOffset(sensor),
                                    sensors.idLength(sensor))
                            .attribute(HostMetrics.HARDWARE_NAME, text, name, nameLength)
                            .value(value / PARTS);
                }
            }
        }
        return sensors.size() == 0 && scanResult == 0 ? -Errno.ENODATA : scanResult;
    }

    private long read(HostFiles files, int sensor) {
        boolean monitor = sensors.isMonitor(sensor);
        Path path = files.path().append(monitor ? SensorTable.HWMON : SensorTable.THERMAL);
        path.append("/").append(sensors.text(), sensors.idOffset(sensor), sensors.idLength(sensor));
        path.append(monitor ? "_input" : "/temp");
        int length = files.readPath();
        return length <= 0 ? TextCursor.NONE : parse(cursor.over(files.content(), 0, length));
    }

    /** Thousandths of a degree, or {@link TextCursor#NONE} for what cannot be. */
    static long parse(TextCursor text) {
        long value = text.number();
        return value >= MILLIDEGREES_MIN && value <= MILLIDEGREES_MAX ? value : TextCursor.NONE;
    }
}
