package dev.mote.os.linux;

import dev.mote.os.Errno;
import dev.mote.os.Network;

/** Sockets by system calls. */
final class LinuxNetwork implements Network {
    private final Libc libc;

    LinuxNetwork(Libc libc) {
        this.libc = libc;
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
        int count;
        do {
            count = libc.receive(socket, into, offset, length);
        } while (count == -Errno.EINTR);
        return count;
    }

    @Override
    public int send(int socket, byte[] from, int offset, int length) {
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
        return libc.close(socket);
    }
}
