package dev.mote.http;

/**
 * Where to listen, from {@code HOST:PORT}. The host is an IPv4 address, an IPv6 address in
 * brackets, {@code localhost} (127.0.0.1), or empty or {@code *} (every IPv4 address).
 */
public final class ListenAddress {
    private final byte[] bytes;
    private final int port;
    private final String host;

    private ListenAddress(byte[] bytes, int port, String host) {
        this.bytes = bytes;
        this.port = port;
        this.host = host;
    }

    /**
     * Reads an address.
     *
     * @throws IllegalArgumentException with words for people
     */
    public static ListenAddress parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 0 || text.indexOf(':') != colon && text.charAt(colon - 1) != ']') {
            throw new IllegalArgumentException("\"" + text + "\" is not HOST:PORT; examples: "
                    + "127.0.0.1:7077, 0.0.0.0:7077, [::1]:7077");
        }
        String host = text.substring(0, colon);
        int port = number(text, colon + 1, text.length(), 65_535);
        if (port < 0) {
            throw new IllegalArgumentException("\"" + text.substring(colon + 1)
                    + "\" is not a port; ports are 0 to 65535");
        }
        byte[] bytes = host.isEmpty() || host.equals("*") ? new byte[4]
                : host.equals("localhost") ? new byte[] {127, 0, 0, 1}
                : host.startsWith("[") && host.endsWith("]")
                ? IpAddress.parse(host.substring(1, host.length() - 1)) : IpAddress.parse(host);
        if (bytes == null) {
            throw new IllegalArgumentException("\"" + host + "\" is not an address of this host; "
                    + "use an IP address (IPv6 in brackets) or localhost");
        }
        return new ListenAddress(bytes, port, host);
    }

    /** 4 or 16 bytes. */
    public byte[] bytes() {
        return bytes;
    }

    public int port() {
        return port;
    }

    /** The host as it was written. */
    public String host() {
        return host;
    }

    /** Whether only this host can connect. */
    public boolean isLoopback() {
        if (bytes.length == 4) {
            return bytes[0] == 127;
        }
        for (int at = 0; at < 15; at++) {
            if (bytes[at] != 0) {
                return false;
            }
        }
        return bytes[15] == 1;
    }

    /** Whether a request's Host may be answered; off the loopback, every name may. */
    boolean answersTo(ServerRequest request) {
        return !isLoopback() || !request.hasHost() || request.hostIs("localhost")
                || request.hostIs("127.0.0.1") || request.hostIs("[::1]") || request.hostIs(host);
    }

    private static int number(String text, int from, int to, int max) {
        int number = from < to && to - from <= 5 ? 0 : -1;
        for (int at = from; at < to && number >= 0; at++) {
            char digit = text.charAt(at);
            number = digit < '0' || digit > '9' ? -1 : number * 10 + digit - '0';
        }
        return number > max ? -1 : number;
    }
}
