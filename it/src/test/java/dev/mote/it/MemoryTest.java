package dev.mote.it;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What an agent takes that delivers with all defaults, also after somebody has had a look. */
@Tag("it")
class MemoryTest {
    /**
     * It collects every second here, which keeps some 100 kB more resident than the usual interval;
     * what a scrape leaves behind alone is half a megabyte.
     */
    private static final int KILOBYTES_MAX = 1536;

    /** Half a megabyte of code runs for a scrape and a page, and must not stay for ever. */
    @Test
    void whatWasNeededOnceIsGivenBack() {
        Assumptions.assumeTrue(MoteProcess.isNative());
        try (Sink sink = new Sink(Sink.OK);
                MoteProcess mote = MoteProcess.run(MoteProcess.exportTo(sink.url(), 1000))) {
            sink.awaitRequests(mote, 5, 60);
            mote.get("/metrics", null);
            mote.get("/", null);
            sink.answer(Sink.status("503 Service Unavailable", ""));
            int sent = sink.requests().size();
            mote.await("a refused request", 60, () -> sink.requests().size() > sent);
            sink.answer(Sink.OK);
            fits(mote);
        }
    }

    private static void fits(MoteProcess mote) {
        mote.await(KILOBYTES_MAX + " kB", 120, () -> mote.residentKilobytes() <= KILOBYTES_MAX);
    }
}
