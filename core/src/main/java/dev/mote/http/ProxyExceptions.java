package dev.mote.http;

import dev.mote.bytes.Ascii;

/**
 * Hosts that are reached without a proxy: {@code NO_PROXY}, a list with commas between.
 *
 * <pre>
 *   *                 every host            example.com   that host, and all below it
 *   10.0.0.7          an address            .example.com  all below it, also as *.example.com
 *   10.0.0.0/8        a range of addresses  …:4318        any of them, with that port alone
 * </pre>
 *
 * This host itself never needs a proxy.
 */
final class ProxyExceptions {
    private ProxyExceptions() {
    }

    /** Whether {@code host}, a name or an address, is an exception. */
    static boolean cover(String list, String host, int port) {
        byte[] address = IpAddress.parse(host);
        if (host.equals("localhost") || address != null && isLoopback(address)) {
            return true;
        }
        int from = 0;
        while (from <= list.length()) {
            int comma = list.indexOf(',', from);
            int end = comma < 0 ? list.length() : comma;
            String entry = list.substring(from, end).trim();
            if (!entry.isEmpty() && covers(Ascii.lower(entry), host, address,
                    port)) {
                return true;
            }
            from = end + 1;
        }
        return false;
    }

    private static boolean isLoopback(byte[] address) {
        int sum = 0;
        for (int at = 0; at < address.length - 1; at++) {
            sum |= address[at];
        }
        return address.length == 4 ? address[0] == 127 : sum == 0 && address[15] == 1;
    }

    private static boolean covers(String entry, String host, byte[] address, int port) {
        if (entry.equals("*")) {
            return true;
        }
        int slash = entry.indexOf('/');
        if (slash >= 0) {
            return address != null && isInside(entry.substring(0, slash),
                    number(entry.substring(slash + 1)), address);
        }
        String name = entry;
        int colon = entry.lastIndexOf(':');
        if (colon > 0 && IpAddress.parse(entry) == null) {
            if (number(entry.substring(colon + 1)) != port) {
                return false;
            }
            name = entry.substring(0, colon);
        }
        name = name.startsWith("[") && name.endsWith("]") ? name.substring(1, name.length() - 1)
                : name;
        byte[] own = IpAddress.parse(name);
        return own != null ? isInside(name, 8 * own.length, address) : isBelow(name, host);
    }

    private static boolean isBelow(String name, String host) {
        String suffix = name.startsWith("*.") ? name.substring(1) : name;
        return suffix.startsWith(".") ? host.endsWith(suffix)
                : host.equals(suffix) || host.endsWith("." + suffix);
    }

    /** Whether the first {@code bits} bits of two addresses of one kind are the same. */
    private static boolean isInside(String network, int bits, byte[] address) {
        byte[] own = IpAddress.parse(network);
        if (own == null || address == null || own.length != address.length || bits < 0
                || bits > 8 * own.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> bit % 8;
            if ((own[bit / 8] & mask) != (address[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }

    private static int number(String digits) {
        int number = digits.isEmpty() || digits.length() > 5 ? -1 : 0;
        for (int at = 0; at < digits.length() && number >= 0; at++) {
            int digit = digits.charAt(at) - '0';
            number = digit < 0 || digit > 9 ? -1 : number * 10 + digit;
        }
        return number;
    }
}
