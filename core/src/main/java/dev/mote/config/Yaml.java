package dev.mote.config;

/**
 * Reads a text in Mote's strict subset of YAML 1.2 into a tree. The subset is written down in
 * docs/specs/config.md; what is outside of it is refused with the place and what to write instead.
 *
 * <p>Scalars keep their text: what a value means (a number, a duration) is the reader's to say, so
 * {@code version: 1.10} stays "1.10" and {@code no} is no boolean by accident.
 */
public final class Yaml {
    /** A hand-written config has a few kB; a megabyte is some other file given by mistake. */
    public static final int FILE_BYTES_MAX = 1 << 20;

    /** The parser is recursive: this bounds its stack. A config of the collector nests 6 deep. */
    public static final int DEPTH_MAX = 64;

    /** Bounds the tree's memory, about 6 MB: a file of 1 MiB could ask for 50 MB. */
    public static final int NODES_MAX = 100_000;

    /** Each key is compared with all before it in its map; a header list has tens. */
    public static final int MAP_KEYS_MAX = 1_000;

    /** As YAML 1.2.2 limits them (section 8.2.2). */
    public static final int KEY_CHARS_MAX = 1_024;

    private Yaml() {
    }

    /**
     * The root of the one document; an empty text gives a null scalar.
     *
     * @throws YamlException for the first thing that is not in the subset
     */
    public static YamlNode parse(byte[] input, int length) {
        if (length > FILE_BYTES_MAX) {
            throw new YamlException(1, 1, "the file has " + length + " bytes, the limit is "
                    + FILE_BYTES_MAX + "; is it the right file?");
        }
        return new YamlParser(new YamlCursor(YamlText.decode(input, length))).document();
    }
}
