package dev.mote.os.jvm;

import dev.mote.os.TlsConfig;
import dev.mote.os.TlsError;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** A {@link TlsConfig} made ready for the JDK. */
final class EngineSettings {
    final boolean server;
    final boolean skipVerify;
    final boolean demandsCertificate;
    final boolean hasCertificate;
    final String[] protocols;
    private final String[] versions;
    private final Path authoritiesPath;
    private final SSLContext context;
    private X509ExtendedTrustManager authorities;
    /** The certificate that was refused last. */
    private X509Certificate refused;
    /** Whether a server has asked for a certificate just now. */
    private boolean asked;
    /** What {@link #code} says when this could not be made. */
    private int error;

    EngineSettings(TlsConfig config) {
        server = config.server;
        skipVerify = config.skipVerify;
        demandsCertificate = server && config.authorities.length > 1;
        hasCertificate = config.certificate.length > 1;
        versions = config.versionMin == TlsConfig.TLS_1_3 ? new String[] {"TLSv1.3"}
                : config.versionMax == TlsConfig.TLS_1_2 ? new String[] {"TLSv1.2"}
                : new String[] {"TLSv1.3", "TLSv1.2"};
        protocols = words(config.protocols);
        authoritiesPath = config.authoritiesPath.length > 1
                ? Path.of(words(config.authoritiesPath)[0]) : null;
        context = make(config);
    }

    /** 0, or what is wrong with the config, as {@link TlsError} numbers it. */
    int code() {
        return error;
    }

    /** The certificate in DER that was refused just now; empty when none was. */
    byte[] takeRefused() {
        X509Certificate taken = refused;
        refused = null;
        try {
            return taken == null ? new byte[0] : taken.getEncoded();
        } catch (CertificateEncodingException e) {
            return new byte[0];
        }
    }

    boolean takeAsked() {
        boolean taken = asked;
        asked = false;
        return taken;
    }

    private static String[] words(byte[] bytes) {
        return bytes.length == 0 ? new String[0]
                : new String(bytes, StandardCharsets.UTF_8).split("\0");
    }

    private SSLContext make(TlsConfig config) {
        try {
            error = TlsError.CA_UNUSABLE;
            authorities = config.authorities.length > 1 ? trusting(config.authorities) : null;
            KeyManager[] keys = {hasCertificate ? own(config) : new Own(null, null)};
            error = TlsError.FAILED;
            SSLContext made = SSLContext.getInstance("TLS");
            made.init(keys, new TrustManager[] {new Trust()}, null);
            error = 0;
            return made;
        } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
            return null;
        }
    }

    private static X509ExtendedTrustManager trusting(byte[] text)
            throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        for (X509Certificate certificate : Pem.certificates(text)) {
            store.setCertificateEntry("" + store.size(), certificate);
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(store);
        if (store.size() == 0) {
            throw new CertificateException("no certificate");
        }
        return (X509ExtendedTrustManager) factory.getTrustManagers()[0];
    }

    private Own own(TlsConfig config) throws GeneralSecurityException {
        error = TlsError.CERTIFICATE_UNUSABLE;
        X509Certificate[] chain = Pem.certificates(config.certificate);
        if (chain.length == 0) {
            throw new CertificateException("no certificate");
        }
        error = TlsError.KEY_UNUSABLE;
        PrivateKey key = Pem.key(config.key);
        error = TlsError.KEY_OF_ANOTHER;
        if (!key.getAlgorithm().equals(chain[0].getPublicKey().getAlgorithm())) {
            throw new SignatureException("another kind of key");
        }
        Signature signature = Signature.getInstance("SHA256with"
                + (key.getAlgorithm().equals("EC") ? "ECDSA" : "RSA"));
        signature.initSign(key);
        signature.update(config.key);
        byte[] signed = signature.sign();
        signature.initVerify(chain[0]);
        signature.update(config.key);
        if (!signature.verify(signed)) {
            throw new SignatureException("another key");
        }
        return new Own(chain, key);
    }

    SSLEngine engine(String serverName) {
        SSLEngine engine = server ? context.createSSLEngine()
                : context.createSSLEngine(serverName, 0);
        engine.setUseClientMode(!server);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setProtocols(versions);
        parameters.setApplicationProtocols(protocols);
        if (demandsCertificate) {
            parameters.setNeedClientAuth(true);
        } else if (!server && !skipVerify) {
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
        }
        engine.setSSLParameters(parameters);
        return engine;
    }

    /** Finds out whom to trust when it is needed: a bundle may be large, and renewed. */
    private X509ExtendedTrustManager authorities() throws CertificateException {
        if (authorities != null) {
            return authorities;
        }
        try {
            return trusting(Files.readAllBytes(authoritiesPath));
        } catch (GeneralSecurityException | IOException | RuntimeException e) {
            throw new RefusedException(TlsError.CA_UNUSABLE);
        }
    }

    /** Carries the number of {@link TlsError} through the JDK. */
    static final class RefusedException extends CertificateException {
        final int code;

        RefusedException(int code) {
            super("refused");
            this.code = code;
        }
    }

    /** The JDK's verification, with a number for what it says. */
    private final class Trust extends X509ExtendedTrustManager {
        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            if (skipVerify) {
                return;
            }
            refused = chain[0];
            X509ExtendedTrustManager trust = authorities();
            try {
                trust.checkServerTrusted(chain, type, engine);
                refused = null;
            } catch (CertificateException unverified) {
                checkDates(chain);
                try {
                    trust.checkServerTrusted(chain, type);
                } catch (CertificateException untrusted) {
                    throw new RefusedException(distrust(chain, untrusted));
                }
                throw new RefusedException(TlsError.WRONG_NAME);
            }
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            refused = chain[0];
            X509ExtendedTrustManager trust = authorities();
            try {
                trust.checkClientTrusted(chain, type, engine);
                refused = null;
            } catch (CertificateException untrusted) {
                checkDates(chain);
                throw new RefusedException(distrust(chain, untrusted));
            }
        }

        private void checkDates(X509Certificate[] chain) throws CertificateException {
            long now = System.currentTimeMillis();
            for (X509Certificate each : chain) {
                if (each.getNotAfter().getTime() < now) {
                    throw new RefusedException(TlsError.EXPIRED);
                }
            }
            for (X509Certificate each : chain) {
                if (each.getNotBefore().getTime() > now) {
                    throw new RefusedException(TlsError.NOT_YET_VALID);
                }
            }
        }

        private int distrust(X509Certificate[] chain, CertificateException cause) {
            boolean found = cause.getCause() instanceof CertPathValidatorException;
            return found ? TlsError.UNSUITABLE
                    : chain[0].getSubjectX500Principal().equals(chain[0].getIssuerX500Principal())
                    ? TlsError.SELF_SIGNED : TlsError.UNTRUSTED;
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return demandsCertificate ? authorities.getAcceptedIssuers() : new X509Certificate[0];
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {
            throw new UnsupportedOperationException("there are no sockets of the JDK here");
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {
            throw new UnsupportedOperationException("there are no sockets of the JDK here");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {
            throw new UnsupportedOperationException("there are no sockets of the JDK here");
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {
            throw new UnsupportedOperationException("there are no sockets of the JDK here");
        }
    }

    /** The one own certificate, or none. */
    private final class Own extends X509ExtendedKeyManager {
        private static final String ALIAS = "own";
        private final X509Certificate[] chain;
        private final PrivateKey key;

        Own(X509Certificate[] chain, PrivateKey key) {
            this.chain = chain;
            this.key = key;
        }

        private String alias(String type) {
            return key != null && type.equals(key.getAlgorithm()) ? ALIAS : null;
        }

        @Override
        public String chooseEngineClientAlias(String[] types, Principal[] issuers,
                SSLEngine engine) {
            asked = true;
            for (String type : types) {
                if (alias(type) != null) {
                    return ALIAS;
                }
            }
            return null;
        }

        @Override
        public String chooseEngineServerAlias(String type, Principal[] issuers, SSLEngine engine) {
            return alias(type);
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return chain;
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            return key;
        }

        @Override
        public String[] getClientAliases(String type, Principal[] issuers) {
            return new String[] {ALIAS};
        }

        @Override
        public String[] getServerAliases(String type, Principal[] issuers) {
            return new String[] {ALIAS};
        }

        @Override
        public String chooseClientAlias(String[] types, Principal[] issuers, Socket socket) {
            return null;
        }

        @Override
        public String chooseServerAlias(String type, Principal[] issuers, Socket socket) {
            return null;
        }
    }
}
