package dev.mote.pipeline;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mote.bytes.Buffer;
import dev.mote.http.HeaderScanner;
import dev.mote.os.sim.SimClock;
import dev.mote.os.sim.SimNetwork;
import dev.mote.otlp.MetricsReader;

/**
 * The far end: an OTLP/HTTP server in whatever state, which looks into what it takes. It takes a
 * request only if it can still answer it, so what it has taken is what must count as sent. Taking
 * and answering at once makes no garbage.
 */
final class SimSink implements SimNetwork.Peer {
    /** What it does with a request. */
    enum Mood {
        TAKES, TAKES_SLOWLY, TAKES_AND_CLOSES, IS_BUSY, IS_SILENT, CLOSES
    }

    private static final long SLOW_NANOS = 3_000_000_000L;
    private static final byte[] OK = ascii("HTTP/1.1 200 OK\r\n"
            + "Content-Type: application/x-protobuf\r\nContent-Length: 0\r\n\r\n");
    private static final byte[] BUSY = ascii("HTTP/1.1 503 Service Unavailable\r\n"
            + "Content-Length: 4\r\n\r\nbusy");

    private final SimClock clock;
    private final HeaderScanner header = new HeaderScanner();
    private final MetricsReader reader = new MetricsReader();
    Mood mood = Mood.TAKES;
    /** Whether to read the requests: they are not compressed then. */
    boolean reads = true;
    long connections;
    long requests;
    /** Collections in them: what has waited comes together. */
    long collections;
    long points;
    /** The value of mote.receiver.collections in the last request. */
    long lastCollection;
    /** How many collections never arrived, as seen from those that did. */
    long collectionsMissing;
    private int bodyFrom;
    private int bodyTo;

    SimSink(SimClock clock) {
        this.clock = clock;
    }

    static byte[] ascii(String text) {
        byte[] bytes = new byte[text.length()];
        for (int at = 0; at < bytes.length; at++) {
            bytes[at] = (byte) text.charAt(at);
        }
        return bytes;
    }

    @Override
    public void connected(SimNetwork.Connection connection) {
        connections++;
    }

    @Override
    public void received(SimNetwork.Connection connection) {
        if (!isWhole(connection.received)) {
            return;
        }
        switch (mood) {
            case TAKES -> take(connection, false);
            case TAKES_AND_CLOSES -> take(connection, true);
            case TAKES_SLOWLY -> clock.schedule(SLOW_NANOS, () -> {
                if (connection.isOpen() && isWhole(connection.received)) {
                    take(connection, false);
                }
            });
            case IS_BUSY -> {
                connection.received.clear();
                connection.send(BUSY, 0, BUSY.length);
            }
            case IS_SILENT -> connection.received.clear();
            case CLOSES -> connection.close();
        }
    }

    private boolean isWhole(Buffer in) {
        bodyFrom = HeaderScanner.headEnd(in.bytes(), 0, in.length());
        if (bodyFrom < 0) {
            return false;
        }
        int line = 0;
        while (in.bytes()[line] != '\n') {
            line++;
        }
        bodyTo = bodyFrom;
        header.over(in.bytes(), line + 1, bodyFrom);
        while (header.next()) {
            bodyTo += header.nameIs("content-length") ? (int) header.number() : 0;
        }
        return in.length() >= bodyTo;
    }

    private void take(SimNetwork.Connection connection, boolean close) {
        requests++;
        if (reads) {
            read(connection.received.bytes());
        }
        connection.received.clear();
        connection.send(OK, 0, OK.length);
        if (close) {
            connection.close();
        }
    }

    private void read(byte[] bytes) {
        reader.over(bytes, bodyFrom, bodyTo - bodyFrom);
        while (reader.nextPoint()) {
            points++;
            if (reader.nameIs("mote.receiver.collections")) {
                long collection = reader.longValue();
                assertTrue(collection > lastCollection, "twice, or not in order");
                collectionsMissing += collection - lastCollection - 1;
                lastCollection = collection;
                collections++;
            }
        }
        assertFalse(reader.malformed(), "a request that cannot be read");
    }
}
