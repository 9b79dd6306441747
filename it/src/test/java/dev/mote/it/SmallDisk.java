package dev.mote.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A file system in memory with little room, in a mount namespace of its own, so that nobody else
 * sees it and it goes with its processes.
 */
final class SmallDisk implements AutoCloseable {
    private final Child holder;
    private final Path folder;

    /** Mounts it over the folder. */
    SmallDisk(Path folder, int kilobytes) {
        this.folder = folder;
        holder = new Child("unshare", List.of("unshare", "--map-root-user", "--mount", "sh", "-c",
                "mount -t tmpfs -o size=" + kilobytes + "k none \"$0\" && echo mounted"
                        + " && exec sleep 300", folder.toString()), Map.of(), null);
        holder.awaitOutput("mounted", 10);
    }

    /** Whether the machine lets a test have a namespace, which in some containers it does not. */
    static boolean isPossible() {
        try (Child attempt = new Child("unshare", List.of("unshare", "--map-root-user", "--mount",
                "mount", "-t", "tmpfs", "none", "/mnt"), Map.of(), null)) {
            return attempt.awaitExit(10) == 0;
        }
    }

    /** What a command begins with that is to see the disk. */
    List<String> inside() {
        return List.of("nsenter", "--target=" + holder.pid(), "--user", "--mount",
                "--preserve-credentials");
    }

    /** A file on the disk, seen from outside. */
    private Path file(String name) {
        return Path.of("/proc/" + holder.pid() + "/root" + folder, name);
    }

    /** Fills it up but for so much. */
    void fill(String name, int leftKilobytes) throws IOException {
        long free = file(".").toFile().getUsableSpace();
        Files.write(file(name), new byte[(int) free - leftKilobytes * 1024]);
    }

    void delete(String name) throws IOException {
        Files.delete(file(name));
    }

    @Override
    public void close() {
        holder.close();
    }
}
