package dev.mote.config;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mote.bytes.Buffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConfigTest {
    private static final String[] NO_VARIABLES = {};
    private static final KnownTypes TYPES = new KnownTypes(List.of("host_metrics", "otlp"),
            List.of("batch"), List.of("otlp_http", "otlp_grpc", "debug"), List.of("count"));

    private final Problems problems = new Problems("mote.yaml");

    private Config read(String text, String... variables) {
        Buffer bytes = new Buffer(256).utf8(text);
        return Config.read(bytes.bytes(), bytes.length(), variables, TYPES, problems);
    }

    private void errors(String text, String... expected) {
        read(text, NO_VARIABLES);
        assertEquals(String.join("\n", expected), String.join("\n", problems.errors()));
    }

    @Test
    void theShortFormIsTheLongOneInFewLines() {
        Config config = read("""
                endpoint: http://collector:4318
                headers:
                  authorization: Bearer ${env:TOKEN}
                interval: 30s
                listen: 127.0.0.1:9999
                resource: {deployment.environment.name: prod, team: "a b"}
                """, "TOKEN=secret");
        assertEquals(List.of(), problems.errors());
        Config.Entry host = config.receivers().get(0);
        assertEquals("host_metrics", host.id);
        assertEquals(30_000_000_000L, host.section.duration("collection_interval", 1, 1,
                Long.MAX_VALUE));
        Config.Entry otlp = config.exporters().get(0);
        assertEquals("http://collector:4318", otlp.section.string("endpoint", null));
        assertArrayEquals(new String[] {"authorization", "Bearer secret"},
                otlp.section.pairs("headers"));
        assertTrue(config.uses(host) && config.uses(otlp));
        assertEquals("127.0.0.1:9999", config.listen());
        assertArrayEquals(new String[] {"deployment.environment.name", "prod", "team", "a b"},
                config.resource());
    }

    @Test
    void theCollectorsShapeIsUnderstood() {
        Config config = read("""
                receivers:
                  hostmetrics:
                    collection_interval: 10s
                exporters:
                  otlp_http:
                    endpoint: http://a:4318
                  otlp_http/backup:
                    endpoint: http://b:4318
                  debug:
                service:
                  pipelines:
                    metrics:
                      receivers: [hostmetrics]
                      exporters: [otlp_http, debug]
                """);
        assertEquals(List.of(), problems.errors());
        assertEquals("host_metrics", config.receivers().get(0).type);
        assertEquals("hostmetrics", config.receivers().get(0).id);
        assertEquals(3, config.exporters().size());
        assertEquals("otlp_http", config.exporters().get(1).type);
        assertEquals("otlp_http/backup", config.exporters().get(1).id);
        assertEquals(List.of(
                "mote.yaml:2:3: note: \"hostmetrics\" is called \"host_metrics\" now",
                "mote.yaml:8:5: note: \"otlp_http/backup\" is not used by any pipeline"),
                problems.notes());
    }

    @Test
    void nothingSaidIsTheDefault() {
        Config config = Config.defaults(problems);
        assertEquals("host_metrics", config.receivers().get(0).id);
        assertEquals(0, config.exporters().size());
        assertEquals("127.0.0.1:7077", config.listen());
    }

    @Test
    void anUnknownKeyIsAnErrorWithTheNearestKnownOne() {
        errors("endpiont: http://x\ninterval: 1s\n",
                "mote.yaml:1:1: unknown key \"endpiont\"; did you mean \"endpoint\"?");
    }

    @Test
    void anUnknownKeyFarFromAllListsThem() {
        errors("frobnicate: 1\n", "mote.yaml:1:1: unknown key \"frobnicate\"; known here: "
                + "interval, compatibility, root_path, scrapers, endpoint, headers, compression, "
                + "timeout, listen, resource");
    }

    @Test
    void theTwoFormsDoNotMix() {
        errors("endpoint: http://x\nservice:\n", "mote.yaml:1:1: \"endpoint\" belongs to the short "
                + "form and \"service\" to the long one: use one of the two");
    }

    @Test
    void aComponentThatIsNotKnown() {
        errors("""
                receivers: {host_metrics: }
                exporters: {otlp_htp: {endpoint: x}}
                service: {pipelines: {metrics: {receivers: [host_metrics], exporters: [debug]}}}
                """,
                "mote.yaml:2:13: unknown component \"otlp_htp\"; did you mean \"otlp_http\"?",
                "mote.yaml:3:72: \"debug\" is not among the exporters; nothing is known here");
    }

    @Test
    void pipelinesMustNameWhatIsThere() {
        errors("""
                receivers: {host_metrics: }
                exporters: {debug: }
                service:
                  pipelines:
                    trace:
                      receivers: [host_metrics]
                      exporters: [debgu]
                """,
                "mote.yaml:7:19: \"debgu\" is not among the exporters; did you mean \"debug\"?",
                "mote.yaml:5:5: unknown pipeline \"trace\"; did you mean \"traces\"?");
    }

    @Test
    void aFileWithoutPipelines() {
        errors("receivers:\n  host_metrics:\n",
                "mote.yaml:1:1: service.pipelines is missing: say which receivers feed which "
                        + "exporters, as in docs/specs/config.md");
    }

    @Test
    void yamlThatIsNone() {
        read("a: [1\n");
        assertEquals(1, problems.errors().size());
        assertTrue(problems.errors().get(0).startsWith("mote.yaml:"));
    }

    @Test
    void anEmptyFile() {
        read("# nothing\n");
        assertEquals(1, problems.errors().size());
        assertTrue(problems.errors().get(0).contains("no settings"));
    }

    @Test
    void variablesThatAreNotSet() {
        errors("endpoint: ${env:WHERE}\n",
                "mote.yaml:1:11: the environment has no WHERE; set it, or "
                + "write ${env:WHERE:-default}");
    }

    @Test
    void dollarsAndDefaults() {
        Config config = read("endpoint: a$${env:B:-c}${env:D:-e}${env:F}\n", "F=g");
        assertEquals("a${env:B:-c}eg",
                config.exporters().get(0).section.string("endpoint", null));
    }

    @Test
    void typesAreCheckedWithTheirPlace() {
        Config config = read("""
                interval: soon
                scrapers:
                  cpu: {per_cpu: yes}
                  disk: 5
                """);
        Section host = config.receivers().get(0).section;
        host.duration("collection_interval", 0, 0, Long.MAX_VALUE);
        Section scrapers = host.section("scrapers");
        scrapers.section("cpu").bool("per_cpu", false);
        scrapers.section("disk").finish();
        assertEquals(List.of(
                "mote.yaml:1:11: collection_interval: expected a duration as 500ms, 10s or 1m30s, "
                        + "got \"soon\"",
                "mote.yaml:3:18: per_cpu: expected true or false, got \"yes\"",
                "mote.yaml:4:9: disk: expected a map of settings"), problems.errors());
    }

    @Test
    void secretsAreNotShown() {
        Config config = read("timeout: ${env:TOKEN}\nendpoint: http://x\n", "TOKEN=s3cret");
        config.exporters().get(0).section.duration("timeout", 1, 1, Long.MAX_VALUE);
        assertEquals(1, problems.errors().size());
        assertTrue(!problems.errors().get(0).contains("s3cret"));
    }

    @Test
    void manyErrorsAreCut() {
        StringBuilder text = new StringBuilder("endpoint: x\n");
        for (int at = 0; at < 50; at++) {
            text.append("wrong").append(at).append(": 1\n");
        }
        read(text.toString());
        assertEquals(21, problems.errors().size());
        assertEquals("(and more)", problems.errors().get(20));
    }
}
