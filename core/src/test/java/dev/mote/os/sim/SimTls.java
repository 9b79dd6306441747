package dev.mote.os.sim;

import dev.mote.bytes.Buffer;
import dev.mote.http.Certificate;
import dev.mote.http.IpAddress;
import dev.mote.os.Errno;
import dev.mote.os.FileSystem;
import dev.mote.os.TlsConfig;
import dev.mote.os.TlsError;
import java.util.Arrays;

/**
 * One end of a simulated TLS connection: the roles, messages and errors of the real one over real
 * certificates, without any cryptography. Who signed a certificate is believed by name.
 *
 * <pre>
 *   0      1        3
 *   | kind | length | …     21 alert: number;  22 handshake;  23 data;  as in TLS
 *
 *   client: least and most version, protocols, 0xFF, server name
 *   server: version, number of the protocol, whether it demands a certificate, certificate
 *   client: certificate, or nothing
 * </pre>
 */
final class SimTls {
    /** The bytes below: a socket of the simulated network. */
    interface Wire {
        int receive(byte[] into, int offset, int length);

        int send(byte[] from, int offset, int length);
    }

    private static final int ALERT = 21;
    private static final int HANDSHAKE = 22;
    private static final int DATA = 23;
    private static final int HEAD_BYTES = 3;
    private static final int RECORD_BYTES_MAX = 16_384;

    private final TlsConfig config;
    private final String serverName;
    private final Wire wire;
    private final long nowSeconds;
    private final Buffer in = new Buffer(256);
    private final Buffer out = new Buffer(256);
    private int outSent;
    private int plainFrom;
    private int plainTo;
    private int sealed;
    private int messages;
    private boolean ready;
    private boolean ended;
    private int failed;
    private int protocol;
    private byte[] peer = {};

    SimTls(TlsConfig config, String serverName, long nowSeconds, Wire wire) {
        this.config = config;
        this.serverName = serverName;
        this.nowSeconds = nowSeconds;
        this.wire = wire;
        if (!config.server) {
            Buffer hello = new Buffer(64).put(config.versionMin).put(config.versionMax)
                    .put(config.protocols, 0, config.protocols.length).put(0xFF).utf8(serverName);
            seal(HANDSHAKE, hello.bytes(), 0, hello.length());
        }
    }

    /** 0 when a config can be used, or what is wrong. */
    static int check(TlsConfig config) {
        boolean own = config.certificate.length > 1;
        String key = text(config.key);
        return config.authorities.length > 1 && SimCertificates.pem(config.authorities).length == 0
                ? -TlsError.CA_UNUSABLE
                : own && SimCertificates.pem(config.certificate).length == 0
                ? -TlsError.CERTIFICATE_UNUSABLE
                : own && !(key.contains("PRIVATE KEY") && key.length() > 150)
                ? -TlsError.KEY_UNUSABLE
                : own && !SimCertificates.belongs(config.certificate, key)
                ? -TlsError.KEY_OF_ANOTHER : 0;
    }

    /** The same config with what its file of authorities has at this moment. */
    static TlsConfig withFile(TlsConfig config, SimFileSystem files) {
        if (config.authorities.length > 1 || config.authoritiesPath.length <= 1) {
            return config;
        }
        TlsConfig filled = new TlsConfig(config.server);
        filled.certificate = config.certificate;
        filled.key = config.key;
        filled.versionMin = config.versionMin;
        filled.versionMax = config.versionMax;
        filled.protocols = config.protocols;
        filled.authoritiesPath = config.authoritiesPath;
        int file = files.open(config.authoritiesPath, FileSystem.READ);
        if (file >= 0) {
            byte[] text = new byte[(int) files.size(file) + 1];
            files.read(file, 0, text, 0, text.length - 1);
            files.close(file);
            filled.authorities = text;
        }
        return filled;
    }

    private static String text(byte[] bytes) {
        return new Buffer(bytes.length).put(bytes, 0, bytes.length).asText();
    }

    int handshake() {
        int blocked = failed;
        while (blocked == 0 && !ready) {
            blocked = flush();
            blocked = blocked == -Errno.EAGAIN ? -Errno.EINPROGRESS : blocked;
            if (blocked == 0) {
                blocked = nextRecord();
            }
        }
        flush();
        return blocked != 0 ? blocked : protocol;
    }

    /** Takes one record: 0, or why there is none. */
    private int nextRecord() {
        int count = 0;
        while (count == 0) {
            byte[] head = in.bytes();
            int length = in.length() < HEAD_BYTES ? -1 : (head[1] & 0xFF) << 8 | head[2] & 0xFF;
            if (length >= 0 && in.length() >= HEAD_BYTES + length) {
                int result = take(in.bytes()[0], HEAD_BYTES, length);
                if (in.bytes()[0] != DATA || result != 0) {
                    drop(HEAD_BYTES + length);
                }
                return result;
            }
            count = fill();
        }
        return count;
    }

    private int fill() {
        byte[] bytes = new byte[1024];
        int count = wire.receive(bytes, 0, bytes.length);
        if (count <= 0) {
            return count == -Errno.EAGAIN ? count : fail(count == 0 ? -Errno.ECONNRESET : count, 0);
        }
        in.put(bytes, 0, count);
        return in.bytes()[0] < ALERT - 1 || in.bytes()[0] > DATA ? fail(-TlsError.NOT_TLS, 10) : 0;
    }

    private void drop(int count) {
        System.arraycopy(in.bytes(), count, in.bytes(), 0, in.length() - count);
        in.setLength(in.length() - count);
    }

    private int take(int kind, int from, int length) {
        if (kind == ALERT && length == 1) {
            int alert = in.bytes()[from] & 0xFF;
            ended = alert == 0;
            return alert == 0 ? 0 : fail(-TlsError.ofAlert(alert), 0);
        }
        if (kind == DATA && ready) {
            plainFrom = from;
            plainTo = from + length;
            return 0;
        }
        byte[] message = Arrays.copyOfRange(in.bytes(), from, from + length);
        return kind != HANDSHAKE || ready ? fail(-TlsError.FAILED, 10)
                : !config.server ? serverSays(message)
                : messages++ == 0 ? clientSays(message) : clientShows(message);
    }

    private int clientSays(byte[] hello) {
        if (hello.length < 3 || hello[0] < TlsConfig.TLS_1_2 || hello[0] > hello[1]) {
            return fail(-TlsError.FAILED, 50);
        }
        int version = Math.min(config.versionMax, hello[1]);
        if (version < config.versionMin || version < hello[0]) {
            return fail(-TlsError.VERSION, 70);
        }
        int end = 2;
        while (end < hello.length && hello[end] != -1) {
            end++;
        }
        int chosen = SimCertificates.choose(text(Arrays.copyOfRange(hello, 2, end)),
                text(config.protocols));
        if (chosen < 0) {
            return fail(-TlsError.NO_COMMON_PROTOCOL, 120);
        }
        protocol = chosen & 0xFF;
        boolean demands = config.authorities.length > 1;
        byte[] own = SimCertificates.pem(config.certificate);
        Buffer answer = new Buffer(256).put(version).put(chosen >> 8).put(demands ? 1 : 0)
                .put(own, 0, own.length);
        seal(HANDSHAKE, answer.bytes(), 0, answer.length());
        return 0;
    }

    private int serverSays(byte[] answer) {
        if (answer.length < 3 || answer[0] < config.versionMin || answer[0] > config.versionMax) {
            return fail(answer.length < 3 ? -TlsError.FAILED : -TlsError.VERSION, 70);
        }
        peer = Arrays.copyOfRange(answer, 3, answer.length);
        int problem = config.skipVerify ? 0 : verify();
        if (problem != 0) {
            return problem;
        }
        protocol = answer[1];
        byte[] own = answer[2] == 1 ? SimCertificates.pem(config.certificate) : new byte[0];
        seal(HANDSHAKE, own, 0, own.length);
        ready = true;
        return 0;
    }

    private int clientShows(byte[] certificate) {
        peer = certificate;
        if (config.authorities.length > 1) {
            int problem = certificate.length == 0 ? fail(-TlsError.CERTIFICATE_MISSING, 116)
                    : verify();
            if (problem != 0) {
                return problem;
            }
        }
        ready = true;
        return 0;
    }

    private int verify() {
        Certificate shown = Certificate.read(peer, peer.length);
        return config.authorities.length <= 1 ? fail(-TlsError.CA_UNUSABLE, 80)
                : nowSeconds > shown.notAfterSeconds() ? fail(-TlsError.EXPIRED, 45)
                : nowSeconds < shown.notBeforeSeconds() ? fail(-TlsError.NOT_YET_VALID, 42)
                : !SimCertificates.isTrusted(config.authorities, peer, shown)
                ? fail(shown.subject().equals(shown.issuer()) ? -TlsError.SELF_SIGNED
                        : -TlsError.UNTRUSTED, 48)
                : !config.server && !SimCertificates.isFor(shown.names(), serverName)
                ? fail(-TlsError.WRONG_NAME, 42) : 0;
    }

    /** Fails, and says so with an alert unless that came from the other side. */
    private int fail(int code, int alert) {
        failed = code;
        if (alert != 0) {
            seal(ALERT, new byte[] {(byte) alert}, 0, 1);
            flush();
        }
        return failed;
    }

    private void seal(int kind, byte[] from, int offset, int length) {
        out.put(kind).put(length >> 8).put(length).put(from, offset, length);
    }

    private int flush() {
        while (outSent < out.length()) {
            int count = wire.send(out.bytes(), outSent, out.length() - outSent);
            if (count < 0) {
                return count;
            }
            outSent += count;
        }
        out.clear();
        outSent = 0;
        return 0;
    }

    int receive(byte[] into, int offset, int length) {
        int result = failed;
        while (result == 0 && plainFrom == plainTo && !ended) {
            result = nextRecord();
        }
        if (result != 0 || ended) {
            return result;
        }
        int taken = Math.min(length, plainTo - plainFrom);
        System.arraycopy(in.bytes(), plainFrom, into, offset, taken);
        plainFrom += taken;
        if (plainFrom == plainTo) {
            drop(plainTo);
            plainFrom = 0;
            plainTo = 0;
        }
        return taken;
    }

    int send(byte[] from, int offset, int length) {
        if (failed != 0) {
            return failed;
        }
        int taken = sealed;
        int flushed = flush();
        if (flushed == 0 && taken == 0) {
            taken = Math.min(length, RECORD_BYTES_MAX);
            seal(DATA, from, offset, taken);
            flushed = flush();
        }
        sealed = flushed == 0 ? 0 : taken;
        return flushed == 0 ? taken : flushed;
    }

    byte[] certificate() {
        return peer;
    }

    void close() {
        if (ready && failed == 0 && sealed == 0) {
            seal(ALERT, new byte[1], 0, 1);
            flush();
        }
    }
}
