package dev.mote.log;

import dev.mote.os.FileSystem;
import dev.mote.os.Path;
import java.util.Arrays;

/** Which start of the kernel this is: /proc/sys/kernel/random/boot_id, as a number. */
final class BootId {
    private BootId() {
    }

    /** A hash of the id; 0 when it cannot be read. */
    static int hash(FileSystem files) {
        int file = files.open(new Path("/proc/sys/kernel/random/boot_id").bytes(),
                FileSystem.READ);
        if (file < 0) {
            return 0;
        }
        byte[] text = new byte[64];
        int count = files.read(file, FileSystem.HERE, text, 0, text.length);
        files.close(file);
        return count <= 0 ? 0 : Arrays.hashCode(Arrays.copyOf(text, count));
    }
}
