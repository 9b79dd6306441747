package dev.mote.os.nat;

import dev.mote.os.TlsConfig;
import dev.mote.os.linux.TlsLibrary;

/** TLS by mbedTLS, through {@code tls.c} and {@code tls-settings.c}. */
public final class NativeTls implements TlsLibrary {
    /** As in tls.h. */
    private static final int SERVER = 1;
    private static final int SKIP_VERIFY = 2;
    private static final int MIN_1_3 = 4;
    private static final int MAX_1_2 = 8;

    @Override
    public int settings(TlsConfig config) {
        int flags = (config.server ? SERVER : 0) | (config.skipVerify ? SKIP_VERIFY : 0)
                | (config.versionMin == TlsConfig.TLS_1_3 ? MIN_1_3 : 0)
                | (config.versionMax == TlsConfig.TLS_1_2 ? MAX_1_2 : 0);
        return TlsShim.settings(flags, config.authorities, config.authoritiesPath,
                config.certificate, config.key, config.protocols);
    }

    @Override
    public void forget(int settings) {
        TlsShim.forget(settings);
    }

    @Override
    public int secure(int fd, int settings, byte[] serverName) {
        return TlsShim.secure(fd, settings, serverName);
    }

    @Override
    public int receive(int fd, byte[] into, int offset, int length) {
        return TlsShim.receive(fd, into, offset, length);
    }

    @Override
    public int send(int fd, byte[] from, int offset, int length) {
        return TlsShim.send(fd, from, offset, length);
    }

    @Override
    public int certificate(int fd, byte[] into) {
        return TlsShim.certificate(fd, into);
    }

    @Override
    public void close(int fd) {
        TlsShim.close(fd);
    }
}
