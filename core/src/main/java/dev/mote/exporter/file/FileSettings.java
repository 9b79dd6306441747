package dev.mote.exporter.file;

import dev.mote.config.Section;

/** What a {@code file} exporter can be told, with its defaults; the keys are the collector's. */
public record FileSettings(String path, boolean json, long bytesMax, int backups) {
    private static final long MEGABYTE = 1 << 20;
    /** Files of some size are easier to move and to look at; and a disk has an end. */
    private static final int MEGABYTES_DEFAULT = 100;
    private static final int BACKUPS_DEFAULT = 10;
    /** Each is renamed when a file is full. */
    private static final int BACKUPS_MAX = 1000;

    /** Reads the keys about the file; null when something is wrong, which is told. */
    public static FileSettings from(Section section) {
        String path = section.string("path", null);
        boolean json = section.choice("format", 0, "json", "proto") == 0;
        Section rotation = section.section("rotation");
        long megabytes = rotation.integer("max_megabytes", MEGABYTES_DEFAULT, 1, 1 << 20);
        int backups = (int) rotation.integer("max_backups", BACKUPS_DEFAULT, 0, BACKUPS_MAX);
        rotation.finish();
        if (path == null || path.isEmpty()) {
            section.problems().error(section.place(),
                    "path is missing, as in \"path: /var/log/telemetry.json\"");
            return null;
        }
        return new FileSettings(path, json, megabytes * MEGABYTE, backups);
    }
}
