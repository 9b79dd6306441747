package dev.mote.http;

import dev.mote.bytes.Buffer;
import dev.mote.os.Errno;
import dev.mote.os.Network;
import dev.mote.os.TlsError;

/** Says why TLS failed, with what the other side's certificate tells about it. */
final class TlsFailure {
    /** A usual certificate has 1 to 2 kB; of a longer one the start is read. */
    private static final int CERTIFICATE_BYTES_MAX = 8192;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    /** {@code Sun, 06 Nov 1994}: the day of an HTTP date. */
    private static final int DAY_LENGTH = 16;

    private TlsFailure() {
    }

    /** {@code host} is the name that was asked for. */
    static String describe(Network network, int socket, int result, String host) {
        String words = Errno.describe(result);
        byte[] der = new byte[CERTIFICATE_BYTES_MAX];
        int length = network.certificate(socket, der);
        if (length <= 0) {
            return words;
        }
        Certificate shown = Certificate.read(der, Math.min(length, der.length));
        return words + switch (-result) {
            case TlsError.WRONG_NAME -> " (asked for " + host + ", shown one for "
                    + (shown.names().isEmpty() ? shown.subject() : shown.names()) + ")";
            case TlsError.UNTRUSTED -> " (the authority is \"" + shown.issuer() + "\")";
            case TlsError.EXPIRED -> " (it ended on " + day(shown.notAfterSeconds()) + ")";
            case TlsError.NOT_YET_VALID -> " (it begins on " + day(shown.notBeforeSeconds()) + ")";
            default -> "";
        };
    }

    private static String day(long seconds) {
        Buffer date = new Buffer(32);
        HttpDate.append(date, seconds * NANOS_PER_SECOND);
        return date.setLength(DAY_LENGTH).asText();
    }
}
