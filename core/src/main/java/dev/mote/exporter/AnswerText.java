package dev.mote.exporter;

import dev.mote.bytes.Buffer;

/** What a server says about a request, as it may stand in a line for people. */
public final class AnswerText {
    /** Enough for a cause; servers send whole pages. */
    private static final int LENGTH_MAX = 200;

    private AnswerText() {
    }

    /** Whether a body is text: a page in HTML is none. */
    public static boolean isForPeople(Buffer body) {
        return body.length() > 0 && body.bytes()[0] != '<';
    }

    /** One short line of ASCII. */
    public static String of(byte[] bytes, int offset, int length) {
        StringBuilder text = new StringBuilder();
        int count = Math.min(length, LENGTH_MAX);
        for (int at = offset; at < offset + count; at++) {
            boolean printable = bytes[at] >= ' ' && bytes[at] < 127;
            text.append(printable ? (char) bytes[at] : bytes[at] == '\n' ? ' ' : '?');
        }
        while (text.length() > 0 && text.charAt(text.length() - 1) == ' ') {
            text.setLength(text.length() - 1);
        }
        return length > count ? text.append("...").toString() : text.toString();
    }
}
