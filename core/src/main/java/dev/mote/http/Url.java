package dev.mote.http;

import dev.mote.bytes.Ascii;

/**
 * An {@code http://} or {@code https://} URL, taken apart (RFC 3986). The host is a name, an IPv4
 * address or an IPv6 address (without its brackets); the target is what stands in a request's first
 * line: path and query, as they were written.
 */
public record Url(boolean secure, String host, int port, String target) {
    private static final int PORT_MAX = 65_535;
    /** The longest name that DNS knows. */
    private static final int HOST_LENGTH_MAX = 253;

    /**
     * Reads a URL.
     *
     * @throws IllegalArgumentException with words for people
     */
    public static Url parse(String text) {
        String lower = Ascii.lower(text.substring(0, Math.min(text.length(), 8)));
        boolean secure = lower.startsWith("https://");
        if (!secure && !lower.startsWith("http://")) {
            throw refuse(text, "a URL begins with http:// or https://");
        }
        int from = secure ? 8 : 7;
        int pathFrom = from;
        while (pathFrom < text.length() && "/?#".indexOf(text.charAt(pathFrom)) < 0) {
            pathFrom++;
        }
        String authority = text.substring(from, pathFrom);
        if (authority.indexOf('@') >= 0) {
            throw refuse("(hidden)", "user names and passwords do not belong in a URL; "
                    + "set the header Authorization instead");
        }
        int colon = portColon(text, authority);
        String host = colon < 0 ? authority : authority.substring(0, colon);
        int port = colon < 0 ? secure ? 443 : 80 : port(text, authority.substring(colon + 1));
        return new Url(secure, host(text, host), port, target(text, pathFrom));
    }

    private static int portColon(String text, String authority) {
        int colon = authority.lastIndexOf(':');
        if (authority.startsWith("[")) {
            return colon > authority.indexOf(']') ? colon : -1;
        }
        if (authority.indexOf(':') != colon) {
            throw refuse(text, "an IPv6 address stands in brackets, as in http://[::1]:4318");
        }
        return colon;
    }

    private static int port(String text, String digits) {
        int port = digits.isEmpty() || digits.length() > 5 ? -1 : 0;
        for (int at = 0; at < digits.length() && port >= 0; at++) {
            int digit = digits.charAt(at) - '0';
            port = digit < 0 || digit > 9 ? -1 : port * 10 + digit;
        }
        if (port <= 0 || port > PORT_MAX) {
            throw refuse(text, "\"" + digits + "\" is not a port; ports are 1 to 65535");
        }
        return port;
    }

    private static String host(String text, String host) {
        if (host.isEmpty()) {
            throw refuse(text, "the host is missing");
        }
        if (host.startsWith("[")) {
            String address = host.endsWith("]") ? host.substring(1, host.length() - 1) : "";
            if (address.indexOf(':') < 0 || IpAddress.parse(address) == null) {
                throw refuse(text, host + " is not an IPv6 address");
            }
            return Ascii.lower(address);
        }
        for (int at = 0; at < host.length(); at++) {
            int lower = Ascii.lower(host.charAt(at));
            boolean letter = lower >= 'a' && lower <= 'z' || Ascii.isDigit(lower);
            if (!letter && lower != '-' && lower != '.' && lower != '_') {
                throw refuse(text, "a host's name is made of letters, digits, '-' and '.'");
            }
        }
        if (host.length() > HOST_LENGTH_MAX) {
            throw refuse(text, "the host's name is longer than " + HOST_LENGTH_MAX + " characters");
        }
        return Ascii.lower(host);
    }

    private static String target(String text, int from) {
        int hash = text.indexOf('#', from);
        String target = text.substring(from, hash < 0 ? text.length() : hash);
        for (int at = 0; at < target.length(); at++) {
            if (target.charAt(at) <= ' ' || target.charAt(at) >= 127) {
                throw refuse(text, "blanks and letters beyond ASCII are written as %20 and so "
                        + "on");
            }
        }
        return target.startsWith("/") ? target : "/" + target;
    }

    private static IllegalArgumentException refuse(String text, String reason) {
        return new IllegalArgumentException("\"" + withoutQuery(text) + "\" is not a usable URL: "
                + reason);
    }

    private static String withoutQuery(String text) {
        int query = text.indexOf('?');
        return query < 0 ? text : text.substring(0, query + 1) + "...";
    }

    /** The URL for messages: without what stands behind a question mark, often a key. */
    public String shown() {
        return withoutQuery(toString());
    }

    /** Host and port as the header Host and people want them: no port where it is the usual one. */
    public String authority() {
        String bracketed = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        return port == (secure ? 443 : 80) ? bracketed : bracketed + ":" + port;
    }

    @Override
    public String toString() {
        return (secure ? "https://" : "http://") + authority() + target;
    }
}
