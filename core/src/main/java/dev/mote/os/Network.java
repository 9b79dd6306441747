package dev.mote.os;

/**
 * Sockets, all of them non-blocking, TCP with TCP_NODELAY. An address is 4 bytes (IPv4) or 16 bytes
 * (IPv6). A socket is a non-negative int; every method returns a negative error code when it fails.
 */
public interface Network {
    /** {@link #connect} protocol: a byte stream. */
    int TCP = 0;
    /** {@link #connect} protocol: datagrams to and from one peer. */
    int UDP = 1;

    /**
     * Starts to connect. For TCP the socket becomes writable when that ended; ask {@link #error}
     * then.
     */
    int connect(int protocol, byte[] address, int port);

    /** Listens for TCP connections; port 0 lets the system choose, see {@link #port}. */
    int listen(byte[] address, int port);

    /** The local port of a socket. */
    int port(int socket);

    /** Takes the next connection of a listener; EAGAIN when there is none. */
    int accept(int listener);

    /** Reads what has arrived; 0 when the peer has ended, EAGAIN when nothing is there yet. */
    int receive(int socket, byte[] into, int offset, int length);

    /** Sends what fits; returns the bytes taken, EAGAIN when none did. Never raises SIGPIPE. */
    int send(int socket, byte[] from, int offset, int length);

    /** The pending error of a socket as a negative code, 0 when it is well. */
    int error(int socket);

    /** Closes a socket and forgets it in the poller. */
    int close(int socket);
}
