package dev.mote.os.linux;

import dev.mote.os.TlsConfig;

/**
 * TLS over descriptors: what {@link dev.mote.os.Network} says, for those that were made secure. It
 * is mbedTLS in the binary, and the JDK's on the JVM.
 */
public interface TlsLibrary {
    int settings(TlsConfig config);

    /** Lets settings go, once the last connection with them is closed. */
    void forget(int settings);

    int secure(int fd, int settings, byte[] serverName);

    int receive(int fd, byte[] into, int offset, int length);

    int send(int fd, byte[] from, int offset, int length);

    int certificate(int fd, byte[] into);

    /** Says goodbye and lets the connection go; the descriptor stays open. */
    void close(int fd);
}
