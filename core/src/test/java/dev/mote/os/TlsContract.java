package dev.mote.os;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mote.bytes.Buffer;
import dev.mote.bytes.RandomBits;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What every door must do with TLS: both ends are this process. */
public abstract class TlsContract {
    private static final byte[] LOOPBACK = {127, 0, 0, 1};
    private static final long SECOND_NANOS = 1_000_000_000L;
    private static final int ROUNDS_MAX = 100;

    private final Os os = open();
    private final Network network = os.network();
    private int client;
    private int server;
    private int clientResult;
    private int serverResult;

    protected abstract Os open();

    private static byte[] text(String text) {
        Buffer bytes = new Buffer(text.length() + 1).ascii(text).put(0);
        return Arrays.copyOf(bytes.bytes(), bytes.length());
    }

    private static TlsConfig trusting(String authority) {
        TlsConfig config = new TlsConfig(false);
        config.authorities = text(authority);
        return config;
    }

    private static TlsConfig with(TlsConfig config, String certificate, String key) {
        config.certificate = text(certificate);
        config.key = text(key);
        return config;
    }

    private static TlsConfig server() {
        return with(new TlsConfig(true), TestCertificates.SERVER, TestCertificates.SERVER_KEY);
    }

    private static TlsConfig client() {
        return trusting(TestCertificates.AUTHORITY);
    }

    private void connect() {
        int listener = network.listen(LOOPBACK, 0);
        client = network.connect(Network.TCP, LOOPBACK, network.port(listener));
        await(client, Poller.WRITABLE);
        await(listener, Poller.READABLE);
        server = network.accept(listener);
        assertTrue(server >= 0);
        network.close(listener);
    }

    private void disconnect() {
        network.close(client);
        network.close(server);
    }

    private void await(int socket, int events) {
        assertEquals(0, os.poller().watch(socket, events));
        assertTrue(os.poller().await(5 * SECOND_NANOS, new int[8]) > 0, "nothing happens");
        os.poller().watch(socket, 0);
    }

    private static boolean goesOn(int result) {
        return result == -Errno.EAGAIN || result == -Errno.EINPROGRESS;
    }

    /** Both ends until both have ended, or one has failed and the other waits for ever. */
    private void shake(TlsConfig clientConfig, TlsConfig serverConfig, String name) {
        connect();
        int clientTls = network.tls(clientConfig);
        int serverTls = network.tls(serverConfig);
        assertTrue(clientTls > 0 && serverTls > 0, clientTls + " " + serverTls);
        clientResult = -Errno.EAGAIN;
        serverResult = -Errno.EAGAIN;
        for (int round = 0; round < ROUNDS_MAX; round++) {
            if (goesOn(clientResult)) {
                clientResult = network.secure(client, clientTls, text(name));
            }
            if (goesOn(serverResult)) {
                serverResult = network.secure(server, serverTls, new byte[0]);
            }
            if (!goesOn(clientResult) && !goesOn(serverResult)) {
                break;
            }
            os.poller().await(1_000_000, new int[8]);
        }
        network.close(clientTls);
        network.close(serverTls);
    }

    /** A handshake that the client ends, with this error. */
    private void refused(int error, TlsConfig clientConfig, TlsConfig serverConfig, String name) {
        shake(clientConfig, serverConfig, name);
        assertEquals(-error, clientResult, Errno.describe(clientResult));
        assertTrue(serverResult < 0);
        assertEquals(-error, network.receive(client, new byte[1], 0, 1));
        disconnect();
    }

    private void accepted(TlsConfig clientConfig, TlsConfig serverConfig, String name) {
        shake(clientConfig, serverConfig, name);
        assertEquals(0, clientResult, Errno.describe(clientResult));
        assertEquals(0, serverResult, Errno.describe(serverResult));
        pass(client, server, 100_000, 1);
        pass(server, client, 50_000, 2);
        assertTrue(network.certificate(client, new byte[4096]) > 300);
        network.close(client);
        assertEquals(0, read(server, new byte[10], 0));
        network.close(server);
    }

    /** Sends bytes through, while the other end reads slowly, in pieces of all sizes. */
    private void pass(int from, int to, int length, long seed) {
        RandomBits random = new RandomBits(seed);
        byte[] sent = new byte[length];
        for (int at = 0; at < length; at++) {
            sent[at] = (byte) (int) random.below(256);
        }
        byte[] received = new byte[length];
        int out = 0;
        int in = 0;
        while (in < length) {
            int piece = Math.min(1 + (int) random.below(20_000), length - out);
            int count = piece == 0 ? 0 : network.send(from, sent, out, piece);
            assertTrue(count >= 0 || count == -Errno.EAGAIN, Errno.describe(count));
            out += Math.max(0, count);
            int most = Math.min(1 + (int) random.below(5_000), length - in);
            in += Math.max(0, read(to, received, in, most));
        }
        for (int at = 0; at < length; at++) {
            assertEquals(sent[at], received[at], "byte " + at);
        }
        assertEquals(-Errno.EAGAIN, network.receive(to, received, 0, 1));
    }

    private int read(int socket, byte[] into, int offset) {
        return read(socket, into, offset, into.length - offset);
    }

    /** Reads, and waits for something to read. */
    private int read(int socket, byte[] into, int offset, int length) {
        int count = network.receive(socket, into, offset, length);
        for (int round = 0; count == -Errno.EAGAIN && round < ROUNDS_MAX; round++) {
            os.poller().await(1_000_000, new int[8]);
            count = network.receive(socket, into, offset, length);
        }
        assertTrue(count >= 0, Errno.describe(count));
        return count;
    }

    @Test
    public void bytesGoThroughWithEachVersion() {
        accepted(client(), server(), "collector.test");
        for (int version = TlsConfig.TLS_1_2; version <= TlsConfig.TLS_1_3; version++) {
            TlsConfig config = client();
            config.versionMin = version;
            config.versionMax = version;
            accepted(config, server(), "x.wild.test");
        }
        accepted(client(), server(), "127.0.0.1");
    }

    /** Each holds keys: there is no limit of the library below that of the descriptors. */
    @Test
    public void manyConnectionsAreOpenAtOnce() {
        int[] sockets = new int[2 * 40];
        for (int at = 0; at < sockets.length; at += 2) {
            shake(client(), server(), "collector.test");
            assertEquals(0, clientResult, Errno.describe(clientResult));
            assertEquals(0, serverResult, Errno.describe(serverResult));
            sockets[at] = client;
            sockets[at + 1] = server;
        }
        for (int at = 0; at < sockets.length; at += 2) {
            pass(sockets[at], sockets[at + 1], 100, at);
            network.close(sockets[at]);
            network.close(sockets[at + 1]);
        }
    }

    @Test
    public void keysAreReadInEachForm() {
        accepted(client(), with(server(), TestCertificates.SERVER,
                TestCertificates.SERVER_KEY_SEC1), "collector.test");
        accepted(client(), with(server(), TestCertificates.RSA, TestCertificates.RSA_KEY),
                "collector.test");
        accepted(client(), with(server(), TestCertificates.RSA, TestCertificates.RSA_KEY_PKCS1),
                "collector.test");
    }

    @Test
    public void aProtocolIsChosen() {
        TlsConfig both = client();
        both.protocols = text("h2\0http/1.1");
        TlsConfig one = server();
        one.protocols = text("http/1.1");
        shake(both, one, "collector.test");
        assertEquals(2, clientResult);
        assertEquals(1, serverResult);
        disconnect();
        TlsConfig other = server();
        other.protocols = text("foo");
        refused(TlsError.NO_COMMON_PROTOCOL, both, other, "collector.test");
        assertEquals(-TlsError.NO_COMMON_PROTOCOL, serverResult);
    }

    @Test
    public void eachBadCertificateHasItsError() {
        String host = "collector.test";
        refused(TlsError.WRONG_NAME, client(), server(), "elsewhere.test");
        refused(TlsError.WRONG_NAME, client(), server(), "127.0.0.2");
        refused(TlsError.EXPIRED, client(), with(server(), TestCertificates.EXPIRED,
                TestCertificates.EXPIRED_KEY), host);
        refused(TlsError.NOT_YET_VALID, client(), with(server(), TestCertificates.FUTURE,
                TestCertificates.FUTURE_KEY), host);
        refused(TlsError.UNTRUSTED, client(), with(server(), TestCertificates.STRANGER,
                TestCertificates.STRANGER_KEY), host);
        refused(TlsError.SELF_SIGNED, client(), with(server(), TestCertificates.SELF_SIGNED,
                TestCertificates.SELF_SIGNED_KEY), host);
        accepted(trusting(TestCertificates.SELF_SIGNED), with(server(),
                TestCertificates.SELF_SIGNED, TestCertificates.SELF_SIGNED_KEY), host);
    }

    @Test
    public void aRefusedCertificateCanBeLookedAt() {
        shake(client(), server(), "elsewhere.test");
        byte[] certificate = new byte[4096];
        int length = network.certificate(client, certificate);
        assertTrue(length > 300);
        assertTrue(new Buffer(length).put(certificate, 0, length).asText()
                .indexOf("*.wild.test") > 0);
        disconnect();
    }

    @Test
    public void verificationCanBeSkipped() {
        TlsConfig careless = new TlsConfig(false);
        careless.skipVerify = true;
        accepted(careless, with(server(), TestCertificates.EXPIRED,
                TestCertificates.EXPIRED_KEY), "elsewhere.test");
    }

    @Test
    public void authoritiesAreFoundInAFile() {
        Path path = new Path("/tmp/mote-authorities-")
                .append((int) (os.clock().wallNanos() & 0x3FFFFFFF));
        byte[] bundle = text("a comment\n" + TestCertificates.CLIENT + TestCertificates.AUTHORITY);
        int file = os.files().open(path.bytes(), FileSystem.READ_WRITE);
        os.files().write(file, 0, bundle, 0, bundle.length - 1);
        TlsConfig config = new TlsConfig(false);
        config.authoritiesPath = path.bytes();
        accepted(config, server(), "collector.test");
        refused(TlsError.UNTRUSTED, config, with(server(), TestCertificates.STRANGER,
                TestCertificates.STRANGER_KEY), "collector.test");
        os.files().close(file);
        os.files().remove(path.bytes());
        refused(TlsError.CA_UNUSABLE, config, server(), "collector.test");
    }

    @Test
    public void versionsMustMeet() {
        TlsConfig strict = server();
        strict.versionMin = TlsConfig.TLS_1_3;
        TlsConfig old = client();
        old.versionMax = TlsConfig.TLS_1_2;
        refused(TlsError.VERSION, old, strict, "collector.test");
        assertEquals(-TlsError.VERSION, serverResult);
    }

    @Test
    public void aServerCanDemandACertificate() {
        for (int version = TlsConfig.TLS_1_2; version <= TlsConfig.TLS_1_3; version++) {
            TlsConfig demanding = server();
            demanding.authorities = text(TestCertificates.AUTHORITY);
            demanding.versionMax = version;
            accepted(with(client(), TestCertificates.CLIENT, TestCertificates.CLIENT_KEY),
                    demanding, "collector.test");
            shake(client(), demanding, "collector.test");
            assertEquals(-TlsError.CERTIFICATE_MISSING, serverResult);
            assertEquals(-TlsError.CERTIFICATE_WANTED, afterwards());
            disconnect();
            shake(with(client(), TestCertificates.STRANGER, TestCertificates.STRANGER_KEY),
                    demanding, "collector.test");
            assertEquals(-TlsError.UNTRUSTED, serverResult);
            assertTrue(afterwards() <= -TlsError.ALERT, Errno.describe(afterwards()));
            disconnect();
        }
    }

    @Test
    public void aMissingCertificateIsToldThoughTheAlertIsLost() {
        TlsConfig demanding = server();
        demanding.authorities = text(TestCertificates.AUTHORITY);
        shake(client(), demanding, "collector.test");
        network.send(client, new byte[10], 0, 10);
        network.close(server);
        network.send(client, new byte[10], 0, 10);
        assertEquals(-TlsError.CERTIFICATE_WANTED, afterwards());
        network.close(client);
    }

    /** With TLS 1.3 a client learns at its first read that its certificate was refused. */
    private int afterwards() {
        return clientResult < 0 ? clientResult : network.receive(client, new byte[1], 0, 1);
    }

    @Test
    public void badSettingsAreTold() {
        assertEquals(-TlsError.CA_UNUSABLE, network.tls(trusting("no certificate")));
        assertEquals(-TlsError.CERTIFICATE_UNUSABLE, network.tls(with(client(), "nothing",
                TestCertificates.CLIENT_KEY)));
        assertEquals(-TlsError.KEY_UNUSABLE, network.tls(with(client(), TestCertificates.CLIENT,
                "-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----\n")));
        assertEquals(-TlsError.KEY_OF_ANOTHER, network.tls(with(client(), TestCertificates.CLIENT,
                TestCertificates.SERVER_KEY)));
        assertEquals(-TlsError.KEY_OF_ANOTHER, network.tls(with(client(), TestCertificates.CLIENT,
                TestCertificates.RSA_KEY)));
    }

    @Test
    public void whoDoesNotSpeakTlsIsFoundOut() {
        connect();
        int tls = network.tls(client());
        assertEquals(-Errno.EAGAIN, network.secure(client, tls, text("collector.test")));
        byte[] answer = text("HTTP/1.1 400 Bad Request\r\n\r\n");
        network.send(server, answer, 0, answer.length);
        assertEquals(-TlsError.NOT_TLS, ended(client, tls));
        disconnect();
        connect();
        tls = network.tls(server());
        byte[] request = text("POST /v1/metrics HTTP/1.1\r\nHost: x\r\n\r\n");
        network.send(client, request, 0, request.length);
        assertEquals(-TlsError.NOT_TLS, ended(server, tls));
        byte[] alert = new byte[10];
        assertTrue(read(client, alert, 0) > 0, "an alert, so that the client can find out");
        assertEquals(21, alert[0]);
        disconnect();
        connect();
        network.close(server);
        assertEquals(-Errno.ECONNRESET, ended(client, network.tls(client())));
        network.close(client);
    }

    private int ended(int socket, int tls) {
        int result = -Errno.EAGAIN;
        for (int round = 0; goesOn(result) && round < ROUNDS_MAX; round++) {
            result = network.secure(socket, tls, text("collector.test"));
            os.poller().await(1_000_000, new int[8]);
        }
        return result;
    }

    @Test
    public void garbageIsAnErrorInBothRoles() {
        int[] settings = {network.tls(client()), network.tls(server())};
        long seed = os.clock().wallNanos();
        RandomBits random = new RandomBits(seed);
        for (int trial = 0; trial < 100; trial++) {
            connect();
            byte[] garbage = garbage(random);
            network.send(client, garbage, 0, garbage.length);
            network.close(client);
            int result = ended(server, settings[trial % 2]);
            assertTrue(result < 0 && !goesOn(result), "seed " + seed + " trial " + trial);
            network.close(server);
        }
    }

    /** Random bytes; of three, two begin as a record of TLS, one of them as a hello. */
    private static byte[] garbage(RandomBits random) {
        byte[] bytes = new byte[6 + (int) random.below(600)];
        for (int at = 0; at < bytes.length; at++) {
            bytes[at] = (byte) (int) random.below(256);
        }
        int kind = (int) random.below(3);
        if (kind > 0) {
            bytes[0] = (byte) (20 + (int) random.below(4));
            bytes[1] = 3;
            bytes[2] = 3;
            bytes[3] = (byte) (bytes.length - 5 >> 8);
            bytes[4] = (byte) (bytes.length - 5);
        }
        if (kind > 1) {
            bytes[0] = 22;
            bytes[5] = (byte) (1 + (int) random.below(2));
        }
        return bytes;
    }
}
