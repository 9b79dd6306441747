package dev.mote.receiver.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mote.os.Errno;
import dev.mote.semconv.Convention;
import org.junit.jupiter.api.Test;

class ConnectionsCollectorTest {
    static final String HEADING =
            "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid\n";

    private final HostFixture host = new HostFixture();
    private final ConnectionsCollector collector = new ConnectionsCollector(host.os.clock);

    static String lines(String state, int count) {
        StringBuilder text = new StringBuilder();
        for (int at = 0; at < count; at++) {
            text.append("   0: 0100007F:1F90 00000000:0000 ").append(state)
                    .append(" 00000000:00000000 00:00000000 00000000     0        0 1 1 0000\n");
        }
        return text.toString();
    }

    private HostFixture sockstat(int tcp, int timeWait, int udp) {
        return host.put("/proc/net/sockstat", "sockets: used 19\nTCP: inuse " + tcp
                + " orphan 0 tw " + timeWait + " alloc 1 mem 169\nUDP: inuse " + udp
                + " mem 0\nUDPLITE: inuse 0\n");
    }

    @Test
    void countsByStateOverBothFamilies() {
        sockstat(5, 2, 3).put("/proc/net/sockstat6", "TCP6: inuse 1\nUDP6: inuse 4\n");
        host.put("/proc/net/tcp", HEADING + lines("01", 2) + lines("0A", 1) + lines("06", 2)
                + lines("0C", 1));
        host.put("/proc/net/tcp6", HEADING + lines("01", 1));
        String text = host.collect(collector);
        assertEquals(0, host.result);
        assertTrue(text.contains("network.transport=tcp network.connection.state=established = 3\n"
                + "  network.transport=tcp network.connection.state=syn_sent = 0\n"
                + "  network.transport=tcp network.connection.state=syn_received = 1\n"), text);
        assertTrue(text.contains("state=time_wait = 2\n"), text);
        assertTrue(text.contains("state=listen = 1\n"), text);
        assertTrue(text.contains("network.transport=udp = 7\n"), text);
    }

    @Test
    void readsATableThatIsManyPiecesLong() {
        sockstat(9000, 1000, 0);
        host.put("/proc/net/tcp", HEADING + lines("01", 9000) + lines("06", 1000));
        String text = host.collect(collector);
        assertTrue(text.contains("state=established = 9000\n"), text);
        assertTrue(text.contains("state=time_wait = 1000\n"), text);
    }

    @Test
    void givesTotalsWhenThereAreTooMany() {
        sockstat(900_000, 100_000, 0).put("/proc/net/tcp", "never read");
        String text = host.collect(collector);
        assertEquals(0, host.result);
        assertTrue(text.contains("network.connection.state=time_wait = 100000\n"
                + "  network.transport=tcp = 900000\n"), text);
        assertFalse(text.contains("established"), text);
    }

    @Test
    void theFirstCollectionDoesNotWaitForTheTables() {
        sockstat(1, 0, 0).put("/proc/net/tcp", HEADING + lines("01", 1));
        host.scrape.first = true;
        assertFalse(host.collect(collector).contains("established"));
        host.scrape.first = false;
        assertTrue(host.advanceSeconds(10).collect(collector).contains("established = 1\n"));
    }

    @Test
    void repeatsAReadingThatWasExpensive() {
        SlowClock clock = new SlowClock(host);
        ConnectionsCollector collector = new ConnectionsCollector(clock);
        sockstat(1, 0, 0).put("/proc/net/tcp", HEADING + lines("01", 1));
        clock.stepNanos = 500_000; // 0.5 ms: due again after 20 s
        host.collect(collector);
        host.put("/proc/net/tcp", HEADING + lines("01", 5));
        assertTrue(host.advanceSeconds(10).collect(collector).contains("established = 1\n"));
        assertTrue(host.advanceSeconds(10).collect(collector).contains("established = 5\n"));
    }

    /** A clock on which each look takes time. */
    private static final class SlowClock implements dev.mote.os.Clock {
        private final HostFixture host;
        private long stepNanos;
        private long takenNanos;

        SlowClock(HostFixture host) {
            this.host = host;
        }

        @Override
        public long monotonicNanos() {
            takenNanos += stepNanos;
            return host.os.clock.monotonicNanos() + takenNanos;
        }

        @Override
        public long wallNanos() {
            return host.os.clock.wallNanos();
        }

        @Override
        public long bootNanos() {
            return monotonicNanos();
        }

        @Override
        public boolean isSynchronized() {
            return true;
        }
    }

    @Test
    void saysNothingAboutStatesItCouldNotRead() {
        sockstat(1, 0, 2).os.files.fail("/proc/net/tcp", Errno.EACCES);
        String text = host.collect(collector);
        assertEquals(-Errno.EACCES, host.result);
        assertEquals("system.network.connection.count (up-down counter, {connection})\n"
                + "  network.transport=udp = 2\n", text);
        assertFalse(host.collect(collector).contains("tcp"));
    }

    @Test
    void isAnErrorWhenThereIsNoSockstat() {
        assertEquals("", host.collect(collector));
        assertEquals(-Errno.ENOENT, host.result);
    }

    @Test
    void usesTheCollectorsNamesWhenAsked() {
        HostFixture host = new HostFixture("", Convention.OTELCOL);
        host.put("/proc/net/sockstat", "TCP: inuse 1 orphan 0 tw 0 alloc 1 mem 1\n");
        host.put("/proc/net/tcp", HEADING + lines("01", 1));
        String text = host.collect(new ConnectionsCollector(host.os.clock));
        assertTrue(text.startsWith("system.network.connections ("), text);
        assertTrue(text.contains("protocol=tcp state=ESTABLISHED = 1\n"), text);
    }
}
