package dev.mote.receiver.prometheus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mote.bytes.Buffer;
import dev.mote.bytes.Gzip;
import dev.mote.component.Batch;
import dev.mote.component.Context;
import dev.mote.component.EventLoop;
import dev.mote.component.Outcome;
import dev.mote.config.Environment;
import dev.mote.config.Problems;
import dev.mote.config.Section;
import dev.mote.config.Yaml;
import dev.mote.config.YamlNode;
import dev.mote.http.SimDnsServer;
import dev.mote.http.SimHttpServer;
import dev.mote.os.Network;
import dev.mote.os.sim.SimOs;
import dev.mote.otlp.OtlpValidator;
import dev.mote.otlp.RequestLines;
import dev.mote.otlp.Resource;
import dev.mote.telemetry.Log;
import dev.mote.telemetry.Telemetry;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PrometheusReceiverTest {
    private final SimOs sim = new SimOs();
    private final EventLoop loop = new EventLoop(sim.os());
    private final Problems problems = new Problems("mote.yaml");
    private final Telemetry telemetry = new Telemetry();
    private final List<String> batches = new ArrayList<>();
    private String page = "";
    private String status = "200 OK";
    private String type = "";
    private final SimHttpServer server = new SimHttpServer(sim.clock,
            (head, body) -> SimHttpServer.response(status + type, page));
    private PrometheusReceiver receiver;

    private void make(String job) {
        sim.network.peer(Network.TCP, 9100, server);
        Buffer yaml = new Buffer(256).utf8("config:\n  global: {scrape_interval: 10s}\n"
                + "  scrape_configs:\n    - job_name: node\n" + job);
        YamlNode root = Yaml.parse(yaml.bytes(), yaml.length());
        receiver = PrometheusReceiver.from(new Context("prometheus",
                new Section(root, root, problems), loop, telemetry, new Log(sim.files),
                new Environment(new String[0], problems), new Resource(), "1"), this::take);
        loop.add(receiver);
    }

    private Outcome take(Batch batch) {
        assertEquals(batch.items, new OtlpValidator().items(Batch.Signal.METRICS, batch.bytes,
                batch.offset, batch.length));
        batches.add(RequestLines.decode(batch));
        return Outcome.ACCEPTED;
    }

    /** The lines of the next scrape without the resource and the times. */
    private String scrape(String page) {
        this.page = page;
        int before = batches.size();
        for (int turns = 0; batches.size() == before; turns++) {
            assertTrue(turns < 10_000, "no scrape");
            loop.turn();
        }
        StringBuilder lines = new StringBuilder();
        for (String line : batches.get(before).split("\n")) {
            if (!line.startsWith("resource")) {
                lines.append(withoutTime(line)).append('\n');
            }
        }
        // How long it took is not the same each time, and how much it was the tests know.
        return lines.substring(0, lines.indexOf("metric scrape_duration_seconds"));
    }

    private static String withoutTime(String line) {
        int from = line.indexOf(" @time=");
        int to = from < 0 ? -1 : line.indexOf(' ', from + 1);
        return from < 0 ? line : line.substring(0, from) + (to < 0 ? "" : line.substring(to));
    }

    private static final String TARGETS = "      static_configs: [{targets: "
            + "['127.0.0.1:9100']}]\n";

    @Test
    void metricsOfEveryType() {
        make(TARGETS);
        assertEquals(List.of(), problems.errors());
        String metrics = scrape("""
                # HELP reads_total Reads\\n.
                # TYPE reads_total counter
                reads_total{disk="sda",job="x"} 7
                reads_total{disk="s\\"b\\\\\\n"} 1e3 1500
                # a comment
                # TYPE load gauge
                load 0.5
                bare{le="1"} NaN
                # TYPE latency histogram
                latency_bucket{p="/",le="0.1"} 3
                latency_bucket{p="/",le="+Inf"} 4
                latency_sum{p="/"} 1.5
                latency_count{p="/"} 4
                # TYPE rpc summary
                rpc{quantile="0.5"} 2
                rpc_sum 9
                rpc_count 3
                """);
        assertEquals("""
                metric reads_total @?2 sum cumulative monotonic
                point disk=sda exported_job=x @value=7.0
                point disk=s"b\\
                 @value=1000.0
                metric load gauge
                point @value=0.5
                metric bare gauge
                point le="1" @value=NaN.0
                metric latency histogram cumulative
                point p=/ @count=4 @sum=1.5 @buckets=3,1 @bounds=0.1
                metric rpc summary
                point @count=3 @sum=9.0 @?6
                metric up gauge
                point @value=1.0
                """, metrics);
        assertTrue(batches.get(0).startsWith("resource service.name=node "
                + "service.instance.id=127.0.0.1:9100 server.address=127.0.0.1 "
                + "server.port=\"9100\" url.scheme=http\n"), batches.get(0));
        assertTrue(batches.get(0).contains("metric scrape_samples_scraped gauge\npoint @time="
                + sim.clock.wallNanos() / 1_000_000_000_000L), batches.get(0));
    }

    @Test
    void openMetrics() {
        make(TARGETS);
        type = "\r\nContent-Type: application/openmetrics-text; version=1.0.0; charset=utf-8";
        String page = """
                # TYPE reads counter
                # UNIT reads seconds
                # HELP reads Re\\nads.
                reads_total{disk="sda"} 7 # {trace_id="0102030405060708090A0b0c0d0e0f10"} 2 1
                reads_created{disk="sda"} 1500.5
                reads_total{disk="sdb"} 8
                # TYPE latency histogram
                latency_bucket{le="0.1"} 3 # {span_id="0102030405060708"} 0.05
                latency_bucket{le="+Inf"} 4
                latency_count 4
                latency_sum 1.5
                latency_created 1500
                # TYPE rpc summary
                rpc{quantile="0.5"} 2
                rpc_sum 9
                rpc_count 3
                rpc_created 1500
                # TYPE build info
                build_info{v="1"} 1
                # TYPE size gaugehistogram
                size_bucket{le="+Inf"} 2
                size_gcount 2
                # TYPE odd unknown
                odd 1
                # EOF
                """;
        assertEquals("""
                metric reads_total @?2 @?3 sum cumulative monotonic
                point disk=sda @start=1500500000000 @?5 @value=7.0
                point disk=sdb @value=8.0
                metric latency histogram cumulative
                point @start=1500000000000 @?8 @count=4 @sum=1.5 @buckets=3,1 @bounds=0.1
                metric rpc summary
                point @start=1500000000000 @count=3 @sum=9.0 @?6
                metric build_info sum cumulative
                point v="1" @value=1.0
                metric size_bucket gauge
                point le=+Inf @value=2.0
                metric size_gcount gauge
                point @value=2.0
                metric odd gauge
                point @value=1.0
                metric up gauge
                point @value=1.0
                """, scrape(page));
        String down = "metric up gauge\npoint @value=0.0\n";
        assertTrue(scrape(page.replace("# EOF\n", "")).endsWith(down));
        assertEquals(1, count("expected # EOF at its end"));
        assertEquals(down, scrape("# EOF\na 1\n"));
        assertTrue(server.heads.get(0).contains("\r\nAccept: application/openmetrics-text;"
                + "version=1.0.0;q=0.4,application/openmetrics-text;version=0.0.1;q=0.3,"
                + "text/plain;version=0.0.4;q=0.2,*/*;q=0.1\r\n"), server.heads.get(0));
    }

    @Test
    void whatVanishesHasEnded() {
        make(TARGETS);
        scrape("a 1\nb{x=\"y\"} 2\n# TYPE h histogram\nh_bucket{le=\"1\"} 1\n"
                + "h_bucket{le=\"+Inf\"} 1\nh_sum 1\nh_count 1\n");
        String rest = "metric a gauge\npoint @value=1.0\n";
        String up = "metric up gauge\npoint @value=1.0\n";
        assertEquals(rest + "metric b gauge\npoint x=y @flags=1\n"
                + "metric h histogram cumulative\npoint @sum=0.0 @bounds=1.0 @flags=1\n" + up,
                scrape("a 1\n"));
        assertEquals(rest + up, scrape("a 1\n"));
        status = "500 Broken";
        String down = "metric up gauge\npoint @value=0.0\n";
        assertEquals("metric a gauge\npoint @flags=1\n" + down, scrape(""));
        assertEquals(down, scrape(""));
        status = "200 OK";
        assertEquals(rest + up, scrape("a 1\n"));
        assertEquals(1, count("the server answers 500"));
        assertEquals(1, count("can be scraped again"));
    }

    @Test
    void onePageIsTakenAsAWhole() {
        make(TARGETS);
        assertEquals("metric up gauge\npoint @value=0.0\n", scrape("a 1\nb{x=} 2\n"));
        assertEquals(1, count("line 2, column 5: expected a value in quotation marks"));
    }

    @Test
    void partsThatDoNotStandTogetherAreLeftOutAndCounted() {
        make(TARGETS);
        assertEquals("metric a gauge\npoint @value=1.0\nmetric up gauge\npoint @value=1.0\n",
                scrape("# TYPE h histogram\nh_bucket{le=\"1\"} 2\nh_sum 1\n"
                + "h_count{a=\"b\"} 1\nh_bucket{le=\"+Inf\"} 1\na 1\na 2\n"));
        assertEquals(1, telemetry.get(0).value());
        assertEquals(3, telemetry.get(1).value());
    }

    @Test
    void labelsOfTheTarget() {
        make("      honor_labels: true\n      params: {a: [b c]}\n      sample_limit: 2\n"
                + "      static_configs: [{targets: ['127.0.0.1:9100'], "
                + "labels: {zone: eu, team: x}}]\n");
        assertEquals("metric a gauge\npoint team=x zone=us job=j @value=1.0\n"
                + "metric up gauge\npoint zone=eu team=x @value=1.0\n",
                scrape("a{zone=\"us\",job=\"j\"} 1\n"));
        assertTrue(server.heads.get(0).startsWith("GET /metrics?a=b%20c HTTP/1.1\r\n"),
                server.heads.get(0));
        assertTrue(scrape("a 1\nb 1\nc 1\n").endsWith("zone=eu team=x @value=0.0\n"));
        assertEquals(1, count("3 samples, more than sample_limit"));
    }

    @Test
    void pagesMayBeCompressed() {
        make(TARGETS);
        Buffer plain = new Buffer(16).ascii("a 1\n");
        Buffer packed = new Buffer(64);
        new Gzip().compress(plain.bytes(), 0, plain.length(), packed);
        String text = packed.asText();
        assertEquals("metric a gauge\npoint @value=1.0\nmetric up gauge\npoint @value=1.0\n",
                scrape(text));
        assertTrue(server.heads.get(0).contains("\r\nAccept-Encoding: gzip\r\n"));
        assertEquals("metric a gauge\npoint @flags=1\nmetric up gauge\npoint @value=0.0\n",
                scrape(text.substring(0, text.length() - 1)));
        assertEquals(1, count("its page is malformed gzip"));
    }

    @Test
    void itSaysWhoItIs() {
        make(TARGETS + "      basic_auth: {username: u, password: p}\n"
                + "      tls_config: {ca_file: /ca, server_name: x, min_version: TLS13}\n");
        scrape("");
        scrape("");
        assertEquals(2, server.heads.size());
        for (String head : server.heads) {
            assertTrue(head.endsWith("\r\nAuthorization: Basic dTpw\r\n\r\n"), head);
        }
        assertEquals(List.of(), problems.errors());
    }

    @Test
    void anAuthorizationOfAnotherType() {
        make(TARGETS + "      authorization: {type: Token, credentials: abc}\n");
        scrape("");
        assertTrue(server.heads.get(0).endsWith("\r\nAuthorization: Token abc\r\n\r\n"));
    }

    @Test
    void twoWaysToSayWhoItIsAreOneTooMany() {
        make(TARGETS + "      authorization: {credentials: abc}\n"
                + "      basic_auth: {username: u}\n"
                + "      tls_config: {cert_file: /c, ca: a, ca_file: b}\n");
        assertEquals(3, problems.errors().size(), problems.errors().toString());
    }

    @Test
    void targetsOfAFileComeAndGo() {
        sim.files.put("/x.yml", "- {targets: ['127.0.0.1:9100'], labels: {zone: a}}\n");
        make("      file_sd_configs: [{files: /x.yml, refresh_interval: 15s}]\n");
        assertEquals(List.of(), problems.errors());
        assertEquals("metric a gauge\npoint zone=a @value=1.0\n"
                + "metric up gauge\npoint zone=a @value=1.0\n", scrape("a 1\n"));
        sim.files.put("/x.yml", "- {targets: ['127.0.0.1:9100'], labels: {zone: b}}\n");
        String gone = "";
        while (!gone.contains("@flags")) {
            gone = scrape("a 1\n");
        }
        assertEquals("metric a gauge\npoint zone=a @flags=1\n"
                + "metric up gauge\npoint zone=a @flags=1\n", gone);
        assertEquals("metric a gauge\npoint zone=b @value=1.0\n"
                + "metric up gauge\npoint zone=b @value=1.0\n", scrape("a 1\n"));
    }

    @Test
    void targetsOfDns() {
        sim.files.put("/etc/resolv.conf", "nameserver 10.0.0.2\n");
        SimDnsServer dns = new SimDnsServer(false).service("_m._tcp.x", "node.x", 9100)
                .put("a.x", "127.0.0.1").put("node.x", "127.0.0.1");
        sim.network.peer(Network.UDP, 53, dns);
        make("      dns_sd_configs: [{names: [_m._tcp.x, none.x]}, "
                + "{names: a.x, type: A, port: 9100}]\n      relabel_configs: "
                + "[{source_labels: [__meta_dns_name, __meta_dns_srv_record_target, "
                + "__meta_dns_srv_record_port], target_label: from}]\n");
        assertEquals(List.of(), problems.errors());
        String both = scrape("") + scrape("");
        assertTrue(both.contains("point from=_m._tcp.x;node.x.;9100 @value=1.0\n"), both);
        assertTrue(both.contains("point from=a.x;; @value=1.0\n"), both);
        dns.failure = 2;
        assertTrue(scrape("").contains("@value=1.0"));
        assertTrue(scrape("").contains("@value=1.0"));
        assertEquals(0, count("unknown host"));
        dns.failure = 0;
        dns.silentType = 33;
        for (String gone = ""; !gone.contains("@flags"); ) {
            gone = scrape("");
            dns.forget("a.x");
        }
    }

    @Test
    void targetsThatAServerTells() {
        sim.network.peer(Network.TCP, 8000, new SimHttpServer(sim.clock, (head, body) ->
                SimHttpServer.response("200 OK", "[{\"targets\": [\"127.0.0.1:9100\"], "
                        + "\"labels\": {\"zone\": \"a\"}}]")));
        make("      http_sd_configs: [{url: 'http://127.0.0.1:8000/sd'}]\n");
        assertEquals(List.of(), problems.errors());
        assertEquals("metric up gauge\npoint zone=a @value=1.0\n", scrape(""));
    }

    @Test
    void labelsOverALimitCostThePage() {
        make(TARGETS + "      label_limit: 4\n      label_value_length_limit: 3\n");
        String up = "metric up gauge\npoint @value=1.0\n";
        String down = "metric up gauge\npoint @value=0.0\n";
        assertEquals("metric a gauge\npoint x=\"123\" @value=1.0\n" + up,
                scrape("a{x=\"123\"} 1\n"));
        assertTrue(scrape("a{x=\"1234\"} 1\n").endsWith(down));
        assertTrue(scrape("a{x=\"1\",y=\"2\"} 1\n").endsWith(down));
        assertEquals(1, count("label_value_length_limit"));
    }

    @Test
    void howManySeriesAreNew() {
        make(TARGETS);
        scrape("a 1\nb 1\n# TYPE h histogram\nh_bucket{le=\"+Inf\"} 1\nh_count 1\nh_sum 1\n");
        scrape("a 1\nc 1\n");
        String added = "metric scrape_series_added gauge\npoint @time=";
        String[] values = {"@value=5.0", "@value=1.0"};
        for (int at = 0; at < 2; at++) {
            String last = batches.get(at).substring(batches.get(at).indexOf(added));
            assertTrue(last.contains(values[at]), last);
        }
    }

    @Test
    void targetsAreRelabelled() {
        make("""
                      static_configs:
                        - targets: ['a:1', 'b:2']
                          labels: {__meta_zone: eu, dc: X}
                      params: {q: [one, two]}
                      relabel_configs:
                        - {source_labels: [__address__], regex: 'a:.*', action: drop}
                        - {source_labels: [__address__, dc], regex: '(.*):\\d;(.*)',
                           target_label: __param_q, replacement: '$2/$1'}
                        - {target_label: __address__, replacement: '127.0.0.1:9100'}
                        - {target_label: instance, replacement: 'box'}
                        - {target_label: job, replacement: 'other'}
                        - {target_label: __metrics_path__, replacement: /probe}
                        - {regex: __meta_(.*), action: labelmap}
                        - {source_labels: [dc], target_label: dc, action: lowercase}
                        - {source_labels: [dc, zone], target_label: shard, modulus: 7,
                           action: hashmod}
                """);
        assertEquals(List.of(), problems.errors());
        assertEquals("metric up gauge\npoint dc=x zone=eu shard=\"4\" @value=1.0\n", scrape(""));
        assertTrue(server.heads.get(0).startsWith("GET /probe?q=X%2Fb&q=two HTTP/1.1\r\n"),
                server.heads.get(0));
        assertTrue(batches.get(0).startsWith("resource service.name=other "
                + "service.instance.id=box "), batches.get(0));
    }

    @Test
    void samplesAreRelabelled() {
        make(TARGETS + """
                      sample_limit: 6
                      metric_relabel_configs:
                        - {source_labels: [__name__], regex: go_.*, action: drop}
                        - {source_labels: [le], regex: '0.1|\\+Inf', action: drop}
                        - {source_labels: [__name__, job], separator: '@', regex: '(old)@node',
                           target_label: __name__, replacement: 'new_$1'}
                        - {source_labels: [a, b], target_label: c}
                        - {source_labels: [__name__], target_label: b, action: dropequal}
                        - {regex: b, action: labeldrop}
                """);
        assertEquals(List.of(), problems.errors());
        String page = """
                go_threads 1
                # TYPE old counter
                old{job="x"} 1
                # TYPE latency histogram
                latency_bucket{le="0.1"} 3
                latency_bucket{le="1"} 4
                latency_bucket{le="+Inf"} 6
                latency_sum 1.5
                latency_count 6
                plain{a="1",b="2"} 7
                same{a="1",b="same"} 8
                """;
        String rest = "metric latency histogram cumulative\n"
                + "point c=; @count=6 @sum=1.5 @buckets=4,2 @bounds=1.0\n"
                + "metric plain gauge\npoint a=\"1\" c=1;2 @value=7.0\n";
        String up = "metric up gauge\npoint @value=1.0\n";
        assertEquals("metric new_old sum cumulative monotonic\n"
                + "point exported_job=x c=; @value=1.0\n" + rest + up, scrape(page));
        assertEquals(rest + "metric new_old sum cumulative monotonic\n"
                + "point exported_job=x c=; @flags=1\n" + up,
                scrape(page.replace("old{", "go_{")));
    }

    private int count(String words) {
        String said = sim.files.output.asText() + sim.files.errors.asText();
        int count = 0;
        for (int at = said.indexOf(words); at >= 0; at = said.indexOf(words, at + 1)) {
            count++;
        }
        return count;
    }

    @Test
    void whatIsWrongInTheConfigIsTold() {
        make("      scrape_timeout: 11s\n      static_configs: [{targets: ['a b']}]\n"
                + "      relabels: []\n");
        assertEquals(3, problems.errors().size(), problems.errors().toString());
    }

    @Test
    void rulesThatCannotBeUsedAreTold() {
        make(TARGETS + """
                      relabel_configs:
                        - {regex: '(', target_label: x}
                        - {source_labels: [a]}
                        - {action: hashmod, source_labels: [a], target_label: x}
                        - {action: labelmap, regexp: a}
                        - {action: replaces, source_labels: [a]}
                """);
        assertEquals(5, problems.errors().size(), problems.errors().toString());
    }
}
