package dev.mote.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mote.bytes.Buffer;
import dev.mote.component.EventLoop;
import dev.mote.config.Environment;
import dev.mote.config.Problems;
import dev.mote.config.Section;
import dev.mote.config.Yaml;
import dev.mote.config.YamlNode;
import dev.mote.os.FileSystem;
import dev.mote.os.Network;
import dev.mote.os.Path;
import dev.mote.os.TestCertificates;
import dev.mote.os.sim.SimNetwork;
import dev.mote.os.sim.SimOs;
import org.junit.jupiter.api.Test;

/** HTTP over TLS and through proxies, from end to end. */
class SecureClientTest {
    private static final long SECOND = 1_000_000_000L;
    private static final String CA = "tls: {ca_file: /ca.pem}\n";

    private final SimOs sim = new SimOs();
    private final EventLoop loop = new EventLoop(sim.os());
    private final Problems problems = new Problems("test");
    private String[] variables = {};

    SecureClientTest() {
        loop.add(new Tick());
        file("/ca.pem", TestCertificates.AUTHORITY);
        file("/server.pem", TestCertificates.SERVER);
        file("/server.key", TestCertificates.SERVER_KEY);
        file("/client.pem", TestCertificates.CLIENT);
        file("/client.key", TestCertificates.CLIENT_KEY);
    }

    private void file(String name, String text) {
        int file = sim.files.open(new Path(name).bytes(), FileSystem.READ_WRITE);
        sim.files.truncate(file, 0);
        byte[] bytes = new Buffer(text.length()).ascii(text).bytes();
        sim.files.write(file, 0, bytes, 0, text.length());
        sim.files.close(file);
    }

    private Section section(String yaml) {
        YamlNode map = Yaml.parse(new Buffer(64).ascii(yaml).bytes(), yaml.length());
        return new Section(map, map, problems);
    }

    private SimTlsServer serve(String more) {
        SimTlsServer server = new SimTlsServer(loop, TlsSettings.server(section(
                "cert_file: /server.pem\nkey_file: /server.key\n" + more)));
        assertEquals(0, server.server.listen(ListenAddress.parse("127.0.0.1:4318"), server.tls));
        return server;
    }

    private HttpClient client(String yaml, String url) {
        Url target = Url.parse(url);
        ClientSettings settings = ClientSettings.from(section(yaml))
                .resolve(new Environment(variables, problems), target, true);
        return new HttpClient(loop, target, settings, 10 * SECOND);
    }

    private String get(HttpClient client) {
        Buffer head = new Buffer(64).ascii("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
        client.send(head, new HttpClient.Body() {
            @Override
            public int length() {
                return 0;
            }

            @Override
            public void copy(int position, byte[] into, int offset, int count) {
            }
        }, sim.clock.monotonicNanos());
        while (!client.isDone()) {
            client.doWork(sim.clock.monotonicNanos());
            loop.turn();
        }
        return client.failure() != null ? client.failure()
                : client.status() + " " + client.responseBody().asText();
    }

    private static void contains(String text, String part) {
        assertTrue(text.contains(part), text);
    }

    @Test
    void requestsGoOverTls() {
        SimTlsServer server = serve("");
        HttpClient client = client(CA, "https://127.0.0.1:4318");
        assertEquals("200 secret", get(client));
        assertEquals("200 secret", get(client));
        assertEquals(2, server.requests);
        client.close();
        loop.turn();
        server.server.beginShutdown(sim.clock.monotonicNanos());
        assertEquals(0, sim.network.openSockets);
    }

    @Test
    void theCertificateIsForTheNameThatIsSet() {
        serve("");
        assertEquals("200 secret", get(client("tls: {ca_file: /ca.pem, server_name_override: "
                + "x.wild.test}\n", "https://127.0.0.1:4318")));
        contains(get(client("tls: {ca_file: /ca.pem, server_name_override: other.test}\n",
                "https://127.0.0.1:4318")), "asked for other.test, shown one for collector.test, "
                + "*.wild.test, 127.0.0.1");
    }

    @Test
    void eachFailureSaysWhatToDo() {
        file("/server.pem", TestCertificates.EXPIRED);
        file("/server.key", TestCertificates.EXPIRED_KEY);
        SimTlsServer server = serve("");
        contains(get(client(CA, "https://127.0.0.1:4318")),
                "has expired; it must be renewed there (it ended on Fri, 01 Jan 2021)");
        file("/server.pem", TestCertificates.STRANGER);
        file("/server.key", TestCertificates.STRANGER_KEY);
        contains(get(client(CA, "https://127.0.0.1:4318")), "(the authority is \"Another "
                + "authority\")");
        contains(get(client("tls: {ca_file: /absent}\n", "https://127.0.0.1:4318")),
                "ca_file /absent: no such file");
        contains(get(client("tls: {ca_file: /server.key}\n", "https://127.0.0.1:4318")),
                "ca_file /server.key: the authorities' certificates cannot be read");
        contains(get(client("", "http://127.0.0.1:4318")), "TLS");
        assertEquals(3, server.failures.value());
        contains(get(client("", "https://127.0.0.1:4318")), "install ca-certificates");
    }

    @Test
    void plainServersAreFoundOut() {
        sim.network.peer(Network.TCP, 4318, new SimNetwork.Peer() {
            @Override
            public void received(SimNetwork.Connection connection) {
                connection.send("HTTP/1.1 400 Bad Request\r\n\r\n");
            }
        });
        contains(get(client(CA, "https://127.0.0.1:4318")), "does not speak TLS; is it http://");
    }

    @Test
    void aServerThatSaysNothingIsGivenUp() {
        sim.network.peer(Network.TCP, 4318, connection -> { });
        assertEquals("timed out in the TLS handshake", get(client(CA, "https://127.0.0.1:4318")));
        assertEquals(0, sim.network.openSockets);
    }

    @Test
    void clientCertificatesAreShownAndRenewed() {
        serve("client_ca_file: /ca.pem\n");
        contains(get(client(CA, "https://127.0.0.1:4318")), "set cert_file and key_file");
        String mutual = "tls: {ca_file: /ca.pem, cert_file: /client.pem, key_file: /client.key}\n";
        HttpClient client = client(mutual, "https://127.0.0.1:4318");
        assertEquals("200 secret", get(client));
        client.close();
        file("/client.pem", "half of a renewed certificate");
        assertEquals("200 secret", get(client), "the old one goes on");
        client.close();
        file("/client.pem", TestCertificates.EXPIRED);
        file("/client.key", TestCertificates.EXPIRED_KEY);
        contains(get(client), "refuses our certificate: revoked or expired");
    }

    @Test
    void aTunnelLeadsThroughAProxy() {
        StringBuilder asked = new StringBuilder();
        sim.network.peer(Network.TCP, 3128, new SimNetwork.Peer() {
            @Override
            public void received(SimNetwork.Connection connection) {
                asked.append(connection.received.asText());
                connection.received.clear();
                connection.send("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n");
            }
        });
        variables = new String[] {"HTTPS_PROXY=http://me:p%40ss@127.0.0.1:3128"};
        String failure = get(client(CA, "https://collector.test:4318"));
        assertEquals("CONNECT collector.test:4318 HTTP/1.1\r\nHost: collector.test:4318\r\n"
                + "Proxy-Authorization: Basic bWU6cEBzcw==\r\n\r\n", asked.toString());
        assertEquals("the proxy 127.0.0.1:3128 does not accept the user and password", failure);
        sim.network.peer(Network.TCP, 3128, new SimNetwork.Peer() {
            @Override
            public void received(SimNetwork.Connection connection) {
                connection.received.clear();
                connection.send("HTTP/1.0 200 ok\r\nVia: x\r\n\r\nplain words");
            }
        });
        contains(get(client(CA, "https://collector.test:4318")), "does not speak TLS");
    }

    @Test
    void aProxyReadsPlainRequests() {
        variables = new String[] {"http_proxy=me@proxy:8080", "NO_PROXY=10.0.0.0/8"};
        ClientSettings settings = ClientSettings.from(section("")).resolve(
                new Environment(variables, problems), Url.parse("http://a.b:80/c?d"), true);
        assertEquals("http://a.b/c?d", settings.target(Url.parse("http://a.b:80/c?d")));
        Buffer head = new Buffer(64);
        settings.appendProxyHeaders(head);
        assertEquals("Proxy-Authorization: Basic bWU=\r\n", head.asText());
        settings.resolve(new Environment(variables, problems), Url.parse("http://10.1.1.1"), true);
        assertNull(settings.proxy());
    }

    @Test
    void mistakesInSettingsAreExplained() {
        refused("tls: {cert_file: a}\n", "key_file is missing");
        refused("tls: {ca_file: a, ca_pem: b}\n", "not both");
        refused("tls: {min_version: \"1.1\"}\n", "min_version: unknown \"1.1\"");
        refused("tls: {min_version: \"1.3\", max_version: \"1.2\"}\n", "above max_version");
        refused("tls: {insecure_skip_verfy: true}\n", "insecure_skip_verify");
        refused("auth: {bearer_token: a, username: b}\n", "set one of");
        refused("auth: {username: b}\n", "set one of");
        TlsSettings.client(section("insecure_skip_verify: true\n"));
        contains(problems.notes().get(0), "can read and change all of it");
    }

    private void refused(String yaml, String part) {
        int before = problems.errors().size();
        ClientSettings.from(section(yaml));
        contains(problems.errors().get(before), part);
    }
}
