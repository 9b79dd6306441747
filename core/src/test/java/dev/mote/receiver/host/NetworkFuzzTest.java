package dev.mote.receiver.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mote.bytes.TextCursor;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The network's collectors meet damaged files: no exception, no loop, no file left open. */
class NetworkFuzzTest {
    private final HostFixture host = new HostFixture();
    private final TextCursor cursor = new TextCursor();

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void interfaces() {
        byte[] text = bytes(NetworkCollectorTest.HEADING + NetworkCollectorTest.line("eth0", 1)
                + NetworkCollectorTest.line("lo", Long.MAX_VALUE - 20)
                + NetworkCollectorTest.line("br-0a1b2c3d4e5f", 0));
        Mutations mutations = new Mutations("/proc/net/dev");
        NetworkCollector collector = NetworkCollectorTest.collector();
        long[] reading = new long[InterfaceTable.READING];
        while (mutations.more()) {
            byte[] mutated = mutations.mutate(text);
            NetworkCollector.parse(cursor, mutated, 0, mutated.length, reading);
            host.os.files.put("/proc/net/dev", mutated);
            host.advanceSeconds(10).collect(collector);
        }
        assertEquals(1, host.os.files.openHandles());
    }

    @Test
    void connections() {
        byte[] table = bytes(ConnectionsCollectorTest.HEADING
                + ConnectionsCollectorTest.lines("01", 3));
        byte[] totals = bytes("TCP: inuse 4 orphan 0 tw 1 alloc 1 mem 169\nUDP: inuse 1 mem 0\n");
        Mutations mutations = new Mutations("/proc/net/tcp");
        ConnectionsCollector collector = new ConnectionsCollector(host.os.clock);
        while (mutations.more()) {
            byte[] mutated = mutations.mutate(table);
            int state = ConnectionsCollector.parse(cursor.over(mutated, 0, mutated.length));
            assertTrue(state < 0 || state >= 1 && state <= 12);
            host.os.files.put("/proc/net/tcp", mutated);
            host.os.files.put("/proc/net/sockstat", mutations.mutate(totals));
            host.advanceSeconds(60).collect(collector);
        }
        assertEquals(2, host.os.files.openHandles());
    }
}
