package dev.mote.receiver.prometheus;

import dev.mote.os.FileSystem;
import dev.mote.telemetry.Log;
import java.util.List;

/** Finds targets again and again. What cannot be found out keeps the targets that it had. */
interface Discovery {
    /** Looks when it is time; true when there are other groups than before. */
    boolean doWork(FileSystem files, Log log, long nowNanos);

    long nextDeadlineNanos();

    List<TargetGroup> groups();

    void close();
}
