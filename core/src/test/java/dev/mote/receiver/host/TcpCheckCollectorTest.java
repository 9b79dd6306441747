package dev.mote.receiver.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mote.component.EventLoop;
import dev.mote.os.Network;
import dev.mote.os.sim.SimNetwork;
import org.junit.jupiter.api.Test;

class TcpCheckCollectorTest {
    private static final long SECOND = 1_000_000_000L;

    private final HostFixture host = new HostFixture();
    private final EventLoop loop = new EventLoop(host.os.os());

    private TcpCheckCollector collector(String... targets) {
        TcpCheckCollector collector =
                new TcpCheckCollector(loop, targets, 10 * SECOND, 2 * SECOND);
        loop.add(collector);
        return collector;
    }

    private void runSeconds(long seconds) {
        boolean[] over = new boolean[1];
        host.os.clock.schedule(seconds * SECOND, () -> {
            over[0] = true;
            host.os.poller.signal(1);
        });
        while (!over[0]) {
            loop.turn();
        }
    }

    private void listen(int port) {
        host.os.network.peer(Network.TCP, port, new SimNetwork.Peer() {
            @Override
            public void received(SimNetwork.Connection connection) {
            }
        });
    }

    @Test
    void tellsHowLongConnectingTook() {
        listen(443);
        host.os.network.connectNanos = 12_500_000;
        TcpCheckCollector collector = collector("192.0.2.1:443");
        assertEquals("", host.collect(collector));
        runSeconds(10);
        assertEquals("""
            tcpcheck.duration (gauge, ms)
              tcpcheck.endpoint=192.0.2.1:443 = 12.5
            tcpcheck.status (gauge, 1)
              tcpcheck.endpoint=192.0.2.1:443 = 1
            """, host.collect(collector));
        runSeconds(10);
        assertTrue(host.look(collector).contains("duration"));
        assertTrue(host.collect(collector).contains("duration"));
        assertFalse(host.collect(collector).contains("duration"), "a result is told once");
    }

    @Test
    void aFailureIsAnErrorAndNoDuration() {
        TcpCheckCollector collector = collector("[2001:db8::1]:443");
        host.collect(collector);
        runSeconds(10);
        assertEquals("""
            tcpcheck.status (gauge, 1)
              tcpcheck.endpoint=[2001:db8::1]:443 = 0
            tcpcheck.error (counter, {error})
              tcpcheck.endpoint=[2001:db8::1]:443 error.type=connection_refused = 1 since +3600.0 s
            """, host.collect(collector));
        listen(443);
        runSeconds(10);
        String text = host.collect(collector);
        assertTrue(text.contains("= 1\n") && text.contains("connection_refused = 1 "), text);
    }

    @Test
    void silenceIsATimeout() {
        host.os.network.connectNanos = Long.MAX_VALUE;
        TcpCheckCollector collector = collector("192.0.2.1:443");
        host.collect(collector);
        runSeconds(11);
        String text = host.collect(collector);
        assertTrue(text.contains("error.type=timeout = 1 "), text);
        assertFalse(text.contains("duration"), text);
    }

    @Test
    void anUnknownNameIsAnErrorOfItsOwn() {
        TcpCheckCollector collector = collector("nowhere.example:443");
        host.collect(collector);
        runSeconds(11);
        String text = host.collect(collector);
        assertTrue(text.contains("error.type=name_resolution = 1 "), text);
    }

    @Test
    void namesComeFromTheHostsFile() {
        host.put("/etc/hosts", "192.0.2.7 db\n");
        listen(5432);
        TcpCheckCollector collector = collector("DB:5432");
        host.collect(collector);
        runSeconds(10);
        assertTrue(host.collect(collector).contains("tcpcheck.endpoint=DB:5432 = 1\n"));
    }

    @Test
    void endsAtOnce() {
        host.os.network.connectNanos = Long.MAX_VALUE;
        TcpCheckCollector collector = collector("192.0.2.1:443");
        host.collect(collector);
        runSeconds(9);
        loop.shutDown(host.os.clock.monotonicNanos(), SECOND);
        assertTrue(loop.turn());
    }

    @Test
    void whatIsNoEndpointIsAnError() {
        String[] wrong = {"", ":80", "host", "host:", "host:0", "host:65536", "host:8x",
            "2001:db8::1:443", "ho st:1", "http://host:80", "h\u00f6st:80", "host:99999999999"};
        for (String endpoint : wrong) {
            assertTrue(assertThrows(IllegalArgumentException.class, () -> collector(endpoint))
                    .getMessage().contains("is not HOST:PORT"), endpoint);
        }
    }
}
