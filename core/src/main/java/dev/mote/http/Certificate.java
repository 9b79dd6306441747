package dev.mote.http;

import dev.mote.bytes.Buffer;

/**
 * What people want to know of a certificate (X.509, RFC 5280, in DER): for whom it is, who says so,
 * and how long it holds. It is read, not verified. What it lacks, or what is damaged, stays empty.
 *
 * <pre>
 *   Certificate { TBS { [0] version, serial, algorithm, issuer, { from, until }, subject, key,
 *                       … [3] { { OID 2.5.29.17, octets { [2] name, [7] address, … } }, … } }, … }
 * </pre>
 */
public final class Certificate {
    private static final int BOOLEAN = 0x01;
    private static final int OBJECT_ID = 0x06;
    private static final int UTC_TIME = 0x17;
    private static final int VERSION = 0xA0;
    private static final int EXTENSIONS = 0xA3;
    private static final int DNS_NAME = 0x82;
    private static final int IP_ADDRESS = 0x87;
    /** Last arc of OID 2.5.4.3, commonName, and of 2.5.29.17, subjectAltName. */
    private static final int COMMON_NAME = 3;
    private static final int ALTERNATIVE_NAMES = 17;
    /** More names than these are not shown. */
    private static final int NAMES_LENGTH_MAX = 200;

    private final byte[] der;
    /** The element read last: its tag, and where its content begins and ends. */
    private int tag;
    private int from;
    private int to;

    private String subject = "";
    private String issuer = "";
    private String names = "";
    private long notBeforeSeconds;
    private long notAfterSeconds;

    private Certificate(byte[] der) {
        this.der = der;
    }

    /** Reads a certificate of {@code length} bytes. */
    public static Certificate read(byte[] der, int length) {
        Certificate certificate = new Certificate(der);
        if (certificate.enter(0, length) && certificate.enter(certificate.from, certificate.to)) {
            certificate.readBody(certificate.from, certificate.to);
        }
        return certificate;
    }

    /** Reads the head of the element at {@code at}; false when it does not fit before the end. */
    private boolean enter(int at, int end) {
        if (at + 2 > end) {
            return false;
        }
        tag = der[at] & 0xFF;
        int length = der[at + 1] & 0xFF;
        from = at + 2;
        if (length > 0x80) {
            int bytes = length - 0x80;
            if (bytes > 3 || from + bytes > end) {
                return false;
            }
            length = 0;
            for (; bytes > 0; bytes--) {
                length = length << 8 | der[from++] & 0xFF;
            }
        }
        to = from + length;
        return to <= end;
    }

    private void readBody(int start, int end) {
        int field = -1;
        for (int at = start; enter(at, end); at = to) {
            int next = to;
            if (tag == EXTENSIONS) {
                readExtensions();
            } else if (tag != VERSION) {
                field++;
                switch (field) {
                    case 2 -> issuer = commonName(from, to);
                    case 3 -> readValidity(from, to);
                    case 4 -> subject = commonName(from, to);
                    default -> { }
                }
            }
            to = next;
        }
    }

    /** The common name among the parts of a name; without one, its last part. */
    private String commonName(int start, int end) {
        String name = "";
        for (int at = start; enter(at, end); at = to) {
            int next = to;
            if (enter(from, to) && enter(from, to) && tag == OBJECT_ID) {
                boolean common = to - from == 3 && der[from + 2] == COMMON_NAME;
                if (enter(to, next)) {
                    name = new Buffer(32).put(der, from, to - from).asUtf8();
                }
                if (common) {
                    return name;
                }
            }
            to = next;
        }
        return name;
    }

    private void readValidity(int start, int end) {
        if (enter(start, end)) {
            int next = to;
            notBeforeSeconds = time();
            if (enter(next, end)) {
                notAfterSeconds = time();
            }
        }
    }

    /** YYMMDDhhmmssZ, or with four digits of the year (RFC 5280, 4.1.2.5). */
    private long time() {
        int yearDigits = tag == UTC_TIME ? 2 : 4;
        int[] parts = new int[6];
        int at = from;
        for (int part = 0; part < parts.length; part++) {
            for (int digits = part == 0 ? yearDigits : 2; digits > 0 && at < to; digits--) {
                parts[part] = parts[part] * 10 + der[at++] - '0';
            }
        }
        int year = yearDigits == 4 ? parts[0] : parts[0] + (parts[0] < 50 ? 2000 : 1900);
        return HttpDate.seconds(year, parts[1] - 1, parts[2],
                parts[3] * 3600 + parts[4] * 60 + parts[5]);
    }

    private void readExtensions() {
        if (!enter(from, to)) {
            return;
        }
        int end = to;
        for (int at = from; enter(at, end); at = to) {
            int next = to;
            boolean wanted = enter(from, next) && tag == OBJECT_ID && to - from == 3
                    && der[from + 1] == 29 && der[from + 2] == ALTERNATIVE_NAMES;
            if (wanted && enter(to, next) && (tag != BOOLEAN || enter(to, next))
                    && enter(from, to)) {
                readNames(from, to);
            }
            to = next;
        }
    }

    private void readNames(int start, int end) {
        Buffer text = new Buffer(64);
        for (int at = start; enter(at, end) && text.length() < NAMES_LENGTH_MAX; at = to) {
            int length = to - from;
            boolean address = tag == IP_ADDRESS && (length == 4 || length == 16);
            if (tag == DNS_NAME || address) {
                text.ascii(text.length() == 0 ? "" : ", ");
            }
            if (tag == DNS_NAME) {
                text.put(der, from, Math.min(length, NAMES_LENGTH_MAX));
            } else if (address) {
                byte[] bytes = new byte[length];
                System.arraycopy(der, from, bytes, 0, length);
                IpAddress.append(text, bytes);
            }
        }
        names = text.asUtf8();
    }

    /** Its name: usually the common name. */
    public String subject() {
        return subject;
    }

    /** The name of the authority that has signed it. */
    public String issuer() {
        return issuer;
    }

    /** The hosts that it is for, with commas between. */
    public String names() {
        return names;
    }

    public long notBeforeSeconds() {
        return notBeforeSeconds;
    }

    public long notAfterSeconds() {
        return notAfterSeconds;
    }
}
