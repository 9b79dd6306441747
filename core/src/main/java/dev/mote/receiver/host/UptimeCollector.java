package dev.mote.receiver.host;

import dev.mote.bytes.TextCursor;
import dev.mote.os.Errno;
import dev.mote.semconv.HostMetrics;

/**
 * How long the host has been up, from /proc/uptime: seconds since the boot with two decimals, time
 * in suspend included, then the idle time of all CPUs. It does not depend on the date being right.
 */
public final class UptimeCollector implements Collector {
    private static final int DECIMALS = 2;
    private static final double PARTS = 100;

    /** As the collector calls the part that has the uptime. */
    @Override
    public String name() {
        return "system";
    }

    @Override
    public int collect(Scrape scrape) {
        int length = scrape.uptime.read();
        if (length < 0) {
            return length;
        }
        long hundredths = parse(scrape.uptime.text());
        if (hundredths < 0) {
            return -Errno.EBADMSG;
        }
        scrape.out.metric(HostMetrics.UPTIME);
        scrape.out.point().value(hundredths / PARTS);
        return 0;
    }

    /** The uptime in hundredths of a second; negative when there is none. */
    static long parse(TextCursor text) {
        return text.scaled(DECIMALS);
    }
}
