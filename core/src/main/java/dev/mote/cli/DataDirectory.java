package dev.mote.cli;

import dev.mote.config.Environment;
import dev.mote.os.Errno;
import dev.mote.os.FileSystem;
import dev.mote.os.Path;
import dev.mote.telemetry.Log;
import java.util.ArrayList;
import java.util.List;

/**
 * Where Mote keeps what must survive a restart: the directory of {@code --data}, else the first of
 * these that can be written: systemd's $STATE_DIRECTORY, /var/lib/mote, $XDG_STATE_HOME/mote,
 * ~/.local/state/mote. It is for one agent at a time, which its lock file sees to. A disk that
 * cannot be written is no reason not to watch the host.
 */
final class DataDirectory {
    /** The value of --data that keeps everything in memory. */
    static final String NOWHERE = "none";
    private static final String LOCK = "/mote.lock";

    private final String below;
    private final FileSystem files;
    private final Log log;

    DataDirectory(FileSystem files, Log log) {
        this(files, log, "");
    }

    /** @param below what comes behind each name: the directory of one of several loops, say */
    DataDirectory(FileSystem files, Log log, String below) {
        this.below = below;
        this.files = files;
        this.log = log;
    }

    /** Where to look when nobody said so, the best first. */
    static List<String> candidates(Environment environment) {
        List<String> names = new ArrayList<>();
        String state = environment.get("STATE_DIRECTORY");
        if (state != null) {
            // systemd.exec(5): several are separated by colons; Mote's unit asks for one.
            int colon = state.indexOf(':');
            names.add(colon < 0 ? state : state.substring(0, colon));
        }
        names.add("/var/lib/mote");
        String stateHome = environment.get("XDG_STATE_HOME");
        String home = environment.get("HOME");
        if (stateHome != null) {
            names.add(stateHome + "/mote");
        } else if (home != null) {
            names.add(home + "/.local/state/mote");
        }
        return names;
    }

    /** The directory that exists and comes first; with none, the first. For who only looks. */
    static String existing(FileSystem files, Environment environment) {
        List<String> names = candidates(environment);
        for (String name : names) {
            int directory = files.open(new Path(name).bytes(), FileSystem.DIRECTORY);
            if (directory >= 0) {
                files.close(directory);
                return name;
            }
        }
        return names.get(0);
    }

    /**
     * Makes and locks the directory {@code name}, or, when that is null, the first that works.
     *
     * @return its name; empty when there is none, which is said; null when another Mote has it
     */
    String open(String name, Environment environment) {
        if (name != null && name.equals(NOWHERE)) {
            return "";
        }
        List<String> names = name != null ? List.of(name) : candidates(environment);
        int lock = 0;
        for (String base : names) {
            String each = base + below;
            lock = lock(files, each);
            if (lock == -Errno.EAGAIN) {
                log.error(each + " is in use by another mote; give this one a directory of its "
                        + "own with --data");
                return null;
            }
            if (lock >= 0) {
                return each;
            }
        }
        log.warning(String.join(", ", names) + ": " + Errno.describe(lock) + "; going on without "
                + "it, what is not delivered is kept in memory only");
        return "";
    }

    /** Makes the directory and takes its lock, until that is closed; -EAGAIN: another has it. */
    static int lock(FileSystem files, String name) {
        int made = make(files, name);
        int file = made < 0 ? made
                : files.open(new Path(name).append(LOCK).bytes(), FileSystem.READ_WRITE);
        if (file < 0) {
            return file;
        }
        int locked = files.lock(file);
        if (locked < 0) {
            files.close(file);
            return locked;
        }
        return file;
    }

    /** Makes the directory, and those above it that are missing. */
    private static int make(FileSystem files, String name) {
        int made = files.makeDirectory(new Path(name).bytes());
        int slash = name.lastIndexOf('/');
        if (made == -Errno.ENOENT && slash > 0) {
            int above = make(files, name.substring(0, slash));
            made = above < 0 ? above : files.makeDirectory(new Path(name).bytes());
        }
        return made == -Errno.EEXIST ? 0 : made;
    }
}
