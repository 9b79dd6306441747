package dev.mote.os.sim;

import dev.mote.bytes.Buffer;
import dev.mote.http.Certificate;
import dev.mote.os.TestCertificates;

/** What the simulated TLS knows of certificates: it believes names, and verifies nothing. */
final class SimCertificates {
    private static final String BEGIN = "-----BEGIN CERTIFICATE-----";
    /** Certificates with the keys that belong to them. */
    private static final String[] PAIRS = {
        TestCertificates.SERVER, TestCertificates.SERVER_KEY,
        TestCertificates.SERVER, TestCertificates.SERVER_KEY_SEC1,
        TestCertificates.CLIENT, TestCertificates.CLIENT_KEY,
        TestCertificates.EXPIRED, TestCertificates.EXPIRED_KEY,
        TestCertificates.FUTURE, TestCertificates.FUTURE_KEY,
        TestCertificates.STRANGER, TestCertificates.STRANGER_KEY,
        TestCertificates.SELF_SIGNED, TestCertificates.SELF_SIGNED_KEY,
        TestCertificates.RSA, TestCertificates.RSA_KEY,
        TestCertificates.RSA, TestCertificates.RSA_KEY_PKCS1};

    private SimCertificates() {
    }

    private static String text(byte[] bytes) {
        return new Buffer(bytes.length).put(bytes, 0, bytes.length).asText();
    }

    /** The first certificate of a PEM text in DER; empty when there is none. */
    static byte[] pem(byte[] bytes) {
        return pem(text(bytes), 0);
    }

    private static byte[] pem(String text, int from) {
        int begin = text.indexOf(BEGIN, from);
        int end = text.indexOf("-----END", Math.max(0, begin));
        Buffer der = new Buffer(1024);
        int bits = 0;
        int value = 0;
        for (int at = begin + BEGIN.length(); begin >= 0 && at < end; at++) {
            int digit = ("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
                    .indexOf(text.charAt(at));
            if (digit >= 0) {
                value = value << 6 | digit;
                bits += 6;
                if (bits >= 8) {
                    bits -= 8;
                    der.put(value >> bits);
                }
            }
        }
        byte[] exact = new byte[der.length()];
        System.arraycopy(der.bytes(), 0, exact, 0, exact.length);
        return exact;
    }

    static boolean belongs(byte[] certificate, String key) {
        String chain = text(certificate);
        for (int at = 0; at < PAIRS.length; at += 2) {
            if (chain.startsWith(PAIRS[at]) && key.startsWith(PAIRS[at + 1])) {
                return true;
            }
        }
        return false;
    }

    /** Whether one of the authorities has the name of the issuer, or is the certificate itself. */
    static boolean isTrusted(byte[] authorities, byte[] der, Certificate shown) {
        String text = text(authorities);
        for (int at = text.indexOf(BEGIN); at >= 0; at = text.indexOf(BEGIN, at + 1)) {
            byte[] authority = pem(text, at);
            if (java.util.Arrays.equals(authority, der) || Certificate.read(authority,
                    authority.length).subject().equals(shown.issuer())
                    && !shown.subject().equals(shown.issuer())) {
                return true;
            }
        }
        return false;
    }

    /** Whether one of the names, with commas between, is the host, or a wildcard for it. */
    static boolean isFor(String names, String host) {
        int dot = host.indexOf('.');
        return (", " + names + ",").contains(", " + host + ",")
                || dot > 0 && (", " + names + ",").contains(", *" + host.substring(dot) + ",");
    }

    /**
     * The first of the client's protocols that the server has: its number with the client times
     * 256, and with the server; 0 when one of them has none, -1 when none is common.
     */
    static int choose(String client, String server) {
        if (client.isEmpty() || server.isEmpty()) {
            return 0;
        }
        int number = 0;
        for (int at = 0; at < client.length(); at = client.indexOf('\0', at) + 1) {
            number++;
            String name = client.substring(at, client.indexOf('\0', at) + 1);
            int found = server.startsWith(name) ? 0 : server.indexOf("\0" + name);
            if (found >= 0) {
                int position = 1;
                for (int before = 0; before <= found - 1; before++) {
                    position += server.charAt(before) == 0 ? 1 : 0;
                }
                return number << 8 | (found == 0 ? 1 : position + 1);
            }
        }
        return -1;
    }
}
