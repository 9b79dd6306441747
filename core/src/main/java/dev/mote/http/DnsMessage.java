package dev.mote.http;

import java.util.ArrayList;
import java.util.List;

import dev.mote.bytes.Ascii;

/**
 * Questions and answers of DNS (RFC 1035, section 4; AAAA: RFC 3596; SRV: RFC 2782).
 *
 * <pre>
 *   0    2       4           6         8           10           12
 *   | id | flags | questions | answers | authority | additional | question … answers …
 *   question: name, type, class          record: name, type, class, ttl (4), length (2), data
 *   name:     (length, bytes) …, 0       or two bytes 11pppppp pppppppp: goes on at offset p
 * </pre>
 */
final class DnsMessage {
    static final int A = 1;
    static final int AAAA = 28;
    static final int SRV = 33;

    /** {@link #read}: the answer is understood; addresses may be none. */
    static final int ANSWERED = 0;
    /** {@link #read}: not the answer to this question, or no DNS at all; wait for the right one. */
    static final int NOT_OURS = 1;
    /** {@link #read}: cut off, without an address: ask again by TCP. */
    static final int TRUNCATED = 2;
    /** {@link #read}: there is no such name. */
    static final int NO_SUCH_NAME = 3;
    /** {@link #read}: the server cannot or will not tell. */
    static final int SERVER_FAILED = 4;

    private static final int CNAME = 5;
    /** Priority, weight and port stand before the name (RFC 2782). */
    private static final int SRV_HEAD = 6;
    private static final int INTERNET = 1;
    private static final int HEADER = 12;
    /** The longest name in its wire form. */
    private static final int NAME_BYTES_MAX = 255;
    private static final int LABEL_BYTES_MAX = 63;
    /** Ends names whose pointers go round in circles: a name has at most 127 labels. */
    private static final int JUMPS_MAX = 128;
    /** Ends chains of aliases that go round in circles. */
    private static final int ALIASES_MAX = 16;

    private final Addresses addresses;
    /** What SRV records name: {@code host:port}. */
    private final List<String> services = new ArrayList<>();
    private byte[] bytes;
    private int length;
    private int recordsFrom;
    private int ttlSeconds;

    /** Where the walk along the records stands. */
    private int at;
    private int recordType;
    private int recordTtl;
    private int dataOffset;
    private int dataLength;

    DnsMessage(Addresses addresses) {
        this.addresses = addresses;
    }

    /**
     * Writes a question; recursion is desired.
     *
     * @return its length, 0 when {@code name} cannot be asked for
     */
    static int write(byte[] into, int id, String name, int type) {
        into[0] = (byte) (id >> 8);
        into[1] = (byte) id;
        into[2] = 1;
        for (int index = 3; index < HEADER; index++) {
            into[index] = (byte) (index == 5 ? 1 : 0);
        }
        int to = HEADER;
        int from = 0;
        while (from < name.length()) {
            int dot = name.indexOf('.', from);
            int end = dot < 0 ? name.length() : dot;
            int label = end - from;
            if (label == 0 || label > LABEL_BYTES_MAX || to + label + 2 > HEADER + NAME_BYTES_MAX) {
                return 0;
            }
            into[to++] = (byte) label;
            for (; from < end; from++) {
                into[to++] = (byte) name.charAt(from);
            }
            from = end + 1;
        }
        into[to++] = 0;
        into[to++] = 0;
        into[to++] = (byte) type;
        into[to++] = 0;
        into[to++] = INTERNET;
        return to > HEADER + 5 ? to : 0;
    }

    /** Reads the answer to {@code question}, as {@link #write} wrote it; see the constants. */
    int read(byte[] message, int messageLength, byte[] question, int questionLength) {
        bytes = message;
        length = messageLength;
        addresses.clear();
        services.clear();
        ttlSeconds = Integer.MAX_VALUE;
        if (!answers(question, questionLength)) {
            return NOT_OURS;
        }
        int failure = bytes[3] & 15;
        if (failure == 3) {
            return NO_SUCH_NAME;
        }
        if (failure != 0) {
            return SERVER_FAILED;
        }
        recordsFrom = questionLength;
        collect(bytes[questionLength - 3] & 0xFF, HEADER);
        return isEmpty() && (bytes[2] & 2) != 0 ? TRUNCATED : ANSWERED;
    }

    /** The same id, a response, and the same question (names ignore case). */
    private boolean answers(byte[] question, int questionLength) {
        if (length < questionLength || bytes[0] != question[0] || bytes[1] != question[1]
                || (bytes[2] & 0xF8) != 0x80 || bytes[4] != 0 || bytes[5] != 1) {
            return false;
        }
        for (int index = HEADER; index < questionLength; index++) {
            if (Ascii.lower(bytes[index]) != Ascii.lower(question[index])) {
                return false;
            }
        }
        return true;
    }

    /** Collects the addresses of the name asked for, and of the names it is an alias of. */
    private void collect(int type, int nameOffset) {
        int owner = nameOffset;
        for (int alias = 0; alias < ALIASES_MAX && owner > 0; alias++) {
            int next = 0;
            at = recordsFrom;
            int records = unsigned16(6);
            for (int record = 0; record < records; record++) {
                int name = at;
                if (!nextRecord()) {
                    break;
                }
                if (recordType == type && fits(type) && sameName(name, owner)) {
                    add(type);
                } else if (recordType == CNAME && next == 0 && sameName(name, owner)) {
                    next = dataOffset;
                    ttlSeconds = Math.min(ttlSeconds, recordTtl);
                }
            }
            owner = isEmpty() ? next : 0;
        }
    }

    private boolean isEmpty() {
        return addresses.count() + services.size() == 0;
    }

    private boolean fits(int type) {
        return type == SRV ? dataLength > SRV_HEAD : dataLength == (type == A ? 4 : 16);
    }

    private void add(int type) {
        if (type == SRV) {
            String target = name(dataOffset + SRV_HEAD);
            if (target.length() > 0) {
                services.add(target + ":" + unsigned16(dataOffset + 4));
                ttlSeconds = Math.min(ttlSeconds, recordTtl);
            }
            return;
        }
        byte[] address = new byte[dataLength];
        System.arraycopy(bytes, dataOffset, address, 0, dataLength);
        addresses.add(address);
        ttlSeconds = Math.min(ttlSeconds, recordTtl);
    }

    /** Moves behind the record at {@link #at}; false when it is cut off or malformed. */
    private boolean nextRecord() {
        if (!skipName() || length - at < 10) {
            return false;
        }
        recordType = unsigned16(at + 2) == INTERNET ? unsigned16(at) : 0;
        recordTtl = unsigned16(at + 4) << 16 | unsigned16(at + 6);
        if (recordTtl < 0) {
            recordTtl = 0;
        }
        dataLength = unsigned16(at + 8);
        dataOffset = at + 10;
        at = dataOffset + dataLength;
        return at <= length;
    }

    private boolean skipName() {
        while (at < length) {
            int label = bytes[at] & 0xFF;
            if (label == 0 || label >= 0xC0) {
                at += label == 0 ? 1 : 2;
                return at <= length;
            }
            at += 1 + label;
        }
        return false;
    }

    /** Compares two names in the message, label by label. */
    private boolean sameName(int first, int second) {
        int a = label(first);
        int b = label(second);
        for (int count = 0; count < JUMPS_MAX && a >= 0 && b >= 0; count++) {
            int size = bytes[a] & 0xFF;
            if (size != (bytes[b] & 0xFF) || Math.max(a, b) + size >= length) {
                return false;
            }
            for (int index = 1; index <= size; index++) {
                if (Ascii.lower(bytes[a + index])
                        != Ascii.lower(bytes[b + index])) {
                    return false;
                }
            }
            if (size == 0) {
                return true;
            }
            a = label(a + 1 + size);
            b = label(b + 1 + size);
        }
        return false;
    }

    /** Follows pointers from {@code offset} to a label's length byte; -1 when they lead nowhere. */
    private int label(int offset) {
        int here = offset;
        for (int jumps = 0; jumps < JUMPS_MAX && here < length; jumps++) {
            int size = bytes[here] & 0xFF;
            if (size <= LABEL_BYTES_MAX) {
                return here;
            }
            if (size < 0xC0 || here + 1 >= length) {
                return -1;
            }
            here = (size & 0x3F) << 8 | bytes[here + 1] & 0xFF;
        }
        return -1;
    }

    /** The name at {@code offset}, without a dot at its end; empty when it is malformed. */
    private String name(int offset) {
        StringBuilder name = new StringBuilder();
        int here = label(offset);
        while (here >= 0 && bytes[here] != 0 && name.length() < NAME_BYTES_MAX) {
            int size = bytes[here];
            if (here + size >= length) {
                return "";
            }
            name.append(name.length() == 0 ? "" : ".");
            for (int index = 1; index <= size; index++) {
                int each = bytes[here + index];
                if (each <= ' ' || each == 127) {
                    return "";
                }
                name.append((char) each);
            }
            here = label(here + 1 + size);
        }
        return here < 0 ? "" : name.toString();
    }

    private int unsigned16(int offset) {
        return (bytes[offset] & 0xFF) << 8 | bytes[offset + 1] & 0xFF;
    }

    /** The addresses that the last {@link #read} found. */
    Addresses addresses() {
        return addresses;
    }

    /** The services that it found. */
    List<String> services() {
        return services;
    }

    /** How long they may be kept. */
    int ttlSeconds() {
        return ttlSeconds;
    }
}
