package dev.mote.telemetry;

import dev.mote.bytes.Buffer;
import dev.mote.os.FileSystem;

/**
 * Lines for people on standard error: {@code mote: warning: …}. Callers say each cause once, when
 * it begins and when it ends, and count the rest.
 */
public final class Log {
    private static final int STANDARD_ERROR = 2;

    private final FileSystem files;
    private final Buffer line = new Buffer(160);

    public Log(FileSystem files) {
        this.files = files;
    }

    public void info(String text) {
        write("mote: ", text);
    }

    public void warning(String text) {
        write("mote: warning: ", text);
    }

    public void error(String text) {
        write("mote: error: ", text);
    }

    private void write(String prefix, String text) {
        line.clear().ascii(prefix).utf8(text).put('\n');
        files.write(STANDARD_ERROR, FileSystem.HERE, line.bytes(), 0, line.length());
    }
}
