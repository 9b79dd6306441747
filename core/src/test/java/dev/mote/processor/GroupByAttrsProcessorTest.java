package dev.mote.processor;

import org.junit.jupiter.api.Test;

class GroupByAttrsProcessorTest {
    private static final String LOGS = """
            resource service.name=shop
            scope lib
            log host.name=a n=1
            log host.name=b n=2
            log host.name=a n=3
            log n=4
            """;

    @Test
    void movesAttributesToTheResource() {
        ProcessorFixture fixture =
                new ProcessorFixture(GroupByAttrsProcessor::from, "keys: [host.name]");
        fixture.expect("""
                resource service.name=shop host.name=a
                scope lib
                log n=1
                log n=3
                resource service.name=shop host.name=b
                scope lib
                log n=2
                resource service.name=shop
                scope lib
                log n=4
                """, LOGS);
    }

    @Test
    void putsTogetherWhatHasTheSameAround() {
        String metric = "resource a=1\nscope lib\nmetric m sum delta\npoint n=1 @value=1\n";
        ProcessorFixture fixture = new ProcessorFixture(GroupByAttrsProcessor::from, "{}");
        fixture.expect(metric + """
                point n=1 @value=1
                metric m sum cumulative
                point n=2 @value=2
                resource a=2
                scope lib
                metric m sum delta
                point n=3 @value=3
                """, metric + metric + """
                metric m sum cumulative
                point n=2 @value=2
                resource a=2
                scope lib
                metric m sum delta
                point n=3 @value=3
                """);
    }
}
