package dev.mote.receiver.prometheus;

import dev.mote.bytes.Buffer;
import dev.mote.prometheus.Symbols;
import java.util.Arrays;

/**
 * The series of one target's last page and of this one. What was there and is not any more has
 * ended.
 *
 * <pre>
 *   a series is a text    kind (1 byte) | length of the name (2 bytes) | name | attributes
 *   beside it             its bounds, which the point that says that it ended must have
 * </pre>
 */
final class ScrapedSeries {
    /** Takes a series that has ended. */
    interface Ended {
        void ended(int kind, byte[] bytes, int nameFrom, int nameTo, int attributesTo,
                byte[] bounds, int boundsFrom, int boundsTo);
    }

    private static final int HEAD = 3;

    private Symbols now = new Symbols();
    private Symbols before = new Symbols();
    private Buffer bounds = new Buffer(64);
    private Buffer boundsBefore = new Buffer(64);
    /** Where the bounds of each series end, by its number. */
    private int[] boundsTo = new int[64];
    private int[] boundsToBefore = new int[64];
    /** How many samples each has. */
    private int[] samples = new int[64];
    private int[] samplesBefore = new int[64];
    private int added;
    private int count = 1;
    private int beforeCount = 1;
    private final Buffer key = new Buffer(128);

    /** A page begins: what is there becomes what was. */
    void begin() {
        Symbols symbols = before;
        before = now;
        now = symbols;
        Buffer old = boundsBefore;
        boundsBefore = bounds;
        bounds = old;
        int[] ends = boundsToBefore;
        boundsToBefore = boundsTo;
        boundsTo = ends;
        int[] counts = samplesBefore;
        samplesBefore = samples;
        samples = counts;
        beforeCount = count;
        forget();
    }

    /** The page is not taken: nothing is there. */
    void forget() {
        now.clear();
        bounds.clear();
        count = 1;
        added = 0;
        boundsTo[0] = 0;
    }

    /** Adds a series; false when the page has it already. */
    boolean add(int kind, byte[] name, int nameFrom, int nameTo, Buffer attributes,
            Buffer bounds, int samples) {
        int length = nameTo - nameFrom;
        key.clear().put(kind).put(length >>> 8).put(length).put(name, nameFrom, length)
                .put(attributes.bytes(), 0, attributes.length());
        int number = now.of(key.bytes(), 0, key.length());
        if (number < count) {
            return false;
        }
        if (number == boundsTo.length) {
            boundsTo = Arrays.copyOf(boundsTo, 2 * number);
            this.samples = Arrays.copyOf(this.samples, 2 * number);
        }
        this.samples[number] = samples;
        added += samples;
        this.bounds.put(bounds.bytes(), 0, bounds.length());
        boundsTo[number] = this.bounds.length();
        count = number + 1;
        return true;
    }

    /** The page ends: tells of every series that it has not. Returns how many. */
    int end(Ended ended) {
        int gone = 0;
        byte[] bytes = before.bytes();
        for (int number = 1; number < beforeCount; number++) {
            int from = before.offset(number);
            // What is not there yet gets a number beyond all that are, and does no harm there.
            if (now.of(bytes, from, before.length(number)) >= count) {
                gone++;
                int nameFrom = from + HEAD;
                int nameTo = nameFrom + ((bytes[from + 1] & 0xFF) << 8 | bytes[from + 2] & 0xFF);
                ended.ended(bytes[from], bytes, nameFrom, nameTo, from + before.length(number),
                        boundsBefore.bytes(), boundsToBefore[number - 1],
                        boundsToBefore[number]);
            } else {
                added -= samplesBefore[number];
            }
        }
        return gone;
    }

    /** After {@link #end}: how many samples are of series that the page before had not. */
    int added() {
        return Math.max(0, added);
    }
}
