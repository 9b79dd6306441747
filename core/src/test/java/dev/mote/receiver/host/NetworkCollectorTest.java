package dev.mote.receiver.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mote.os.Errno;
import dev.mote.semconv.Convention;
import org.junit.jupiter.api.Test;

class NetworkCollectorTest {
    static final String HEADING = """
        Inter-|   Receive                            |  Transmit
         face |bytes packets errs drop fifo frame compressed multicast|bytes packets errs drop
        """;

    private final HostFixture host = new HostFixture();

    static NetworkCollector collector() {
        return new NetworkCollector(
                new NameFilter(new String[0], NetworkCollector.EXCLUDED_BY_DEFAULT));
    }

    static String line(String name, long base) {
        StringBuilder line = new StringBuilder("  ").append(name).append(':');
        for (int at = 0; at < 16; at++) {
            line.append(' ').append(base + at);
        }
        return line.append('\n').toString();
    }

    @Test
    void readsEachCounterFromItsColumn() {
        host.put("/proc/net/dev", HEADING + line("eth0", 100));
        String text = host.collect(collector());
        assertEquals(0, host.result);
        assertTrue(text.contains("name=eth0 network.io.direction=receive = 100\n"), text);
        assertTrue(text.contains("system.device=eth0 network.io.direction=receive = 101\n"), text);
        assertTrue(text.contains("name=eth0 network.io.direction=receive = 102\n"), text);
        assertTrue(text.contains("name=eth0 network.io.direction=receive = 103\n"), text);
        assertTrue(text.contains("name=eth0 network.io.direction=transmit = 108\n"), text);
        assertTrue(text.contains("system.device=eth0 network.io.direction=transmit = 109\n"), text);
        assertTrue(text.contains("name=eth0 network.io.direction=transmit = 110\n"), text);
        assertTrue(text.contains("name=eth0 network.io.direction=transmit = 111\n"), text);
    }

    @Test
    void usesTheCollectorsNamesWhenAsked() {
        HostFixture host = new HostFixture("", Convention.OTELCOL);
        host.put("/proc/net/dev", HEADING + line("eth0", 100));
        String text = host.collect(collector());
        assertTrue(text.contains("system.network.packets (counter, {packet})\n"
                + "  device=eth0 direction=receive = 101\n"), text);
        assertTrue(text.contains("system.network.dropped (counter"), text);
    }

    @Test
    void leavesOutTheHostsEndsOfContainersInterfaces() {
        host.put("/proc/net/dev", HEADING + line("veth12ab34", 1) + line("lo", 2));
        String text = host.collect(collector());
        assertFalse(text.contains("veth"), text);
        assertTrue(text.contains("=lo "), text);
    }

    @Test
    void acceptsTheLongestNameAndRefusesLongerOnes() {
        host.put("/proc/net/dev", HEADING + line("abcdefghijklmno", 1) + line("abcdefghijklmnop", 2)
                + line("eth0", 3));
        String text = host.collect(collector());
        assertEquals(-Errno.EBADMSG, host.result);
        assertTrue(text.contains("=abcdefghijklmno "), text);
        assertTrue(text.contains("=eth0 "), text);
        assertFalse(text.contains("abcdefghijklmnop"), text);
    }

    @Test
    void readsTheHostsNetworkBelowARootPath() {
        HostFixture host = new HostFixture("/hostfs", Convention.SEMCONV);
        host.put("/proc/net/dev", HEADING + line("mine", 1));
        host.put("/hostfs/proc/net/dev", HEADING + line("mine", 1));
        assertEquals("", host.collect(collector()));
        assertEquals(-Errno.ENOENT, host.result);
        host.put("/hostfs/proc/1/net/dev", HEADING + line("theirs", 1));
        assertTrue(host.collect(collector()).contains("=theirs "));
    }

    @Test
    void startsACounterAnewWhenItGoesBack() {
        NetworkCollector collector = collector();
        host.put("/proc/net/dev", HEADING + line("eth0", 1000));
        host.collect(collector);
        host.advanceSeconds(10).collect(collector);
        host.put("/proc/net/dev", HEADING + line("eth0", 5).replace(" 6 ", " 5000 "));
        String text = host.advanceSeconds(10).collect(collector);
        assertTrue(text.contains("name=eth0 network.io.direction=receive = 5 since +3610.0 s\n"),
                text);
        assertTrue(text.contains("system.device=eth0 network.io.direction=receive = 5000\n"), text);
        text = host.advanceSeconds(10).collect(collector);
        assertTrue(text.contains("name=eth0 network.io.direction=receive = 5 since +3610.0 s\n"),
                text);
    }

    @Test
    void anInterfaceThatAppearsCountsSinceTheCollectionBefore() {
        NetworkCollector collector = collector();
        host.put("/proc/net/dev", HEADING + line("eth0", 1000));
        host.collect(collector);
        host.advanceSeconds(10).put("/proc/net/dev", HEADING + line("eth0", 1000) + line("wg0", 7));
        String text = host.collect(collector);
        assertTrue(text.contains("name=wg0 network.io.direction=receive = 7 since +3600.0 s\n"),
                text);
        assertTrue(text.contains("name=eth0 network.io.direction=receive = 1000\n"), text);
    }

    @Test
    void aStartTimeMovesWithTheDateThatSomebodySets() {
        NetworkCollector collector = collector();
        host.put("/proc/net/dev", HEADING);
        host.collect(collector);
        host.advanceSeconds(10).put("/proc/net/dev", HEADING + line("wg0", 7));
        host.collect(collector);
        host.os.clock.jumpWall(-86_400_000_000_000L);
        host.bootShiftNanos = -86_400_000_000_000L;
        String text = host.advanceSeconds(10).collect(collector);
        assertTrue(text.contains("name=wg0 network.io.direction=receive = 7 since +3600.0 s\n"),
                text);
    }

    @Test
    void tenThousandInterfacesComeAndGo() {
        NetworkCollector collector = collector();
        StringBuilder many = new StringBuilder(HEADING);
        for (int at = 0; at < 10_000; at++) {
            many.append(line("if" + at, at));
        }
        host.put("/proc/net/dev", many.toString());
        host.quiet = true;
        assertEquals(80_000, host.collectQuietly(collector));
        assertEquals(80_000, host.collectQuietly(collector));
        host.put("/proc/net/dev", HEADING + line("if77", 1) + line("if9999", 2));
        assertEquals(16, host.collectQuietly(collector));
        assertEquals(0, host.result);
        host.quiet = false;
        assertTrue(host.collect(collector).contains("=if9999 "));
    }
}
