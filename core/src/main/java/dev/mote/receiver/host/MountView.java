package dev.mote.receiver.host;

import dev.mote.bytes.TextCursor;
import dev.mote.os.Path;
import java.util.Arrays;

/**
 * Whether the host's mounts are really there below the root path. A container that got the host's
 * tree without its later mounts (a bind mount without {@code rslave}) finds plain directories in
 * their place, and statvfs would answer with the numbers of the file system around them. So a mount
 * point counts only if our own mountinfo has it, too.
 */
final class MountView {
    private final TextCursor cursor = new TextCursor();
    private final MountTable.Mount mount = new MountTable.Mount();
    private final boolean[] visible = new boolean[MountTable.ROWS_MAX];
    private HostFiles own;

    /** Looks at our own mounts; returns 0 or a negative error code. */
    int read(HostFiles host, MountTable mounts) {
        if (own == null) {
            own = new HostFiles(host.system(), "");
        }
        Arrays.fill(visible, isProcess(host.path()));
        if (visible[0]) {
            return 0;
        }
        int length = own.read("/proc/self/mountinfo");
        if (length < 0) {
            return length;
        }
        cursor.over(own.content(), 0, length);
        do {
            if (MountTable.parse(cursor, mount) == 0) {
                mark(host.path(), mounts);
            }
        } while (cursor.nextLine());
        return 0;
    }

    /** /proc/1/root is not a copy of the tree: whoever goes through it sees all its mounts. */
    private boolean isProcess(Path root) {
        return cursor.over(root.bytes(), 0, root.length()).startsWith("/proc/");
    }

    /** Root paths and mount points are compared as text: {@code /hostfs} + {@code /var}. */
    private void mark(Path root, MountTable mounts) {
        int rest = mount.pointLength() - root.length();
        if (rest < 0 || !Arrays.equals(mount.text, 0, root.length(), root.bytes(), 0,
                root.length())) {
            return;
        }
        for (int row = 0; row < mounts.rows(); row++) {
            int length = mounts.pointLength(row);
            boolean top = length == 1 && rest == 0;
            visible[row] |= top || rest == length && Arrays.equals(mount.text, root.length(),
                    root.length() + rest, mounts.text(row), 0, length);
        }
    }

    boolean isVisible(int row) {
        return visible[row];
    }
}
