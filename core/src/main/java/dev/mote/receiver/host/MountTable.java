package dev.mote.receiver.host;

import dev.mote.bytes.TextCursor;
import dev.mote.os.Errno;
import java.util.Arrays;

/**
 * The mounts worth looking at, chosen from mountinfo (proc.rst, section 3.5):
 *
 * <pre>
 *   36 35 98:0 /mnt1 /mnt2 rw,noatime master:1 - ext3 /dev/root rw,errors=continue
 *   id parent device root mount point options [optional …] - type source super options
 * </pre>
 *
 * <p>A device has one entry, however often it is mounted: the mount of its own root rather than of
 * a directory in it, then the one with the shortest mount point, then the first. A later mount on
 * the same mount point hides the earlier one. An overlay counts only as the root of what is seen (a
 * container, a live system); elsewhere it is a container's view of a disk that is listed already.
 */
final class MountTable {
    /** Bounds the memory to 0.3 MB, and the statvfs calls of a collection to about 1 ms. */
    static final int ROWS_MAX = 256;
    /** PATH_MAX is 4,096, but no mount point that people made is longer than this. */
    private static final int TEXT_BYTES_MAX = 1024;

    private static final int POINT = 0;
    private static final int DEVICE = 1;
    private static final int TYPE = 2;
    private static final int TEXTS = 3;

    private final NameFilter points;
    private final NameFilter devices;
    private final NameFilter types;
    private final TextCursor cursor = new TextCursor();
    private final Mount mount = new Mount();
    private final byte[][] texts = new byte[ROWS_MAX][];
    private final int[] lengths = new int[ROWS_MAX * TEXTS];
    private final long[] numbers = new long[ROWS_MAX];
    private final boolean[] whole = new boolean[ROWS_MAX];
    private final boolean[] readOnly = new boolean[ROWS_MAX];
    private int rows;

    /** One line, decoded: mount point, source and type one behind the other. */
    static final class Mount {
        final byte[] text = new byte[TEXTS * TEXT_BYTES_MAX];
        final int[] lengths = new int[TEXTS];
        long device;
        boolean whole;
        boolean readOnly;

        int pointLength() {
            return lengths[POINT];
        }

        int offset(int which) {
            return which == POINT ? 0 : which == DEVICE ? lengths[POINT]
                    : lengths[POINT] + lengths[DEVICE];
        }
    }

    MountTable(NameFilter points, NameFilter devices, NameFilter types) {
        this.points = points;
        this.devices = devices;
        this.types = types;
    }

    /** Chooses anew from the file's content; 0, -EBADMSG (some lines), or -EFBIG (too many). */
    int read(byte[] content, int length) {
        rows = 0;
        int result = length == 0 ? -Errno.EBADMSG : 0;
        cursor.over(content, 0, length);
        boolean more = length > 0;
        while (more) {
            int each = parse(cursor, mount);
            result = Math.min(result, each == 0 ? consider() : each);
            more = cursor.nextLine();
        }
        return result;
    }

    /** Parses a line; 0 or -EBADMSG. */
    static int parse(TextCursor line, Mount into) {
        line.skipWords(2).skipBlanks();
        long major = line.number();
        long minor = line.skip(":") ? line.number() : TextCursor.NONE;
        line.skipBlanks();
        into.whole = line.wordLength() == 1 && line.peek() == '/';
        line.skipWord().skipBlanks();
        into.device = major << 32 | minor & 0xFFFF_FFFFL;
        boolean understood = major >= 0 && minor >= 0 && line.peek() == '/'
                && word(line, into, POINT);
        line.skipBlanks();
        into.readOnly = isReadOnly(line);
        int end = line.position() + line.lineLength();
        while (line.position() < end && !line.startsWith(" - ")) {
            line.skipWord();
        }
        line.skip(" - ");
        int typeAt = line.position();
        understood = line.position() < end && understood;
        line.skipWord().skipBlanks();
        understood = understood && word(line, into, DEVICE);
        line.moveTo(typeAt);
        return understood && word(line, into, TYPE) ? 0 : -Errno.EBADMSG;
    }

    private static boolean isReadOnly(TextCursor line) {
        boolean first = line.startsWith("ro");
        return first && (line.wordLength() == 2 || line.startsWith("ro,"));
    }

    /** Decodes the word here, behind those that are there already. */
    private static boolean word(TextCursor line, Mount into, int which) {
        int length = line.wordLength();
        if (length > TEXT_BYTES_MAX) {
            return false;
        }
        into.lengths[which] = OctalEscapes.decode(line.bytes(), line.position(), length, into.text,
                into.offset(which));
        line.skipWord();
        return length > 0;
    }

    private int consider() {
        hide();
        if (!isWanted()) {
            return 0;
        }
        int row = find(mount.device);
        if (row >= 0) {
            if (isBetter(row)) {
                store(row);
            }
            return 0;
        }
        if (rows == ROWS_MAX) {
            return -Errno.EFBIG;
        }
        store(rows++);
        return 0;
    }

    /** Drops the row whose mount point this mount covers. */
    private void hide() {
        for (int row = 0; row < rows; row++) {
            if (equals(row, POINT, mount.text, 0, mount.lengths[POINT])) {
                rows--;
                byte[] spare = texts[row];
                for (int at = row; at < rows; at++) {
                    move(at + 1, at);
                }
                texts[rows] = spare;
                return;
            }
        }
    }

    private boolean isWanted() {
        byte[] text = mount.text;
        int type = mount.offset(TYPE);
        int typeLength = mount.lengths[TYPE];
        boolean overlay = equals(text, type, typeLength, "overlay");
        boolean root = mount.lengths[POINT] == 1;
        return (!overlay || root) && types.accepts(text, type, typeLength)
                && points.accepts(text, 0, mount.lengths[POINT])
                && devices.accepts(text, mount.offset(DEVICE), mount.lengths[DEVICE]);
    }

    private int find(long device) {
        for (int row = 0; row < rows; row++) {
            if (numbers[row] == device) {
                return row;
            }
        }
        return -1;
    }

    private boolean isBetter(int row) {
        if (mount.whole != whole[row]) {
            return mount.whole;
        }
        return mount.lengths[POINT] < lengths[row * TEXTS + POINT];
    }

    private void store(int row) {
        int length = mount.offset(TYPE) + mount.lengths[TYPE];
        if (texts[row] == null || texts[row].length < length) {
            texts[row] = new byte[Math.max(64, length)];
        }
        System.arraycopy(mount.text, 0, texts[row], 0, length);
        System.arraycopy(mount.lengths, 0, lengths, row * TEXTS, TEXTS);
        numbers[row] = mount.device;
        whole[row] = mount.whole;
        readOnly[row] = mount.readOnly;
    }

    private void move(int from, int to) {
        texts[to] = texts[from];
        System.arraycopy(lengths, from * TEXTS, lengths, to * TEXTS, TEXTS);
        numbers[to] = numbers[from];
        whole[to] = whole[from];
        readOnly[to] = readOnly[from];
    }

    private boolean equals(int row, int which, byte[] text, int offset, int length) {
        return lengths[row * TEXTS + which] == length && Arrays.equals(texts[row], 0, length, text,
                offset, offset + length);
    }

    private static boolean equals(byte[] text, int offset, int length, String word) {
        boolean same = length == word.length();
        for (int at = 0; same && at < length; at++) {
            same = text[offset + at] == word.charAt(at);
        }
        return same;
    }

    int rows() {
        return rows;
    }

    /** Mount point, source and type of a row, one behind the other. */
    byte[] text(int row) {
        return texts[row];
    }

    int pointLength(int row) {
        return lengths[row * TEXTS + POINT];
    }

    int deviceOffset(int row) {
        return lengths[row * TEXTS + POINT];
    }

    int deviceLength(int row) {
        return lengths[row * TEXTS + DEVICE];
    }

    int typeOffset(int row) {
        return deviceOffset(row) + deviceLength(row);
    }

    int typeLength(int row) {
        return lengths[row * TEXTS + TYPE];
    }

    boolean isReadOnly(int row) {
        return readOnly[row];
    }
}
