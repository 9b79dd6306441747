package dev.mote.http2;

import dev.mote.bytes.Buffer;
import dev.mote.http.Headers;

/**
 * Reads header blocks (RFC 7541). A block changes the table that the next one refers to, so an
 * error in one ends the connection, and a list that is too large is read to its end all the same.
 */
public final class HpackDecoder {
    private final HpackHuffman huffman;
    private final HpackTable table = new HpackTable();
    private byte[] bytes;
    private int at;
    private int end;
    private boolean malformed;

    /** {@code huffman} may be shared: it has tables, but no state. */
    public HpackDecoder(HpackHuffman huffman) {
        this.huffman = huffman;
    }

    /** Reads one whole block into {@code out}; false when it is malformed. */
    public boolean decode(byte[] bytes, int offset, int end, Headers out) {
        this.bytes = bytes;
        this.at = offset;
        this.end = end;
        malformed = false;
        boolean first = true;
        while (at < this.end && !malformed) {
            int head = bytes[at] & 0xFF;
            if ((head & 0x80) != 0) {
                indexed(integer(7), out);
                first = false;
            } else if ((head & 0xE0) == 0x20) {
                resize(integer(5), first);
            } else {
                boolean adds = (head & 0x40) != 0;
                literal(integer(adds ? 6 : 4), adds, out);
                first = false;
            }
        }
        return !malformed;
    }

    /** An integer with a prefix of {@code bits} (RFC 7541, 5.1); more than 2^28 is refused. */
    private int integer(int bits) {
        int max = (1 << bits) - 1;
        int value = bytes[at++] & max;
        if (value < max) {
            return value;
        }
        for (int shift = 0; shift <= 21; shift += 7) {
            if (at == end) {
                break;
            }
            int next = bytes[at++];
            value += (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
        malformed = true;
        return 0;
    }

    /** A change of the table's size stands at the block's start and obeys our setting. */
    private void resize(int size, boolean first) {
        if (!first || size > HpackTable.BYTES_MAX) {
            malformed = true;
        } else {
            table.setSizeMax(size);
        }
    }

    private void indexed(int index, Headers out) {
        if (index == 0 || malformed) {
            malformed = true;
        } else {
            out.beginName();
            name(index, out);
            out.beginValue();
            if (index <= HpackStatic.COUNT) {
                out.text().ascii(HpackStatic.value(index));
            } else if (!malformed) {
                int entry = index - HpackStatic.COUNT - 1;
                out.text().put(table.text(), table.valueOffset(entry), table.valueLength(entry));
            }
            out.end();
        }
    }

    private void name(int index, Headers out) {
        int entry = index - HpackStatic.COUNT - 1;
        if (entry < 0) {
            out.text().ascii(HpackStatic.name(index));
        } else if (entry < table.count()) {
            out.text().put(table.text(), table.nameOffset(entry), table.nameLength(entry));
        } else {
            malformed = true;
        }
    }

    private void literal(int nameIndex, boolean adds, Headers out) {
        out.beginName();
        if (nameIndex > 0) {
            name(nameIndex, out);
        } else {
            string(out.text());
        }
        out.beginValue();
        string(out.text());
        if (!malformed && adds) {
            table.add(out.text().bytes(), out.nameOffset(), out.nameLength(), out.valueOffset(),
                    out.text().length() - out.valueOffset());
        }
        out.end();
    }

    private void string(Buffer out) {
        if (at >= end || malformed) {
            malformed = true;
            return;
        }
        boolean coded = (bytes[at] & 0x80) != 0;
        int length = integer(7);
        if (malformed || length > end - at) {
            malformed = true;
        } else if (coded) {
            malformed = !huffman.decode(bytes, at, at + length, out);
        } else {
            out.put(bytes, at, length);
        }
        at += length;
    }
}
