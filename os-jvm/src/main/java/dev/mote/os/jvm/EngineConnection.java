package dev.mote.os.jvm;

import dev.mote.os.Errno;
import dev.mote.os.TlsError;
import dev.mote.os.linux.Libc;
import java.nio.ByteBuffer;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/**
 * One TLS connection: an {@link SSLEngine} between the caller's bytes and a descriptor. It keeps at
 * most one record that has not come entirely, one that was not read to its end, and one that the
 * socket would not take.
 */
final class EngineConnection {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
    /** What one record can carry (RFC 8446, 5.1). */
    private static final int PLAIN_BYTES_MAX = 1 << 14;
    /** Records of TLS begin with their kind: 20 to 23 (RFC 8446, 5.1). */
    private static final int KIND_FIRST = 20;
    private static final int KIND_LAST = 23;

    private final Libc libc;
    private final int fd;
    private final EngineSettings settings;
    private final SSLEngine engine;
    /** What has arrived; read from position to limit. */
    private final ByteBuffer in;
    private ByteBuffer plain = NOTHING;
    private ByteBuffer out = NOTHING;
    /** Bytes of the caller's whose record has not gone entirely. */
    private int sealed;
    private int firstByte = -1;
    private int failed;
    /** Whether a client was asked for its certificate, and has read something since. */
    private boolean asked;
    private boolean heard;
    private boolean ready;
    private boolean ended;
    private byte[] refused = {};

    EngineConnection(Libc libc, int fd, EngineSettings settings, String serverName) {
        this.libc = libc;
        this.fd = fd;
        this.settings = settings;
        engine = settings.engine(serverName);
        in = ByteBuffer.allocate(engine.getSession().getPacketBufferSize()).limit(0);
    }

    int handshake() {
        if (failed != 0) {
            return failed;
        }
        try {
            engine.beginHandshake();
            int blocked = 0;
            while (blocked == 0 && !ready) {
                blocked = step();
            }
            return blocked != 0 ? blocked : chosenProtocol();
        } catch (SSLException | RuntimeException e) {
            return fail(e);
        }
    }

    /** One step of the handshake: 0, or why it does not go on now. */
    private int step() throws SSLException {
        int flushed = flush();
        if (flushed < 0) {
            return flushed == -Errno.EAGAIN ? -Errno.EINPROGRESS : failed(flushed);
        }
        switch (engine.getHandshakeStatus()) {
            case NEED_TASK -> engine.getDelegatedTask().run();
            case NEED_WRAP -> wrap(NOTHING);
            case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> {
                return unwrap();
            }
            default -> ready = true;
        }
        asked |= settings.takeAsked();
        return 0;
    }

    private int chosenProtocol() {
        String chosen = engine.getApplicationProtocol();
        for (int at = 0; at < settings.protocols.length; at++) {
            if (settings.protocols[at].equals(chosen)) {
                return at + 1;
            }
        }
        return 0;
    }

    int receive(byte[] into, int offset, int length) {
        try {
            int result = failed;
            while (result == 0 && !plain.hasRemaining() && !ended) {
                result = unwrap();
                afterwards();
            }
            if (result != 0) {
                return result;
            }
        } catch (SSLException | RuntimeException e) {
            return fail(e);
        }
        int taken = Math.min(length, plain.remaining());
        heard |= taken > 0;
        plain.get(into, offset, taken);
        return taken;
    }

    /** What TLS 1.3 wants to do between the caller's bytes: new keys. */
    private void afterwards() throws SSLException {
        while (engine.getHandshakeStatus() == HandshakeStatus.NEED_TASK) {
            engine.getDelegatedTask().run();
        }
        if (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP && flush() == 0) {
            wrap(NOTHING);
            flush();
        }
    }

    /** Takes one record: 0 when one was there, else what {@link Libc#receive} says. */
    private int unwrap() throws SSLException {
        if (plain == NOTHING && ready) {
            plain = ByteBuffer.allocate(PLAIN_BYTES_MAX).limit(0);
        }
        Status status = engine.unwrap(in, plain.clear()).getStatus();
        plain.flip();
        ended = status == Status.CLOSED;
        return status == Status.BUFFER_UNDERFLOW ? fill() : 0;
    }

    private int fill() {
        in.compact();
        int count = libc.receive(fd, in.array(), in.position(), in.remaining());
        if (count > 0 && firstByte < 0) {
            firstByte = in.array()[0] & 0xFF;
        }
        in.position(in.position() + Math.max(0, count)).flip();
        return count > 0 ? 0 : count == -Errno.EAGAIN || count == -Errno.EINTR ? -Errno.EAGAIN
                : failed(lost(count == 0 ? -Errno.ECONNRESET : count));
    }

    /**
     * A lost connection. With TLS 1.3 the server judges the client's certificate only when the
     * first request is on its way, and that may destroy the alert.
     */
    private int lost(int error) {
        return !asked || heard ? error : settings.hasCertificate ? -TlsError.CERTIFICATE_DOUBTED
                : -TlsError.CERTIFICATE_WANTED;
    }

    int send(byte[] from, int offset, int length) {
        if (failed != 0) {
            return failed;
        }
        try {
            int taken = sealed;
            int flushed = flush();
            while (flushed == 0 && taken == 0) {
                taken = wrap(ByteBuffer.wrap(from, offset, Math.min(length, PLAIN_BYTES_MAX)));
                sealed = taken;
                flushed = flush();
            }
            if (flushed < 0) {
                // Not for good: what has come until now, perhaps why, can still be read.
                return flushed;
            }
            sealed = 0;
            return taken;
        } catch (SSLException | RuntimeException e) {
            return fail(e);
        }
    }

    /** Makes a record, which is then in {@link #out}; returns the bytes taken. */
    private int wrap(ByteBuffer bytes) throws SSLException {
        if (out == NOTHING) {
            out = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
        }
        out.clear();
        try {
            return engine.wrap(bytes, out).bytesConsumed();
        } finally {
            out.flip();
        }
    }

    /** Sends what is sealed; 0 once all of it has gone. */
    private int flush() {
        while (out.hasRemaining()) {
            int count = libc.send(fd, out.array(), out.position(), out.remaining());
            if (count < 0 && count != -Errno.EINTR) {
                return count;
            }
            out.position(out.position() + Math.max(0, count));
        }
        return 0;
    }

    private int failed(int code) {
        failed = firstByte >= 0 && (firstByte < KIND_FIRST || firstByte > KIND_LAST)
                ? -TlsError.NOT_TLS : code;
        return failed;
    }

    private int fail(Exception cause) {
        refused = settings.takeRefused();
        try {
            // The alert that tells the other side why.
            if (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP && flush() == 0) {
                wrap(NOTHING);
                flush();
            }
        } catch (SSLException | RuntimeException e) {
            failed = -TlsError.FAILED;
        }
        asked |= settings.takeAsked();
        return failed(-EngineErrors.code(cause, settings, asked && !settings.hasCertificate));
    }

    /** The certificate of the other side in DER; empty when there is none. */
    byte[] certificate() {
        try {
            Certificate[] chain = ready ? engine.getSession().getPeerCertificates() : null;
            return chain == null ? refused : chain[0].getEncoded();
        } catch (SSLPeerUnverifiedException | CertificateEncodingException e) {
            return refused;
        }
    }

    void close() {
        if (!ready || failed != 0) {
            return;
        }
        try {
            engine.closeOutbound();
            if (flush() == 0) {
                wrap(NOTHING);
                flush();
            }
        } catch (SSLException | RuntimeException e) {
            failed = -TlsError.FAILED;
        }
    }
}
