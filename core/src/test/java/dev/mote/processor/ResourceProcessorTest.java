package dev.mote.processor;

import dev.mote.otlp.Resource;
import org.junit.jupiter.api.Test;

class ResourceProcessorTest {
    private static final String LOG = """
            resource service.name=shop host.name=a
            scope lib
            log user=anna @time=1
            """;

    @Test
    void changesResourcesOnly() {
        ProcessorFixture fixture = new ProcessorFixture(ResourceProcessor::from,
                "attributes: [{key: host.name, action: delete},"
                        + " {key: env, value: prod, action: upsert}]");
        fixture.expect(LOG.replace("host.name=a", "env=prod"), LOG);
        fixture.expect("resource env=prod\nlog a=1\n", "resource\nlog a=1");
    }

    @Test
    void putsWhatIsKnownOfTheHost() {
        Resource host = new Resource().put("host.name", "b").put("os.type", "linux")
                .put("service.name", "mote");
        new ProcessorFixture(ResourceDetectionProcessor::from, "detectors: [system]", host)
                .expect(LOG.replace("host.name=a", "host.name=b os.type=linux"), LOG);
        new ProcessorFixture(ResourceDetectionProcessor::from, "override: false", host)
                .expect(LOG.replace("host.name=a", "host.name=a os.type=linux"), LOG);
        new ProcessorFixture(ResourceDetectionProcessor::from, "attributes: [host.name]", host)
                .expect(LOG.replace("host.name=a", "host.name=b"), LOG);
    }
}
