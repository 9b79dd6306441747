package dev.mote.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Delivery over TLS to the collector, whose TLS is Go's, and to OpenSSL: what works, what not. */
@Tag("it")
class SecureDeliveryTest {
    @TempDir
    Path folder;
    private TlsFiles files;
    private final int port = Child.freePort();
    private final String url = "https://127.0.0.1:" + port;

    @BeforeEach
    void writeFiles() {
        files = new TlsFiles(folder);
    }

    private String trust() {
        return "ca_file: " + files.path("ca");
    }

    private String mutual() {
        return trust() + "\ncert_file: " + files.path("client") + "\nkey_file: "
                + files.path("client-key");
    }

    private MoteProcess mote(String tls) {
        return mote(url, tls, Map.of());
    }

    private MoteProcess mote(String endpoint, String tls, Map<String, String> environment) {
        return MoteProcess.start(Child.freePort(), environment, "--config",
                files.config(endpoint, tls).toString());
    }

    private void arrives(String collectorTls, String tls) {
        try (Child collector = files.collector(port, collectorTls); MoteProcess mote = mote(tls)) {
            mote.await("3 requests", 30, () -> ReceivedFile.read(folder).size() >= 3);
            assertFalse(mote.output().contains("warning"), mote.output());
            assertTrue(collector.isRunning());
        }
    }

    @Test
    void tls13() {
        arrives("min_version: \"1.3\"", trust());
    }

    @Test
    void tls12() {
        arrives("max_version: \"1.2\"", trust());
    }

    @Test
    void bothSidesShowCertificates() {
        arrives("client_ca_file: " + files.path("ca"), mutual());
    }

    @Test
    void withoutVerificationAsTheConfigSays() {
        try (Child collector = files.collector(port, "");
                MoteProcess mote = mote("insecure_skip_verify: true")) {
            mote.await("3 requests", 30, () -> ReceivedFile.read(folder).size() >= 3);
            mote.awaitOutput("can read and change all of it", 1);
            assertTrue(collector.isRunning());
        }
    }

    private void says(String tls, String words) {
        try (MoteProcess mote = mote(tls)) {
            mote.awaitOutput(words, 20);
        }
    }

    @Test
    void aCollectorIsRefusedOrRefuses() {
        try (Child collector = files.collector(port, "client_ca_file: " + files.path("ca"))) {
            says(trust(), "it wants a client certificate; set cert_file and key_file");
            says("ca_file: " + files.path("stranger"),
                    "(the authority is \"Mote test authority\")");
            says(mutual() + "\nserver_name_override: elsewhere.test", "asked for elsewhere.test, "
                    + "shown one for collector.test, *.wild.test, 127.0.0.1");
            // By an alert, or, when that is lost, by the end of the connection.
            says(trust() + "\ncert_file: " + files.path("stranger") + "\nkey_file: "
                    + files.path("stranger-key"), "our certificate");
            says(trust() + "\ncert_file: " + files.path("server") + "\nkey_file: "
                    + files.path("client-key"), "the key does not belong to the certificate");
            assertTrue(collector.isRunning());
        }
    }

    @Test
    void plainAndSecureAreToldApart() {
        try (Child collector = files.collector(port, "")) {
            try (MoteProcess mote = mote("http://127.0.0.1:" + port, "{}", Map.of())) {
                mote.awaitOutput("HTTPS", 20);
            }
            assertTrue(collector.isRunning());
        }
        int plain = Child.freePort();
        try (Child collector = Peers.collectorToFile(folder, plain);
                MoteProcess mote = mote("https://127.0.0.1:" + plain, trust(), Map.of())) {
            mote.awaitOutput("it does not speak TLS; is it http:// or another port?", 20);
            assertTrue(collector.isRunning());
        }
    }

    private Child openssl(String certificate, String... options) {
        List<String> command = new java.util.ArrayList<>(List.of("openssl", "s_server", "-accept",
                "127.0.0.1:" + port, "-cert", files.path(certificate), "-key",
                files.path(certificate + "-key"), "-www", "-quiet"));
        command.addAll(List.of(options));
        Child server = new Child("openssl", command, Map.of(), null);
        server.awaitPort(port, 20);
        return server;
    }

    private void opensslIs(String words, String certificate, String... options) {
        try (Child server = openssl(certificate, options)) {
            says(trust(), words);
            assertTrue(server.isRunning());
        }
    }

    @Test
    void eachBadCertificateOfOpenSslHasItsWords() {
        opensslIs("has expired; it must be renewed there (it ended on Fri, 01 Jan 2021)",
                "expired");
        opensslIs("not valid yet; is this host's clock right? (it begins on Wed, 01 Jan 2098)",
                "future");
        opensslIs("self-signed and not trusted here", "self");
        opensslIs("no common version of TLS", "rsa", "-tls1_1", "-cipher", "ALL:@SECLEVEL=0");
        opensslIs("no common cipher suite", "rsa", "-tls1_2", "-cipher", "AES128-SHA");
    }

    /** An HTTP proxy that makes tunnels, and counts them. */
    private static final class TunnelProxy implements AutoCloseable {
        private final ServerSocket listener;
        private final Set<String> asked = ConcurrentHashMap.newKeySet();

        TunnelProxy() {
            try {
                listener = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            Thread.ofVirtual().start(() -> {
                while (!listener.isClosed()) {
                    try {
                        Socket socket = listener.accept();
                        Thread.ofVirtual().start(() -> serve(socket));
                    } catch (IOException e) {
                        return;
                    }
                }
            });
        }

        private void serve(Socket near) {
            try (near) {
                StringBuilder head = new StringBuilder();
                while (head.indexOf("\r\n\r\n") < 0) {
                    head.append((char) near.getInputStream().read());
                }
                asked.add(head.substring(0, head.indexOf(" HTTP")));
                String target = head.substring(8, head.indexOf(" HTTP"));
                int port = Integer.parseInt(target.substring(target.indexOf(':') + 1));
                try (Socket far = new Socket(InetAddress.getLoopbackAddress(), port)) {
                    near.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes());
                    Thread.ofVirtual().start(() -> copy(far, near));
                    copy(near, far);
                }
            } catch (IOException e) {
                // One side has gone, and with it the tunnel.
            }
        }

        private static void copy(Socket from, Socket to) {
            try (InputStream in = from.getInputStream(); OutputStream out = to.getOutputStream()) {
                in.transferTo(out);
            } catch (IOException e) {
                // One side has gone, and with it the tunnel.
            }
        }

        @Override
        public void close() throws IOException {
            listener.close();
        }
    }

    @Test
    void aProxyPassesTheTunnelOn() throws IOException {
        try (Child collector = files.collector(port, ""); TunnelProxy proxy = new TunnelProxy();
                MoteProcess mote = mote("https://collector.test:" + port, trust(), Map.of(
                        "HTTPS_PROXY", "http://127.0.0.1:" + proxy.listener.getLocalPort()))) {
            mote.await("3 requests", 30, () -> ReceivedFile.read(folder).size() >= 3);
            assertEquals(Set.of("CONNECT collector.test:" + port), proxy.asked);
            assertTrue(collector.isRunning());
        }
    }

    @Test
    void secretsAreNeverShown() {
        String secret = "geheim";
        Path config = Peers.write(folder.resolve("secrets.yaml"), """
                exporters:
                  otlp_http:
                    endpoint: https://127.0.0.1:%d
                    proxy_url: http://me:%s@127.0.0.1:%d
                    headers: {x-api-key: %s}
                    auth: {username: me, password: %s}
                    tls: {key_pem: %s, cert_pem: x}
                  otlp_http/file:
                    endpoint: http://127.0.0.1:%d/?key=%s
                    proxy_url: ""
                    auth: {bearer_token: "${env:TOKEN}"}
                service:
                  pipelines:
                    metrics: {receivers: [host_metrics], exporters: [otlp_http, otlp_http/file]}
                receivers: {host_metrics: {collection_interval: 200ms}}
                """.formatted(port, secret, port, secret, secret, secret, port, secret));
        Map<String, String> environment = Map.of("TOKEN", secret);
        for (String[] verb : new String[][] {{"validate"}, {"doctor", "--config"}}) {
            String[] arguments = java.util.Arrays.copyOf(verb, verb.length + 1);
            arguments[verb.length] = config.toString();
            try (Child mote = MoteProcess.verb(environment, arguments)) {
                mote.awaitExit(30);
                assertFalse(mote.output().contains(secret), mote.output());
                assertFalse(mote.output().isEmpty());
            }
        }
        try (MoteProcess mote = MoteProcess.run(environment, "--config", config.toString())) {
            mote.awaitOutput("otlp_http/file: cannot deliver", 20);
            mote.awaitOutput("otlp_http: cannot deliver", 20);
            String shown = mote.output() + mote.get("/metrics", null).body()
                    + mote.get("/", null).body();
            assertFalse(shown.contains(secret), shown);
        }
    }

    /** Verified against all authorities of a distribution, the connection held: 1,792 kB. */
    @Test
    void aConnectionFitsIntoItsMemory() throws IOException {
        Path system = Path.of("/etc/ssl/certs/ca-certificates.crt");
        org.junit.jupiter.api.Assumptions.assumeTrue(MoteProcess.isNative()
                && Files.exists(system));
        Path bundle = Peers.write(folder.resolve("bundle.pem"), Files.readString(system)
                + Files.readString(Path.of(files.path("ca"))));
        try (Child collector = files.collector(port, "min_version: \"1.3\"");
                MoteProcess mote = mote("ca_file: " + bundle)) {
            mote.await("40 requests", 60, () -> ReceivedFile.read(folder).size() >= 40);
            // Seconds after the start, later on a busy machine, what only the start needed is
            // given back.
            mote.await("1,792 kB", 60, () -> mote.residentKilobytes() <= 1792);
            System.out.println("resident with a TLS 1.3 connection: "
                    + mote.residentKilobytes() + " kB");
            assertTrue(collector.isRunning());
        }
    }
}
