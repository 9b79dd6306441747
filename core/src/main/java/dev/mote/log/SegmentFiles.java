package dev.mote.log;

import dev.mote.bytes.Crc32c;
import dev.mote.os.Errno;
import dev.mote.os.FileSystem;
import dev.mote.os.Path;
import java.util.Arrays;

/**
 * The files of a log's directory. A segment's name is its first position in twenty digits; its
 * content begins with
 *
 * <pre>
 *   0         7         8                16              24       28
 *   | MOTELOG | version | first position | made at, wall | usable | crc32c of these | records …
 * </pre>
 *
 * Usable bytes of records: 0 while that is all of them, more when what lies behind is damaged.
 */
final class SegmentFiles {
    static final int HEADER_BYTES = 32;
    static final int VERSION = 1;
    private static final String MAGIC = "MOTELOG";
    private static final int DIGITS = 20;
    private static final String SUFFIX = ".seg";
    private static final String ASIDE = ".bad";
    private static final String UNFINISHED = ".new";
    /** Enough to see what is wrong with a disk that goes on damaging them. */
    private static final int ASIDE_MAX = 2;

    private final FileSystem files;
    private final Path path;
    private final int directoryLength;
    private final byte[] digits = new byte[DIGITS];
    private final byte[] header = new byte[HEADER_BYTES];
    private int lastError;
    private int usable;

    SegmentFiles(FileSystem files, String directory) {
        this.files = files;
        path = new Path(directory).append("/");
        directoryLength = path.length();
    }

    FileSystem files() {
        return files;
    }

    String directory() {
        byte[] bytes = path.cut(directoryLength).bytes();
        StringBuilder text = new StringBuilder();
        for (int at = 0; at < directoryLength - 1; at++) {
            text.append((char) (bytes[at] & 0xFF));
        }
        return text.toString();
    }

    /** The path of another file in the directory; valid until the next call. */
    byte[] path(String name) {
        return path.cut(directoryLength).append(name).bytes();
    }

    private byte[] path(long first, String suffix) {
        path.cut(directoryLength);
        long rest = first;
        for (int at = DIGITS - 1; at >= 0; at--) {
            digits[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        return path.append(digits, 0, DIGITS).append(suffix).bytes();
    }

    /** First positions of all segments, ascending; null with {@link #lastError} set. */
    long[] list() {
        return list(SUFFIX);
    }

    private long[] list(String suffix) {
        int directory = files.open(path.cut(directoryLength).bytes(), FileSystem.DIRECTORY);
        if (directory < 0) {
            lastError = directory;
            return null;
        }
        long[] found = new long[16];
        int count = 0;
        byte[] entries = new byte[4096];
        int filled;
        while ((filled = files.list(directory, entries)) > 0) {
            for (int at = 0; at < filled; at++) {
                int name = at + 1;
                int end = name;
                while (entries[end] != 0) {
                    end++;
                }
                long first = first(entries, name, end, suffix);
                if (first >= 0) {
                    found = count == found.length ? Arrays.copyOf(found, 2 * count) : found;
                    found[count++] = first;
                }
                at = end;
            }
        }
        files.close(directory);
        lastError = filled;
        long[] all = Arrays.copyOf(found, count);
        Arrays.sort(all);
        return filled < 0 ? null : all;
    }

    int lastError() {
        return lastError;
    }

    private static long first(byte[] name, int from, int to, String suffix) {
        if (to - from != DIGITS + suffix.length()) {
            return -1;
        }
        long first = 0;
        for (int at = from; at < from + DIGITS; at++) {
            if (name[at] < '0' || name[at] > '9' || first > Long.MAX_VALUE / 10 - 1) {
                return -1;
            }
            first = 10 * first + name[at] - '0';
        }
        for (int at = 0; at < suffix.length(); at++) {
            if (name[from + DIGITS + at] != suffix.charAt(at)) {
                return -1;
            }
        }
        return first;
    }

    /** Makes a segment's file with its header; returns the open file or a negative error code. */
    int create(long first, long wallNanos) {
        return create(first, SUFFIX, wallNanos);
    }

    /** Makes the file that is to take another's place; see {@link #replace}. */
    int createUnfinished(long first, long wallNanos) {
        return create(first, SUFFIX + UNFINISHED, wallNanos);
    }

    private int create(long first, String suffix, long wallNanos) {
        int file = files.open(path(first, suffix), FileSystem.READ_WRITE);
        if (file < 0) {
            return file;
        }
        for (int at = 0; at < MAGIC.length(); at++) {
            header[at] = (byte) MAGIC.charAt(at);
        }
        header[7] = VERSION;
        RecordHeader.put(header, 8, first, 8);
        RecordHeader.put(header, 16, wallNanos, 8);
        RecordHeader.put(header, 24, 0, 4);
        RecordHeader.put(header, 28, checksum(), 4);
        int cut = files.truncate(file, 0);
        int written = cut < 0 ? cut : files.write(file, 0, header, 0, HEADER_BYTES);
        if (written == HEADER_BYTES) {
            return file;
        }
        files.close(file);
        files.remove(path(first, suffix));
        return written < 0 ? written : -Errno.ENOSPC;
    }

    /** Opens a segment's file and checks its header; -EBADMSG when it is not one of ours. */
    int open(long first, int mode) {
        int file = files.open(path(first, SUFFIX), mode);
        if (file < 0) {
            return file;
        }
        int count = files.read(file, 0, header, 0, HEADER_BYTES);
        usable = (int) RecordHeader.get(header, 24, 4);
        boolean well = count == HEADER_BYTES && header[7] == VERSION
                && RecordHeader.get(header, 8, 8) == first
                && (int) RecordHeader.get(header, 28, 4) == checksum();
        for (int at = 0; at < MAGIC.length(); at++) {
            well &= header[at] == MAGIC.charAt(at);
        }
        if (well) {
            return file;
        }
        files.close(file);
        return count < 0 ? count : -Errno.EBADMSG;
    }

    /** Of the segment opened last: how many bytes of records are of use; 0: all. */
    int usable() {
        return usable;
    }

    /** Notes that only so many bytes of records are of use; best effort, on a disk that fails. */
    void limit(int file, int bytes) {
        if (files.read(file, 0, header, 0, HEADER_BYTES) == HEADER_BYTES) {
            RecordHeader.put(header, 24, Math.max(1, bytes), 4);
            RecordHeader.put(header, 28, checksum(), 4);
            files.write(file, 0, header, 0, HEADER_BYTES);
        }
    }

    private int checksum() {
        return Crc32c.of(header, 0, 28);
    }

    int syncDirectory() {
        int directory = files.open(path.cut(directoryLength).bytes(), FileSystem.DIRECTORY);
        int result = directory < 0 ? directory : files.sync(directory);
        if (directory >= 0) {
            files.close(directory);
        }
        return result;
    }

    void remove(long first) {
        files.remove(path(first, SUFFIX));
    }

    /** Puts the unfinished file, which is finished now, into its place. */
    int replace(long first) {
        byte[] from = Arrays.copyOf(path(first, SUFFIX + UNFINISHED), path.length() + 1);
        return files.rename(from, path(first, SUFFIX));
    }

    void removeUnfinished(long first) {
        files.remove(path(first, SUFFIX + UNFINISHED));
    }

    /** Removes what a run that was killed has left. */
    void removeUnfinished() {
        long[] left = list(SUFFIX + UNFINISHED);
        for (int at = 0; left != null && at < left.length; at++) {
            removeUnfinished(left[at]);
        }
    }

    /** Whether somebody has removed the segment's file. */
    boolean isGone(long first) {
        return isGone(path(first, SUFFIX), FileSystem.READ);
    }

    /** Whether somebody has removed the directory. */
    boolean isGone() {
        return isGone(path.cut(directoryLength).bytes(), FileSystem.DIRECTORY);
    }

    private boolean isGone(byte[] name, int mode) {
        int file = files.open(name, mode);
        if (file >= 0) {
            files.close(file);
        }
        return file == -Errno.ENOENT;
    }

    /** Makes a file and removes it; negative when that does not work. */
    int probe(long first) {
        int file = createUnfinished(first, 0);
        if (file >= 0) {
            files.close(file);
            removeUnfinished(first);
        }
        return file;
    }

    /** Gives a file another name, under which it is left alone; the oldest such gives way. */
    void setAside(long first) {
        long[] aside = list(SUFFIX + ASIDE);
        for (int at = 0; aside != null && at <= aside.length - ASIDE_MAX; at++) {
            files.remove(path(aside[at], SUFFIX + ASIDE));
        }
        byte[] from = Arrays.copyOf(path(first, SUFFIX), path.length() + 1);
        files.rename(from, path(first, SUFFIX + ASIDE));
    }

    /** Files that were set aside. */
    int countAside() {
        long[] aside = list(SUFFIX + ASIDE);
        return aside == null ? 0 : aside.length;
    }

    void removeAside() {
        long[] aside = list(SUFFIX + ASIDE);
        for (int at = 0; aside != null && at < aside.length; at++) {
            files.remove(path(aside[at], SUFFIX + ASIDE));
        }
    }
}
