package dev.mote.os;

/**
 * Sockets, all of them non-blocking, TCP with TCP_NODELAY, and TLS on them. An address is 4 bytes
 * (IPv4) or 16 bytes (IPv6). A socket is a non-negative int; every method returns a negative error
 * code when it fails, of {@link Errno} or {@link TlsError}.
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

    /**
     * Makes TLS ready for connections of one kind. What it gives stands for the settings in {@link
     * #secure} and, once they are no longer needed, in {@link #close}; connections keep them.
     */
    int tls(TlsConfig config);

    /**
     * Begins TLS on a connected or accepted socket, and goes on with it until it is no longer
     * EAGAIN (to be called again when the socket is readable) or EINPROGRESS (when writable). From
     * then on the socket is read and written as before. Bytes that the poller does not know of may
     * wait inside, so it is read until EAGAIN; what was refused with EAGAIN is sent first.
     *
     * @param tls from {@link #tls}
     * @param serverName zero-terminated: a client asks for it, and verifies it; a server has none
     * @return the number of the chosen protocol, from 1 on; 0 when none was chosen
     */
    int secure(int socket, int tls, byte[] serverName);

    /**
     * The certificate that the other side has shown, as X.509 in DER, also after it was refused;
     * returns its length, 0 when there is none.
     */
    int certificate(int socket, byte[] into);

    /** Reads what has arrived; 0 when the peer has ended, EAGAIN when nothing is there yet. */
    int receive(int socket, byte[] into, int offset, int length);

    /** Sends what fits; returns the bytes taken, EAGAIN when none did. Never raises SIGPIPE. */
    int send(int socket, byte[] from, int offset, int length);

    /** The pending error of a socket as a negative code, 0 when it is well. */
    int error(int socket);

    /** Closes a socket and forgets it in the poller; or lets TLS settings go. */
    int close(int socket);
}
