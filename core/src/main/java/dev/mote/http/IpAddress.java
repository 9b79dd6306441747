package dev.mote.http;

import dev.mote.bytes.Ascii;
import dev.mote.bytes.Buffer;

/** IPv4 and IPv6 addresses as text: RFC 4291, section 2.2, and RFC 5952 for writing. */
public final class IpAddress {
    private static final int GROUPS = 8;

    private IpAddress() {
    }

    /** Reads {@code 192.0.2.1} or {@code 2001:db8::1}; 4 or 16 bytes, null when it is neither. */
    public static byte[] parse(String text) {
        return text.indexOf(':') >= 0 ? ipv6(text) : ipv4(text, 0);
    }

    private static byte[] ipv4(String text, int from) {
        byte[] address = new byte[4];
        int at = from;
        for (int part = 0; part < 4; part++) {
            int dot = text.indexOf('.', at);
            int end = part == 3 ? text.length() : dot;
            if (part == 3 && dot >= 0 || end <= at || end - at > 3) {
                return null;
            }
            int value = 0;
            for (; at < end; at++) {
                int digit = text.charAt(at) - '0';
                if (digit < 0 || digit > 9) {
                    return null;
                }
                value = value * 10 + digit;
            }
            if (value > 255) {
                return null;
            }
            address[part] = (byte) value;
            at = end + 1;
        }
        return address;
    }

    /** Groups of hexadecimal digits; {@code ::} stands once for as many zeros as are missing. */
    private static byte[] ipv6(String text) {
        byte[] address = new byte[16];
        int length = text.length();
        int filled = 0;
        int gap = -1;
        int at = 0;
        if (text.startsWith("::")) {
            gap = 0;
            at = 2;
        }
        while (at < length && filled < 16) {
            int end = at;
            int value = 0;
            while (end < length && end - at < 5 && hexDigit(text.charAt(end)) >= 0) {
                value = value << 4 | hexDigit(text.charAt(end++));
            }
            if (end < length && text.charAt(end) == '.' && filled <= 12) {
                byte[] tail = ipv4(text, at);
                if (tail == null) {
                    return null;
                }
                System.arraycopy(tail, 0, address, filled, 4);
                filled += 4;
                at = length;
                break;
            }
            if (end == at || end - at > 4) {
                return null;
            }
            address[filled++] = (byte) (value >> 8);
            address[filled++] = (byte) value;
            if (end == length) {
                at = length;
            } else if (text.startsWith("::", end) && gap < 0) {
                gap = filled;
                at = end + 2;
            } else if (text.charAt(end) == ':' && end + 1 < length) {
                at = end + 1;
            } else {
                return null;
            }
        }
        return at == length ? widen(address, filled, gap) : null;
    }

    private static byte[] widen(byte[] address, int filled, int gap) {
        if (filled == 16 == gap >= 0) {
            return null;
        }
        if (gap >= 0) {
            int moved = filled - gap;
            for (int index = 1; index <= moved; index++) {
                address[16 - index] = address[filled - index];
            }
            for (int index = gap; index < 16 - moved; index++) {
                address[index] = 0;
            }
        }
        return address;
    }

    private static int hexDigit(int value) {
        int lower = Ascii.lower(value);
        return Ascii.isDigit(value) ? value - '0'
                : lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
    }

    /** Writes an address; the longest run of zero groups becomes {@code ::}. */
    public static Buffer append(Buffer out, byte[] address) {
        if (address.length == 4) {
            for (int at = 0; at < 4; at++) {
                out.decimal(address[at] & 0xFF);
                if (at < 3) {
                    out.put('.');
                }
            }
            return out;
        }
        int gap = -1;
        int gapLength = 1;
        for (int from = 0; from < GROUPS; from++) {
            int to = from;
            while (to < GROUPS && group(address, to) == 0) {
                to++;
            }
            if (to - from > gapLength) {
                gap = from;
                gapLength = to - from;
            }
        }
        for (int at = 0; at < GROUPS; at++) {
            if (at == gap) {
                out.put(':').put(':');
                at += gapLength - 1;
            } else {
                if (at > 0 && at != gap + gapLength) {
                    out.put(':');
                }
                hex(out, group(address, at));
            }
        }
        return out;
    }

    private static int group(byte[] address, int index) {
        return (address[2 * index] & 0xFF) << 8 | address[2 * index + 1] & 0xFF;
    }

    private static void hex(Buffer out, int value) {
        for (int shift = 12; shift >= 0; shift -= 4) {
            if (value >> shift > 0 || shift == 0) {
                out.put("0123456789abcdef".charAt(value >> shift & 15));
            }
        }
    }
}
