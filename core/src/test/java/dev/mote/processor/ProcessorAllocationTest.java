package dev.mote.processor;

import org.junit.jupiter.api.Test;

/** No processor allocates anything once it is warm. */
class ProcessorAllocationTest {
    private static final String LOG = "resource service.name=shop\nscope lib\n"
            + "log user=anna id=5 path=/pay/12/x @time=1 @severity=9 @body=GET_/pay_200\n";
    private static final String POINTS = """
            resource service.name=shop
            scope lib
            metric requests sum cumulative monotonic
            point method=GET code=200 @start=1 @time=2 @value=7
            point method=PUT code=500 @start=1 @time=2 @value=1.5
            metric added sum delta monotonic
            point method=GET @start=1 @time=2 @value=1
            metric size histogram delta
            point method=GET @start=1 @time=2 @count=3 @sum=1.5 @buckets=1,2 @bounds=0.5
            metric total histogram cumulative
            point method=GET @start=1 @time=2 @count=3 @sum=1.5 @buckets=1,2 @bounds=0.5
            metric slow exponential delta
            point method=GET @time=2 @count=3 @sum=1.5 @scale=-1 @zero=0 @positive=-2:1,2
            metric old summary
            point method=GET @time=2 @count=3 @sum=1.5
            metric now gauge
            point method=GET @time=2 @value=3
            """;

    private static void none(ProcessorFixture.Maker maker, String settings, String... lines) {
        for (String each : lines) {
            Garbage.none(new ProcessorFixture(maker, settings), each);
        }
    }

    private static String spans(int traces) {
        StringBuilder text = new StringBuilder();
        for (int trace = 0; trace < traces; trace++) {
            text.append("resource service.name=shop\nscope lib\nspan a k=1 @trace="
                    + "000000000000000000000000000000").append(10 + trace)
                    .append(" @status=").append(1 + trace % 2).append('\n');
        }
        return text.toString();
    }

    @Test
    void attributesAndResource() {
        none(AttributesProcessor::from, """
                actions: [{key: method, action: delete}, {key: new, value: x, action: insert},
                  {key: id, converted_type: string, action: convert}, {key: user, action: hash},
                  {key: path, pattern: '/(?P<x>.)', action: extract}]
                """, POINTS, LOG);
        none(ResourceProcessor::from, "attributes: [{key: a, value: b, action: upsert}]", LOG);
        none(RedactionProcessor::from, """
                {allowed_keys: [user, path], blocked_values: ['[0-9]+'],
                blocked_key_patterns: [us]}
                """, LOG);
    }

    @Test
    void filterAndTransform() {
        none(FilterProcessor::from, """
                metrics: {metric: ['name == "old"'], datapoint: ['attributes["code"] == 500']}
                logs: {log_record: ['IsMatch(body, "^GET /h") or severity_number > 10']}
                """, POINTS, LOG);
        none(TransformProcessor::from, """
                log_statements:
                - set(log.attributes["a"], Concat([log.attributes["user"], log.body], " "))
                - 'replace_pattern(log.body, "(\\\\w+) ", "$1-") where IsMatch(log.body, "^GET")'
                - keep_keys(log.attributes, ["a", "id"])
                - set(log.severity_number, 5)
                - merge_maps(log.attributes, resource.attributes, "upsert")
                - set(log.attributes["h"], SHA256(log.attributes["a"]))
                metric_statements:
                - set(datapoint.value_double, datapoint.value_int * 2.5)
                - set(metric.name, Concat([metric.name, "x"], "."))
                """, POINTS, LOG);
    }

    @Test
    void batchAndSampling() {
        none(BatchProcessor::from, "{send_batch_size: 3, send_batch_max_size: 3}", POINTS);
        none(MemoryLimiterProcessor::from, "limit_mib: 10", POINTS);
        none(ProbabilisticSamplerProcessor::from, "sampling_percentage: 50", spans(6));
        none(TailSamplingProcessor::from, """
                {decision_wait: 1h, num_traces: 2, decision_cache: {sampled_cache_size: 1,
                non_sampled_cache_size: 1}, policies: [{type: status_code,
                status_code: {status_codes: [ERROR]}}]}
                """, spans(6));
        none(GroupByAttrsProcessor::from, "keys: [method, user]", POINTS, LOG);
    }

    @Test
    void seriesOfMetrics() {
        none(CumulativeToDeltaProcessor::from, "initial_value: keep", POINTS);
        none(DeltaToCumulativeProcessor::from, "{}", POINTS);
        none(CardinalityLimitProcessor::from, "limit: 1", POINTS);
        none(IntervalProcessor::from, "interval: 1h", POINTS);
    }
}
