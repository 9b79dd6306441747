package dev.mote.pipeline;

/**
 * The content of a file in which some numbers change and nothing else: a template in which each run
 * of '#' is a number, written in place with zeros in front.
 */
final class NumberedText {
    final byte[] bytes;
    private final int[] ends = new int[16];

    NumberedText(String template) {
        bytes = SimSink.ascii(template);
        int count = 0;
        for (int at = 0; at < bytes.length; at++) {
            if (bytes[at] == '#' && (at + 1 == bytes.length || bytes[at + 1] != '#')) {
                ends[count++] = at + 1;
            }
        }
        for (int number = 0; number < count; number++) {
            int at = ends[number];
            while (at > 0 && bytes[at - 1] == '#') {
                bytes[--at] = '0';
            }
        }
    }

    /** Writes a number, its last digits if it has too many. */
    NumberedText set(int number, long value) {
        long rest = value;
        for (int at = ends[number] - 1; at >= 0 && bytes[at] >= '0' && bytes[at] <= '9'; at--) {
            bytes[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        return this;
    }
}
