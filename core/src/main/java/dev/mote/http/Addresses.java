package dev.mote.http;

/** The addresses of one host, in the order in which to try them. */
public final class Addresses {
    /** Bounds the answer; eight that fail are enough to say that the host is away. */
    static final int COUNT_MAX = 8;

    private final byte[][] items;
    private int count;

    Addresses() {
        this(COUNT_MAX);
    }

    Addresses(int countMax) {
        items = new byte[countMax][];
    }

    public int count() {
        return count;
    }

    public byte[] get(int index) {
        return items[index];
    }

    void clear() {
        while (count > 0) {
            items[--count] = null;
        }
    }

    void add(byte[] address) {
        if (count < items.length) {
            items[count++] = address;
        }
    }

    /** IPv6 and IPv4 in turn, IPv6 first (RFC 8305, section 4). */
    void setInTurn(Addresses ipv6, Addresses ipv4) {
        clear();
        for (int at = 0; at < items.length; at++) {
            if (at < ipv6.count) {
                add(ipv6.items[at]);
            }
            if (at < ipv4.count) {
                add(ipv4.items[at]);
            }
        }
    }
}
