package dev.mote.server;

import dev.mote.bytes.Ascii;

/** Finds the chunks of a body (RFC 9112, section 7.1); extensions and trailers are skipped. */
final class ChunkReader {
    /** Bounds extensions and trailers, which nobody here reads. */
    private static final int SKIPPED_BYTES_MAX = 8192;

    private static final int SIZE = 0;
    private static final int EXTENSION = 1;
    private static final int DATA = 2;
    private static final int DATA_END = 3;
    private static final int TRAILER = 4;
    private static final int DONE = 5;
    private static final int MALFORMED = 6;

    private int state;
    private int digits;
    private long left;
    private int skipped;
    private int lineLength;
    private boolean afterReturn;

    void begin() {
        state = SIZE;
        digits = 0;
        left = 0;
        skipped = 0;
        afterReturn = false;
    }

    /** Goes on to the next data or the end; returns the index behind what was taken. */
    int feed(byte[] bytes, int offset, int end) {
        int at = offset;
        while (at < end && state != DATA && state < DONE) {
            take(bytes[at++]);
        }
        return at;
    }

    private void take(int next) {
        if (afterReturn && next != '\n') {
            state = MALFORMED;
            return;
        }
        afterReturn = next == '\r';
        if (afterReturn) {
            return;
        }
        switch (state) {
            case SIZE -> takeSize(next);
            case EXTENSION -> {
                state = next == '\n' ? afterSize() : ++skipped > SKIPPED_BYTES_MAX ? MALFORMED
                        : EXTENSION;
            }
            case DATA_END -> state = next == '\n' ? SIZE : MALFORMED;
            default -> takeTrailer(next);
        }
    }

    private void takeSize(int next) {
        int digit = Ascii.hexadecimal(next);
        if (digit >= 0 && digits < 8) {
            left = left << 4 | digit;
            digits++;
        } else if (digits > 0 && next == '\n') {
            state = afterSize();
        } else if (digits > 0 && (next == ';' || next == ' ' || next == '\t')) {
            state = EXTENSION;
        } else {
            state = MALFORMED;
        }
    }

    private int afterSize() {
        digits = 0;
        lineLength = 0;
        return left == 0 ? TRAILER : DATA;
    }

    private void takeTrailer(int next) {
        if (next != '\n') {
            lineLength++;
            state = ++skipped > SKIPPED_BYTES_MAX ? MALFORMED : TRAILER;
        } else if (lineLength == 0) {
            state = DONE;
        } else {
            lineLength = 0;
        }
    }

    /** Bytes of data that come next. */
    long left() {
        return state == DATA ? left : 0;
    }

    void taken(int count) {
        left -= count;
        if (state == DATA && left == 0) {
            state = DATA_END;
        }
    }

    boolean isDone() {
        return state == DONE;
    }

    boolean isMalformed() {
        return state == MALFORMED;
    }
}
