package dev.mote.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.mote.component.Component;
import dev.mote.component.Outcome;
import dev.mote.otlp.RequestLines;
import org.junit.jupiter.api.Test;

class BatchProcessorTest {
    private static final long SECOND = 1_000_000_000L;

    private static String logs(int from, int to) {
        StringBuilder text = new StringBuilder("resource service.name=shop\nscope lib\n");
        for (int at = from; at < to; at++) {
            text.append("log n=").append(at).append(" @time=1\n");
        }
        return text.toString();
    }

    private static ProcessorFixture batch(String settings) {
        return new ProcessorFixture(BatchProcessor::from, settings);
    }

    @Test
    void collectsUntilTheTimeIsOver() {
        ProcessorFixture fixture = batch("{timeout: 2s, send_batch_size: 100}");
        assertEquals("", fixture.through(logs(0, 2)));
        fixture.pass(SECOND);
        assertEquals("", fixture.through(logs(2, 3)));
        assertEquals(RequestLines.encode(logs(0, 2)).length
                + RequestLines.encode(logs(2, 3)).length,
                fixture.counted("mote.processor.queue.bytes", null));
        fixture.pass(SECOND);
        assertEquals(logs(0, 2) + logs(2, 3), fixture.taken());
        assertEquals(0, fixture.counted("mote.processor.queue.bytes", null));
        fixture.pass(10 * SECOND);
        assertEquals("", fixture.taken());
    }

    @Test
    void handsOnAtTheSizeAndSplitsExactly() {
        assertEquals(logs(0, 2) + logs(2, 5),
                batch("{send_batch_size: 4}").through(logs(0, 2) + logs(2, 5)));
        ProcessorFixture fixture = batch("{send_batch_size: 3, send_batch_max_size: 3}");
        assertEquals(logs(0, 3) + logs(3, 6) + logs(6, 7), fixture.through(logs(0, 7)));
        assertEquals(7, fixture.outItems());
    }

    @Test
    void whatTheNextOneDoesNotWantWaits() {
        ProcessorFixture fixture = batch("{send_batch_size: 2, send_batch_max_size: 2}");
        fixture.answer = Outcome.RETRY_LATER;
        assertEquals(Outcome.ACCEPTED, fixture.send(RequestLines.encode(logs(0, 5))));
        assertEquals(Outcome.RETRY_LATER, fixture.send(RequestLines.encode(logs(5, 6))));
        assertEquals(false, ((Component) fixture.processor).isDrained());
        fixture.answer = Outcome.ACCEPTED;
        fixture.pass(SECOND);
        assertEquals(logs(0, 2) + logs(2, 4) + logs(4, 5), fixture.taken());
        assertEquals(true, ((Component) fixture.processor).isDrained());
        fixture.answer = Outcome.REJECTED;
        fixture.send(RequestLines.encode(logs(0, 2)));
        assertEquals(2, fixture.dropped("refused"));
    }

    @Test
    void handsOnAtTheEnd() {
        ProcessorFixture fixture = batch("{timeout: 1h}");
        fixture.send(RequestLines.encode(logs(0, 1)));
        Component component = (Component) fixture.processor;
        component.beginShutdown(0);
        assertEquals(false, component.isDrained());
        component.doWork(fixture.sim.clock.monotonicNanos());
        assertEquals(logs(0, 1), fixture.taken());
        assertEquals(true, component.isDrained());
    }

    @Test
    void memoryLimiterSendsBackWhatIsTooMuch() {
        ProcessorFixture limiter = new ProcessorFixture((context, next) -> {
            Outbox outbox = new Outbox(context, next);
            outbox.holds(900_000);
            return MemoryLimiterProcessor.from(context, next);
        }, "{limit_mib: 1, spike_limit_mib: 0, check_interval: 1s}");
        assertEquals(Outcome.ACCEPTED, limiter.send(RequestLines.encode(logs(0, 2))));
        assertEquals(Outcome.RETRY_LATER, limiter.send(RequestLines.encode(logs(0, 10_000))));
        assertEquals(10_000, limiter.counted("mote.processor.refused.items", null));
        assertEquals("mote.yaml:1:1: limit_mib is missing",
                new ProcessorFixture(MemoryLimiterProcessor::from, "{}").errors());
    }
}
