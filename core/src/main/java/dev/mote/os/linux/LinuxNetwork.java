package dev.mote.os.linux;

import dev.mote.os.Errno;
import dev.mote.os.Network;
import dev.mote.os.TlsConfig;
import dev.mote.os.TlsError;
import java.util.Arrays;

/** Sockets by system calls; those that were made secure, by the TLS library. */
final class LinuxNetwork implements Network {
    /** What {@link #tls} gives begins here: above every descriptor (fs.nr_open is 2^30 at most). */
    private static final int TLS = 1 << 30;

    private final Libc libc;
    private final TlsLibrary tls;
    /** By descriptor: whether TLS has begun on it. */
    private boolean[] secured = new boolean[64];

    LinuxNetwork(Libc libc, TlsLibrary tls) {
        this.libc = libc;
        this.tls = tls;
    }

    @Override
    public int tls(TlsConfig config) {
        int settings = tls.settings(config);
        return settings < 0 ? settings : TLS + settings;
    }

    @Override
    public int secure(int socket, int settings, byte[] serverName) {
        if (socket >= secured.length) {
            secured = Arrays.copyOf(secured, 2 * socket);
        }
        secured[socket] = true;
        return named(tls.secure(socket, settings - TLS, serverName));
    }

    /** An alert that came is the same error as what is found out here. */
    private static int named(int result) {
        return result <= -TlsError.ALERT ? -TlsError.ofAlert(-result - TlsError.ALERT) : result;
    }

    private boolean isSecured(int socket) {
        return socket >= 0 && socket < secured.length && secured[socket];
    }

    @Override
    public int certificate(int socket, byte[] into) {
        return isSecured(socket) ? tls.certificate(socket, into) : 0;
    }

    private static int family(byte[] address) {
        return address.length == 4 ? 4 : 6;
    }

    @Override
    public int connect(int protocol, byte[] address, int port) {
        int socket = libc.socket(family(address), protocol == UDP ? 1 : 0);
        if (socket < 0) {
            return socket;
        }
        int result = libc.connect(socket, address, address.length, port);
        return result < 0 && result != -Errno.EINPROGRESS ? closed(socket, result) : socket;
    }

    @Override
    public int listen(byte[] address, int port) {
        int socket = libc.socket(family(address), 0);
        if (socket < 0) {
            return socket;
        }
        int result = libc.listen(socket, address, address.length, port);
        return result < 0 ? closed(socket, result) : socket;
    }

    private int closed(int socket, int result) {
        libc.close(socket);
        return result;
    }

    @Override
    public int port(int socket) {
        return libc.localPort(socket);
    }

    @Override
    public int accept(int listener) {
        return libc.accept(listener);
    }

    @Override
    public int receive(int socket, byte[] into, int offset, int length) {
        if (isSecured(socket)) {
            return named(tls.receive(socket, into, offset, length));
        }
        int count;
        do {
            count = libc.receive(socket, into, offset, length);
        } while (count == -Errno.EINTR);
        return count;
    }

    @Override
    public int send(int socket, byte[] from, int offset, int length) {
        if (isSecured(socket)) {
            return named(tls.send(socket, from, offset, length));
        }
        int count;
        do {
            count = libc.send(socket, from, offset, length);
        } while (count == -Errno.EINTR);
        return count;
    }

    @Override
    public int error(int socket) {
        return libc.socketError(socket);
    }

    /** The kernel forgets a closed descriptor in its poll set by itself (epoll(7)). */
    @Override
    public int close(int socket) {
        if (socket >= TLS) {
            tls.forget(socket - TLS);
            return 0;
        }
        if (isSecured(socket)) {
            tls.close(socket);
            secured[socket] = false;
        }
        return libc.close(socket);
    }
}
