package dev.mote.os.jvm;

import dev.mote.os.TlsError;
import java.util.Map;

/** What the JDK's exceptions mean. It names alerts in their messages, and nowhere else. */
final class EngineErrors {
    private static final String RECEIVED = "Received fatal alert: ";
    /** RFC 8446, section 6. */
    private static final Map<String, Integer> ALERTS = Map.ofEntries(
            Map.entry("unexpected_message", 10), Map.entry("bad_record_mac", 20),
            Map.entry("record_overflow", 22), Map.entry("handshake_failure", 40),
            Map.entry("no_certificate", 41), Map.entry("bad_certificate", 42),
            Map.entry("unsupported_certificate", 43), Map.entry("certificate_revoked", 44),
            Map.entry("certificate_expired", 45), Map.entry("certificate_unknown", 46),
            Map.entry("illegal_parameter", 47), Map.entry("unknown_ca", 48),
            Map.entry("access_denied", 49), Map.entry("decode_error", 50),
            Map.entry("decrypt_error", 51), Map.entry("protocol_version", 70),
            Map.entry("insufficient_security", 71), Map.entry("internal_error", 80),
            Map.entry("inappropriate_fallback", 86), Map.entry("user_canceled", 90),
            Map.entry("missing_extension", 109), Map.entry("unsupported_extension", 110),
            Map.entry("unrecognized_name", 112), Map.entry("certificate_required", 116),
            Map.entry("no_application_protocol", 120));

    private EngineErrors() {
    }

    /** A number of {@link TlsError}; {@code asked}: a client without a certificate was for one. */
    static int code(Throwable cause, EngineSettings settings, boolean asked) {
        for (Throwable each = cause; each != null; each = each.getCause()) {
            if (each instanceof EngineSettings.RefusedException refused) {
                return refused.code;
            }
        }
        String message = "" + cause.getMessage();
        int received = message.indexOf(RECEIVED);
        if (received >= 0) {
            int alert = ALERTS.getOrDefault(message.substring(received + RECEIVED.length()), 0);
            boolean certificate = alert == 40 || alert == 42;
            return asked && certificate ? TlsError.CERTIFICATE_WANTED : TlsError.ALERT + alert;
        }
        if (settings.demandsCertificate && message.contains("Empty client certificate chain")) {
            return TlsError.CERTIFICATE_MISSING;
        }
        return message.startsWith("(protocol_version)") ? TlsError.VERSION
                : message.startsWith("(no_application_protocol)") ? TlsError.NO_COMMON_PROTOCOL
                : message.startsWith("(handshake_failure)") ? TlsError.NO_COMMON_CIPHER
                : TlsError.FAILED;
    }
}
