package dev.mote.os;

/**
 * What TLS needs to know, on one side of connections. Texts of certificates and keys are PEM, paths
 * are paths; both end with a zero byte, and an empty array stands for none.
 */
public final class TlsConfig {
    /** For {@link #versionMin} and {@link #versionMax}. */
    public static final int TLS_1_2 = 12;
    public static final int TLS_1_3 = 13;

    /** Nothing. */
    static final byte[] NONE = {};

    /** Whether it is for accepted connections. */
    public final boolean server;
    /**
     * The authorities that are trusted. A server that has some demands a certificate from its
     * clients.
     */
    public byte[] authorities = NONE;
    /**
     * A file of them, for a client that has no {@link #authorities}: it may be large, and is looked
     * into when there is a certificate to verify.
     */
    public byte[] authoritiesPath = NONE;
    /** The own certificate, and those of the authorities between it and a trusted one. */
    public byte[] certificate = NONE;
    public byte[] key = NONE;
    /** A client takes whatever certificate it is shown: encrypted, but to whom is unknown. */
    public boolean skipVerify;
    public int versionMin = TLS_1_2;
    public int versionMax = TLS_1_3;
    /** Protocols for ALPN (RFC 7301), the best first, each with a zero byte behind it. */
    public byte[] protocols = NONE;

    public TlsConfig(boolean server) {
        this.server = server;
    }
}
