package dev.mote.os.jvm;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** Certificates and private keys as PEM (RFC 7468), taken from texts that may hold other things. */
final class Pem {
    /** AlgorithmIdentifier of rsaEncryption (RFC 8017, A.1), in DER. */
    private static final byte[] RSA = HexFormat.of().parseHex("300d06092a864886f70d0101010500");
    /** AlgorithmIdentifier of id-ecPublicKey (RFC 5480) with P-256, and with P-384. */
    private static final byte[] P256 =
            HexFormat.of().parseHex("301306072a8648ce3d020106082a8648ce3d030107");
    private static final byte[] P384 =
            HexFormat.of().parseHex("301006072a8648ce3d020106052b81040022");
    /** A private key of P-384 has 48 bytes, its ECPrivateKey with the public one more than this. */
    private static final int P256_BYTES_MAX = 140;

    private Pem() {
    }

    /** All certificates, in their order. */
    static X509Certificate[] certificates(byte[] text) throws CertificateException {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        List<X509Certificate> certificates = new ArrayList<>();
        for (byte[] der : blocks(text, "CERTIFICATE")) {
            certificates.add((X509Certificate) factory.generateCertificate(
                    new ByteArrayInputStream(der)));
        }
        return certificates.toArray(new X509Certificate[0]);
    }

    /** The first private key: PKCS #8, or PKCS #1 and SEC 1 wrapped into it. */
    static PrivateKey key(byte[] text) throws GeneralSecurityException {
        for (byte[] der : blocks(text, "PRIVATE KEY")) {
            return generate(der);
        }
        for (byte[] der : blocks(text, "RSA PRIVATE KEY")) {
            return generate(wrapped(RSA, der));
        }
        for (byte[] der : blocks(text, "EC PRIVATE KEY")) {
            return generate(wrapped(der.length < P256_BYTES_MAX ? P256 : P384, der));
        }
        throw new GeneralSecurityException("no private key");
    }

    private static PrivateKey generate(byte[] pkcs8) throws GeneralSecurityException {
        PKCS8EncodedKeySpec spec = new PKCS8EncodedKeySpec(pkcs8);
        try {
            return KeyFactory.getInstance("RSA").generatePrivate(spec);
        } catch (GeneralSecurityException e) {
            return KeyFactory.getInstance("EC").generatePrivate(spec);
        }
    }

    /** PrivateKeyInfo (RFC 5208, 5): version 0, algorithm, the key as an octet string. */
    private static byte[] wrapped(byte[] algorithm, byte[] key) {
        ByteArrayOutputStream inside = new ByteArrayOutputStream();
        inside.writeBytes(new byte[] {2, 1, 0});
        inside.writeBytes(algorithm);
        inside.writeBytes(element(0x04, key));
        return element(0x30, inside.toByteArray());
    }

    private static byte[] element(int tag, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        if (content.length < 128) {
            out.write(content.length);
        } else {
            out.write(0x82);
            out.write(content.length >> 8);
            out.write(content.length);
        }
        out.writeBytes(content);
        return out.toByteArray();
    }

    private static List<byte[]> blocks(byte[] bytes, String label) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        String begin = "-----BEGIN " + label + "-----";
        List<byte[]> blocks = new ArrayList<>();
        int at = text.indexOf(begin);
        while (at >= 0) {
            int end = text.indexOf("-----END " + label + "-----", at);
            if (end < 0) {
                break;
            }
            blocks.add(Base64.getMimeDecoder().decode(text.substring(at + begin.length(), end)));
            at = text.indexOf(begin, end);
        }
        return blocks;
    }
}
