package dev.mote.processor;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mote.component.Batch;
import dev.mote.component.Component;
import dev.mote.component.Outcome;
import dev.mote.otlp.Edit;
import dev.mote.otlp.Item;
import dev.mote.otlp.Level;
import dev.mote.otlp.RequestLines;
import dev.mote.otlp.Rewriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Damaged requests through every processor: each is rejected, or what comes out can be walked
 * through again. The seed is printed; {@code -Dfuzz.seed}, {@code -Dfuzz.cases} and
 * {@code -Dfuzz.seconds} as everywhere.
 */
class ProcessorFuzzTest {
    private static final int CASES = Integer.getInteger("fuzz.cases", 3_000);
    private static final long NANOS = Long.getLong("fuzz.seconds", 0) * 1_000_000_000L;

    private static final String[] REQUESTS = {"""
            resource service.name=shop n=1 d=1.5 b=true
            scope lib
            metric requests sum cumulative monotonic
            point method=GET code=200 @start=1 @time=2 @value=7
            metric size histogram delta
            point method=GET @time=2 @count=3 @sum=1.5 @buckets=1,2 @bounds=0.5 @min=1.0
            metric slow exponential delta
            point method=GET @time=2 @count=3 @sum=1.5 @scale=-1 @zero=0 @positive=-2:1,2
            metric old summary
            point method=GET @time=2 @count=3 @sum=1.5
            metric g gauge
            point k=v @value=1.5
            """, """
            resource service.name=shop
            scope lib
            log user=anna id=5 @time=1 @severity=9 @level=INFO @body={level:warn,msg:hi}
            log map={a:1,b:x} @time=1 @trace=000102030405060708090a0b0c0d0e0f
            """, """
            resource service.name=shop
            scope lib
            span GET a=1 @trace=000102030405060708090a0b0c0d0e0f @id=0102030405060708 @kind=2 \
            @start=5 @end=9 @status=2
            event retry n=1
            """};

    private final Random random;
    private boolean damagedBelow;
    private final List<ProcessorFixture> processors = new ArrayList<>();

    ProcessorFuzzTest() {
        long seed = Long.getLong("fuzz.seed", 1);
        random = new Random(seed);
        System.out.println("ProcessorFuzzTest: fuzz.seed=" + seed);
        add(AttributesProcessor::from, """
                actions: [{key: method, action: delete}, {key: x, value: 1, action: upsert},
                  {key: user, action: hash}, {key: id, converted_type: string, action: convert},
                  {key: map, converted_type: string, action: convert},
                  {key: user, pattern: '(?P<y>.)', action: extract}]
                """);
        add(ResourceProcessor::from, "attributes: [{key: a, from_attribute: n, action: upsert}]");
        add(FilterProcessor::from, """
                metrics: {metric: ['name == "old"'], datapoint: ['attributes["k"] == "v"']}
                logs: {log_record: ['IsMatch(body, "^x")', 'body["level"] == 1']}
                traces: {span: ['name == "PUT"'], spanevent: ['attributes["n"] > 5']}
                """);
        add(TransformProcessor::from, """
                log_statements:
                - set(log.body["new"], Concat([log.attributes["user"], log.body], "-"))
                - replace_all_patterns(log.attributes, "value", "(.)n", "$1")
                - merge_maps(log.attributes, resource.attributes, "upsert")
                metric_statements:
                - set(datapoint.value_int, Int(datapoint.value_double))
                - truncate_all(datapoint.attributes, 2)
                - set(metric.name, Concat([metric.name, metric.type], "/"))
                trace_statements:
                - set(span.status.message, span.name) where span.status.code > 0
                - set(spanevent.attributes["s"], span.trace_id.string)
                """);
        add(RedactionProcessor::from, "{allow_all_keys: true, blocked_values: ['[a-z]+']}");
        add(ProbabilisticSamplerProcessor::from, "sampling_percentage: 50");
        add(BatchProcessor::from, "{send_batch_size: 1, send_batch_max_size: 1}");
        add(GroupByAttrsProcessor::from, "keys: [method, user, a]");
        add(CumulativeToDeltaProcessor::from, "{initial_value: keep, max_series: 100}");
        add(DeltaToCumulativeProcessor::from, "max_series: 100");
        add(CardinalityLimitProcessor::from, "{limit: 1, max_series: 100}");
        add(IntervalProcessor::from, "interval: 1s");
        add(TailSamplingProcessor::from, """
                num_traces: 5
                policies: [{type: latency, latency: {threshold_ms: 5}}, {type: status_code,
                  status_code: {status_codes: [ERROR]}}]
                """);
    }

    private void add(ProcessorFixture.Maker maker, String settings) {
        ProcessorFixture fixture = new ProcessorFixture(maker, settings);
        assertTrue(fixture.problems.errors().isEmpty(), fixture::errors);
        fixture.watch = this::check;
        processors.add(fixture);
    }

    /**
     * What comes out can be walked through. Processors that do not look at records let pass what
     * is damaged there, since whoever receives requests has validated them.
     */
    private void check(Batch out) {
        assertTrue(damagedBelow || whole(out), "what comes out is malformed");
    }

    private static boolean whole(Batch batch) {
        return new Rewriter(new Edit() {
            @Override
            public boolean wants(Level level) {
                return level == Level.RECORD;
            }

            @Override
            public boolean keep(Level level, Item item) {
                return true;
            }
        }).rewrite(batch);
    }

    @Test
    void damagedRequests() {
        long began = System.nanoTime();
        for (int round = 0; NANOS > 0 ? System.nanoTime() - began < NANOS : round < CASES;
                round++) {
            Batch whole = RequestLines.encode(REQUESTS[random.nextInt(REQUESTS.length)]);
            byte[] bytes = damaged(whole.bytes);
            Batch batch = new Batch().set(whole.signal, bytes, 0, bytes.length,
                    whole.items, 1);
            boolean damaged = !whole(batch);
            for (ProcessorFixture processor : processors) {
                damagedBelow = damaged && !(processor.processor instanceof StatefulStage);
                Outcome outcome = processor.send(batch);
                assertNotNull(outcome);
                if (processor.processor instanceof Component component) {
                    processor.sim.clock.advance(100_000_000L);
                    component.doWork(processor.sim.clock.monotonicNanos());
                }
            }
        }
    }

    private byte[] damaged(byte[] whole) {
        byte[] bytes = whole.clone();
        for (int times = random.nextInt(5); times > 0; times--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> bytes = Arrays.copyOf(bytes, Math.max(1, at));
                default -> {
                    int to = Math.min(bytes.length, at + random.nextInt(20));
                    System.arraycopy(bytes, random.nextInt(bytes.length - (to - at) + 1), bytes,
                            at, to - at);
                }
            }
        }
        return bytes;
    }
}
