package dev.mote.exporter.otlp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mote.bytes.Buffer;
import dev.mote.config.Environment;
import dev.mote.config.Problems;
import dev.mote.config.Section;
import dev.mote.config.Yaml;
import dev.mote.config.YamlNode;
import org.junit.jupiter.api.Test;

class OtlpGrpcSettingsTest {
    private final Problems problems = new Problems("test");

    private OtlpGrpcSettings read(String yaml, String... variables) {
        YamlNode map = Yaml.parse(new Buffer(64).ascii(yaml).bytes(), yaml.length());
        return OtlpGrpcSettings.from(new Section(map, map, problems),
                new Environment(variables, problems));
    }

    @Test
    void tlsIsSpokenUnlessSomebodySaysOtherwise() {
        assertEquals("https://a:4317/", read("endpoint: a:4317\n").url.toString());
        assertEquals("http://a:4317/", read("endpoint: http://a:4317\n").url.toString());
        assertEquals("http://a:4317/", read("endpoint: a:4317\ntls: {insecure: true}\n")
                .url.toString());
        assertEquals("http://a:4317/", read("timeout: 1s\n",
                "OTEL_EXPORTER_OTLP_ENDPOINT=a:4317", "OTEL_EXPORTER_OTLP_INSECURE=true")
                .url.toString());
    }

    @Test
    void certificatesOfTheEnvironmentStayWithItsEndpoint() {
        String[] variables = {"OTEL_EXPORTER_OTLP_ENDPOINT=https://a:4317",
            "OTEL_EXPORTER_OTLP_CERTIFICATE=/ca", "OTEL_EXPORTER_OTLP_CLIENT_KEY=/key",
            "OTEL_EXPORTER_OTLP_CLIENT_CERTIFICATE=/cert"};
        OtlpGrpcSettings theirs = read("timeout: 1s\n", variables);
        assertEquals("/ca", theirs.client.tls.authorities.path);
        assertEquals("/cert", theirs.client.tls.certificate.path);
        assertEquals("/key", theirs.client.tls.key.path);
        assertNull(read("endpoint: b:4317\n", variables).client.tls.authorities.path);
    }

    @Test
    void credentialsStandOnce() {
        assertNull(read("endpoint: a:4317\nauth: {bearer_token: x}\n"
                + "headers: {Authorization: y}\n"));
        assertTrue(problems.errors().get(0).contains("either auth or the header"));
    }
}
