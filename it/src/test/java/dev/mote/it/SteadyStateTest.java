package dev.mote.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Once it has started, the binary collects no garbage, for it makes none. The run time's two
 * counters are read out of the running process, at the places that the linker gave them.
 */
@Tag("it")
class SteadyStateTest {
    /** By then every buffer has grown to the largest content. */
    private static final int REQUESTS_TO_START = 30;
    private static final int REQUESTS_WATCHED = 100;

    @Test
    void collectsNothingAfterTheStart() throws IOException {
        Path symbols = Path.of(MoteProcess.command().getFirst() + ".d/symbols.named");
        Assumptions.assumeTrue(MoteProcess.isNative() && Files.exists(symbols),
                "the binary was built elsewhere: no " + symbols);
        try (Sink sink = new Sink(Sink.OK);
                MoteProcess mote = MoteProcess.run(MoteProcess.exportTo(sink.url(), 100))) {
            sink.awaitRequests(mote, REQUESTS_TO_START, 60);
            mote.get("/metrics", null);
            long collections = counter(mote, symbols, "collections");
            long allocations = counter(mote, symbols, "allocations");
            assertTrue(allocations > 100, "this is no counter: " + allocations);
            sink.awaitRequests(mote, REQUESTS_TO_START + REQUESTS_WATCHED, 120);
            mote.get("/metrics", null);
            assertEquals(collections, counter(mote, symbols, "collections"));
            assertEquals(allocations, counter(mote, symbols, "allocations"));
        }
    }

    private static long counter(Child process, Path symbols, String name) throws IOException {
        List<String> found = Files.readAllLines(symbols).stream()
                .filter(line -> line.endsWith(" b " + name)).toList();
        assertEquals(1, found.size(), symbols + " has no " + name);
        try (RandomAccessFile memory = new RandomAccessFile("/proc/" + process.pid() + "/mem",
                "r")) {
            byte[] bytes = new byte[Long.BYTES];
            memory.seek(Long.parseLong(found.getFirst().substring(0, 16), 16));
            memory.readFully(bytes);
            return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
        }
    }
}
