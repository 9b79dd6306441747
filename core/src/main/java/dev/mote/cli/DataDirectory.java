package dev.mote.cli;

import dev.mote.os.Errno;
import dev.mote.os.FileSystem;
import dev.mote.os.Path;
import dev.mote.telemetry.Log;

/**
 * The directory of {@code --data}: for one agent at a time, which its lock file sees to. A disk
 * that cannot be written is no reason not to watch the host.
 */
final class DataDirectory {
    private static final String LOCK = "/mote.lock";

    private final FileSystem files;
    private final Log log;

    DataDirectory(FileSystem files, Log log) {
        this.files = files;
        this.log = log;
    }

    /** Makes and locks the directory; negative only when another agent has it. */
    int open(String name) {
        Path path = new Path(name);
        int made = files.makeDirectory(path.bytes());
        int lock = made < 0 && made != -Errno.EEXIST ? made
                : files.open(path.append(LOCK).bytes(), FileSystem.READ_WRITE);
        if (lock < 0) {
            log.warning(name + ": " + Errno.describe(lock) + "; going on without it, what is not "
                    + "delivered is kept in memory only");
            return 0;
        }
        int result = files.lock(lock);
        if (result == -Errno.EAGAIN) {
            log.error(name + " is in use by another mote; give this one a directory of its own "
                    + "with --data");
            return result;
        }
        return 0;
    }
}
