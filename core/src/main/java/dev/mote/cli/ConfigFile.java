package dev.mote.cli;

import dev.mote.bytes.Buffer;
import dev.mote.config.Config;
import dev.mote.config.KnownTypes;
import dev.mote.config.Problems;
import dev.mote.config.Yaml;
import dev.mote.os.Errno;
import dev.mote.os.FileSystem;
import dev.mote.os.Path;

/** The config as it stands in a file. */
final class ConfigFile {
    private final FileSystem files;
    private final String[] environment;
    private final KnownTypes types;
    private final String name;

    /** @param name of the file; null: there is none, all defaults */
    ConfigFile(FileSystem files, String[] environment, KnownTypes types, String name) {
        this.files = files;
        this.environment = environment;
        this.types = types;
        this.name = name;
    }

    /** Null: there is no file. */
    String name() {
        return name;
    }

    /** Where what is wrong is noted down. */
    Problems problems() {
        return new Problems(name == null ? "environment" : name);
    }

    /** Reads the file anew; what is wrong is in {@code problems}. */
    Config read(Problems problems) {
        if (name == null) {
            return Config.defaults(problems);
        }
        Buffer content = new Buffer(4096);
        int length = content(content);
        if (length < 0) {
            problems.error(Errno.describe(length));
            return Config.defaults(problems);
        }
        return Config.read(content.bytes(), length, environment, types, problems);
    }

    /** Appends what the file says, or as much of it as is needed to see that it is too large. */
    int content(Buffer into) {
        return content(files, name, into);
    }

    static int content(FileSystem files, String name, Buffer into) {
        int file = files.open(new Path(name).bytes(), FileSystem.READ);
        if (file < 0) {
            return file;
        }
        int count;
        do {
            byte[] bytes = into.reserve(4096);
            count = files.read(file, FileSystem.HERE, bytes, into.length(),
                    bytes.length - into.length());
            into.setLength(into.length() + Math.max(0, count));
        } while (count > 0 && into.length() <= Yaml.FILE_BYTES_MAX);
        files.close(file);
        return count < 0 ? count : into.length();
    }
}
