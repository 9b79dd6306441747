package dev.mote.os;

/**
 * What can be wrong with TLS, beside {@link Errno}: results of {@link Network} carry these codes
 * negated. {@link #describe} says them to people: what is wrong, and what to do.
 */
public final class TlsError {
    public static final int FAILED = 1000;
    public static final int UNTRUSTED = 1001;
    public static final int SELF_SIGNED = 1002;
    public static final int WRONG_NAME = 1003;
    public static final int EXPIRED = 1004;
    public static final int NOT_YET_VALID = 1005;
    public static final int UNSUITABLE = 1006;
    public static final int VERSION = 1007;
    public static final int NOT_TLS = 1008;
    public static final int NO_COMMON_CIPHER = 1009;
    public static final int NO_COMMON_PROTOCOL = 1010;
    /** A client: the server wants a certificate, and there is none. */
    public static final int CERTIFICATE_WANTED = 1011;
    /** A server: the client has shown no certificate. */
    public static final int CERTIFICATE_MISSING = 1012;
    public static final int CA_UNUSABLE = 1013;
    public static final int CERTIFICATE_UNUSABLE = 1014;
    public static final int KEY_UNUSABLE = 1015;
    public static final int KEY_OF_ANOTHER = 1016;
    /** A client: the connection ended right after its certificate was shown. */
    public static final int CERTIFICATE_DOUBTED = 1017;
    /** And the number of the alert that the other side sent (RFC 8446, section 6). */
    public static final int ALERT = 1200;

    private static final int ALERT_HANDSHAKE_FAILURE = 40;
    /** Gone since TLS 1.3, and still sent. */
    private static final int ALERT_NO_CERTIFICATE = 41;
    private static final int ALERT_VERSION = 70;
    private static final int ALERT_CERTIFICATE_REQUIRED = 116;
    private static final int ALERT_NO_PROTOCOL = 120;

    private TlsError() {
    }

    public static boolean is(int result) {
        return result <= -FAILED;
    }

    /** The code for an alert that came: the same as for what this side finds out by itself. */
    public static int ofAlert(int number) {
        return switch (number) {
            case ALERT_HANDSHAKE_FAILURE -> NO_COMMON_CIPHER;
            case ALERT_VERSION -> VERSION;
            case ALERT_CERTIFICATE_REQUIRED, ALERT_NO_CERTIFICATE -> CERTIFICATE_WANTED;
            case ALERT_NO_PROTOCOL -> NO_COMMON_PROTOCOL;
            default -> ALERT + number;
        };
    }

    static String describe(int result) {
        return switch (-result) {
            case UNTRUSTED -> "its certificate comes from an authority that is not trusted here; "
                    + "name that authority's certificate as ca_file";
            case SELF_SIGNED -> "its certificate is self-signed and not trusted here; if it is the "
                    + "right one, name it as ca_file";
            case WRONG_NAME -> "its certificate is for another host; use a name that it is for, or "
                    + "set server_name_override";
            case EXPIRED -> "its certificate has expired; it must be renewed there";
            case NOT_YET_VALID -> "its certificate is not valid yet; is this host's clock right?";
            case UNSUITABLE -> "its certificate is too weak or made for another use";
            case VERSION -> "no common version of TLS: one side is too old, or min_version or "
                    + "max_version too strict";
            case NOT_TLS -> "it does not speak TLS; is it http:// or another port?";
            case NO_COMMON_CIPHER -> "no common cipher suite or kind of key";
            case NO_COMMON_PROTOCOL -> "no common protocol over TLS (ALPN)";
            case CERTIFICATE_WANTED -> "it wants a client certificate; set cert_file and key_file";
            case CERTIFICATE_MISSING -> "the client has shown no certificate";
            case CA_UNUSABLE -> "the authorities' certificates cannot be read: no PEM certificates";
            case CERTIFICATE_UNUSABLE -> "the certificate cannot be read: not a PEM certificate";
            case KEY_UNUSABLE -> "the key cannot be read: not a PEM private key, or of a kind that "
                    + "is not supported (RSA, EC P-256 and P-384 are)";
            case KEY_OF_ANOTHER -> "the key does not belong to the certificate";
            case CERTIFICATE_DOUBTED -> "it closed the connection when it had seen our "
                    + "certificate; perhaps it does not accept it";
            default -> -result >= ALERT ? describeAlert(-result - ALERT)
                    : "the TLS handshake failed";
        };
    }

    private static String describeAlert(int number) {
        return switch (number) {
            case 42, 43, 46 -> "it refuses our certificate";
            case 44, 45 -> "it refuses our certificate: revoked or expired";
            case 48 -> "it refuses our certificate: not from an authority that it trusts";
            case 49 -> "it denies access with our certificate";
            case 112 -> "it does not know the server name that was asked for";
            default -> "it ended TLS with alert " + number;
        };
    }
}
