package dev.mote.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mote.bytes.Buffer;
import dev.mote.component.Component;
import dev.mote.component.EventLoop;
import dev.mote.os.Network;
import dev.mote.os.sim.SimOs;
import org.junit.jupiter.api.Test;

final class DnsTest {
    private final SimOs sim = new SimOs();
    private final EventLoop loop = new EventLoop(sim.os());
    private final Dns dns = new Dns(loop);
    private final SimDnsServer server = new SimDnsServer(false);

    DnsTest() {
        sim.network.peer(Network.UDP, 53, server);
        sim.files.put("/etc/resolv.conf", "# made by hand\nnameserver 10.0.0.2\n");
        loop.add(new Driver());
    }

    /** Lets the loop drive the resolver. */
    private final class Driver implements Component {
        @Override
        public String id() {
            return "dns";
        }

        @Override
        public int doWork(long nowNanos) {
            dns.doWork(nowNanos);
            return 0;
        }

        @Override
        public long nextDeadlineNanos() {
            return dns.isDone() ? 0 : dns.nextDeadlineNanos();
        }

        @Override
        public void beginShutdown(long nowNanos) {
        }

        @Override
        public boolean isDrained() {
            return true;
        }
    }

    /** The addresses of a host, blank-separated, or the error. */
    private String resolve(String host) {
        dns.resolve(host, sim.clock.monotonicNanos());
        for (int turns = 0; !dns.isDone(); turns++) {
            assertTrue(turns < 1000, "turns without end");
            loop.turn();
        }
        assertEquals(0, sim.network.openSockets, "sockets left open");
        if (dns.error() != null) {
            return dns.error();
        }
        Buffer text = new Buffer(100);
        for (int at = 0; at < dns.addresses().count(); at++) {
            IpAddress.append(at > 0 ? text.put(' ') : text, dns.addresses().get(at));
        }
        return text.asText();
    }

    @Test
    void literalsAreNotAskedFor() {
        assertEquals("192.0.2.7", resolve("192.0.2.7"));
        assertEquals("2001:db8::1", resolve("2001:db8::1"));
        assertTrue(server.asked.isEmpty());
    }

    @Test
    void localhostWorksWithoutAnyFile() {
        assertEquals("::1 127.0.0.1", resolve("localhost"));
        assertEquals("::1 127.0.0.1", resolve("localhost."));
        sim.files.put("/etc/hosts", "127.0.0.1 localhost # usual\n");
        assertEquals("127.0.0.1", resolve("localhost"));
    }

    @Test
    void theHostsFileComesFirst() {
        sim.files.put("/etc/hosts", "#10.9.9.9 db\n10.0.0.9\tDB.example  db\nfd00::9 db\nx db\n");
        assertEquals("fd00::9 10.0.0.9", resolve("db"));
        assertEquals("10.0.0.9", resolve("db.example"));
        assertTrue(server.asked.isEmpty());
    }

    @Test
    void bothFamiliesComeInTurn() {
        server.put("a.example", "10.0.0.1").put("a.example", "10.0.0.3")
                .put("A.example", "fd00::1");
        assertEquals("fd00::1 10.0.0.1 10.0.0.3", resolve("a.example"));
    }

    @Test
    void aliasesAreFollowed() {
        server.alias("www.example", "cdn.example").alias("cdn.example", "edge.example")
                .put("edge.example", "10.1.0.1").put("other.example", "10.6.6.6");
        assertEquals("10.1.0.1", resolve("www.example"));
        server.alias("loop.example", "pool.example").alias("pool.example", "loop.example");
        assertEquals("unknown host \"loop.example\"", resolve("loop.example"));
    }

    @Test
    void unknownHostsAreNamed() {
        assertEquals("unknown host \"nowhere.example\"", resolve("nowhere.example"));
        assertEquals("unknown host \"a..b\"", resolve("a..b"));
    }

    @Test
    void answersAreKeptAsLongAsTheySay() {
        server.put("a.example", "10.0.0.1");
        resolve("a.example");
        sim.clock.advance(59_000_000_000L);
        resolve("a.example");
        assertEquals(2, server.asked.size());
        sim.clock.advance(2_000_000_000L);
        resolve("a.example");
        assertEquals(4, server.asked.size());
    }

    @Test
    void searchDomainsFollowTheDots() {
        sim.files.put("/etc/resolv.conf", "nameserver 10.0.0.2\nsearch one.test two.test\n"
                + "options ndots:2 timeout:1\n");
        server.put("db.ns.two.test", "10.2.2.2");
        assertEquals("10.2.2.2", resolve("db.ns"));
        assertEquals("db.ns.one.test 28", server.asked.get(0));
        assertEquals("db.ns.two.test 28", server.asked.get(2));
        assertEquals("unknown host \"db.ns.\"", resolve("db.ns."));
    }

    @Test
    void theNextServerIsAskedWhenOneIsSilent() {
        SimDnsServer silent = new SimDnsServer(false);
        silent.silent = true;
        sim.network.peer(Network.UDP, 53, null);
        sim.network.peer(Network.UDP, new byte[] {10, 0, 0, 2}, 53, silent);
        sim.network.peer(Network.UDP, new byte[] {10, 0, 0, 3}, 53, server);
        sim.files.put("/etc/resolv.conf", "nameserver 10.0.0.2\nnameserver 10.0.0.3\n");
        server.put("a.example", "10.0.0.1").put("b.example", "10.0.0.4");
        long start = sim.clock.monotonicNanos();
        assertEquals("10.0.0.1", resolve("a.example"));
        assertEquals(2_000_000_000L, sim.clock.monotonicNanos() - start);
        assertEquals("10.0.0.4", resolve("b.example"));
        assertEquals(2, silent.asked.size(), "the server that answered is asked first");
    }

    @Test
    void noServerAtAllIsSaid() {
        server.silent = true;
        assertEquals("no DNS server answered for \"a.example\" (asked 10.0.0.2)",
                resolve("a.example"));
        sim.network.peer(Network.UDP, 53, null);
        long start = sim.clock.monotonicNanos();
        assertEquals("no DNS server answered for \"a.example\" (asked 10.0.0.2)",
                resolve("a.example"));
        assertEquals(start, sim.clock.monotonicNanos(), "a refused question needs no waiting");
        server.silent = false;
        server.failure = 2;
        sim.network.peer(Network.UDP, 53, server);
        assertTrue(resolve("a.example").startsWith("no DNS server answered"));
    }

    @Test
    void oldAddressesAreUsedWhileNoServerAnswers() {
        server.put("a.example", "10.0.0.1");
        resolve("a.example");
        sim.clock.advance(400_000_000_000L);
        server.silent = true;
        assertEquals("10.0.0.1", resolve("a.example"));
        assertNull(dns.error());
    }

    @Test
    void oneFamilysAnswerIsEnoughAfterAMoment() {
        server.put("a.example", "10.0.0.1");
        server.silentType = DnsMessage.AAAA;
        long start = sim.clock.monotonicNanos();
        assertEquals("10.0.0.1", resolve("a.example"));
        assertEquals(50_000_000L, sim.clock.monotonicNanos() - start);
    }

    @Test
    void otherPeoplesAnswersAreIgnored() {
        server.put("a.example", "10.0.0.1");
        server.wrongIdFirst = true;
        assertEquals("10.0.0.1", resolve("a.example"));
    }

    @Test
    void cutOffAnswersAreAskedForByTcp() {
        server.put("a.example", "10.0.0.1").put("b.example", "10.0.0.2");
        server.truncates = true;
        SimDnsServer stream = new SimDnsServer(true).put("a.example", "10.0.0.1");
        stream.put("a.example", "fd00::2");
        sim.network.peer(Network.TCP, 53, stream);
        assertEquals("fd00::2 10.0.0.1", resolve("a.example"));
        sim.network.peer(Network.TCP, 53, null);
        assertTrue(resolve("b.example").startsWith("no DNS server answered"));
    }
}
