package dev.mote.os.nat;

/** The C functions of {@code tls.c} and {@code tls-settings.c}, as {@link Shim} has its own. */
final class TlsShim {
    private TlsShim() {
    }

    static native int settings(int flags, byte[] authorities, byte[] authoritiesPath,
            byte[] certificate, byte[] key, byte[] protocols);

    static native void forget(int settings);

    static native int secure(int fd, int settings, byte[] serverName);

    static native int receive(int fd, byte[] into, int offset, int length);

    static native int send(int fd, byte[] from, int offset, int length);

    static native int certificate(int fd, byte[] into);

    static native void close(int fd);
}
