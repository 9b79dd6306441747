package dev.mote.os.sim;

import dev.mote.bytes.Buffer;
import dev.mote.os.Errno;
import dev.mote.os.FileSystem;
import dev.mote.os.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Files in memory. Reading and listing allocate nothing, so allocation tests can use it. */
public final class SimFileSystem implements FileSystem {
    private static final int FIRST_HANDLE = 1000;

    private static final class Node {
        final byte[] path;
        final int pathLength;
        final boolean directory;
        final List<Node> children = new ArrayList<>();
        byte[] content = new byte[0];
        int length;
        byte[] link;
        long[] space;
        int error;
        boolean locked;

        Node(byte[] path, int pathLength, boolean directory) {
            this.path = path;
            this.pathLength = pathLength;
            this.directory = directory;
        }

        int nameOffset() {
            int at = pathLength;
            while (at > 0 && path[at - 1] != '/') {
                at--;
            }
            return at;
        }
    }

    private static final class Handle {
        Node node;
        long position;
        /** Below: no entries that are not at least this number. */
        int firstNumber;
        boolean locked;
        /** The content that was there when {@link #changed} was asked last. */
        byte[] seen;
    }

    /** What was written to standard output and standard error. */
    public final Buffer output = new Buffer(1024);
    public final Buffer errors = new Buffer(1024);

    private final long[] defaultSpace = {100L << 30, 60L << 30, 55L << 30, 6_553_600, 6_000_000, 0};
    private final List<Handle> handles = new ArrayList<>();
    private Node[] table = new Node[256];
    private int count;
    private int openHandles;
    /** When not 0: every write fails with this code, as on a full or read-only disk. */
    public int writeError;
    /** The position before the first number, see {@link #seek}. */
    public int seekBase = 258;
    /** How many times a directory was listed from its start. */
    public int listings;
    /** What {@link #terminalSize(int)} says of every file. */
    public int terminalSize = -Errno.ENOTTY;
    /** Whether the terminal hands over each key. */
    public boolean keys;
    /** Whether files announce that they were put anew. */
    public boolean announces;
    /** How many files may be open at once. */
    public int handlesMax = Integer.MAX_VALUE;

    public SimFileSystem() {
        insert(new Node(new byte[] {'/', 0}, 1, true));
    }

    /** Puts a file with text content, and the directories above it. */
    public SimFileSystem put(String path, String content) {
        Buffer bytes = new Buffer(content.length() + 1).utf8(content);
        return put(path, Arrays.copyOf(bytes.bytes(), bytes.length()));
    }

    public SimFileSystem put(String path, byte[] content) {
        Node node = make(path, false);
        node.content = content;
        node.length = content.length;
        return this;
    }

    public SimFileSystem directory(String path) {
        make(path, true);
        return this;
    }

    public SimFileSystem link(String path, String target) {
        Path to = new Path(target);
        make(path, false).link = Arrays.copyOf(to.bytes(), to.length());
        return this;
    }

    /** What {@link #space(byte[], long[])} says of this directory. */
    public SimFileSystem space(String path, long... values) {
        make(path, true).space = values;
        return this;
    }

    /** Lets every open of this path fail, and every read of who has it open; 0 heals it. */
    public SimFileSystem fail(String path, int errno) {
        make(path, false).error = errno;
        return this;
    }

    /** The content of a file now. */
    public byte[] content(String path) {
        Node node = find(new Path(path).bytes());
        return node == null ? null : Arrays.copyOf(node.content, node.length);
    }

    /** Handles that are open: a test that ends with more than it began with has found a leak. */
    public int openHandles() {
        return openHandles;
    }

    private Node make(String name, boolean directory) {
        Path path = new Path(name);
        Node node = find(path.bytes());
        if (node == null) {
            node = new Node(Arrays.copyOf(path.bytes(), path.length() + 1), path.length(),
                    directory);
            insert(node);
            int slash = name.lastIndexOf('/');
            make(slash <= 0 ? "/" : name.substring(0, slash), true).children.add(node);
        }
        return node;
    }

    private static int lengthOf(byte[] path) {
        int length = 0;
        while (path[length] != 0) {
            length++;
        }
        return length;
    }

    private static int hash(byte[] path, int length) {
        int hash = 7;
        for (int at = 0; at < length; at++) {
            hash = hash * 31 + path[at];
        }
        return hash ^ hash >>> 15;
    }

    private Node find(byte[] path) {
        int length = lengthOf(path);
        while (length > 1 && path[length - 1] == '/') {
            length--;
        }
        int at = hash(path, length) & table.length - 1;
        while (table[at] != null) {
            Node node = table[at];
            if (node.pathLength == length
                    && Arrays.equals(node.path, 0, length, path, 0, length)) {
                return node;
            }
            at = at + 1 & table.length - 1;
        }
        return null;
    }

    private void insert(Node node) {
        if (2 * ++count > table.length) {
            Node[] old = table;
            table = new Node[2 * old.length];
            for (Node each : old) {
                if (each != null) {
                    place(each);
                }
            }
        }
        place(node);
    }

    private void place(Node node) {
        int at = hash(node.path, node.pathLength) & table.length - 1;
        while (table[at] != null) {
            at = at + 1 & table.length - 1;
        }
        table[at] = node;
    }

    @Override
    public int open(byte[] path, int mode) {
        Node node = find(path);
        if (node == null && mode == READ_WRITE) {
            if (writeError != 0) {
                return -writeError;
            }
            node = make(new String(path, 0, lengthOf(path),
                    java.nio.charset.StandardCharsets.UTF_8),
                    false);
        }
        if (node == null) {
            return -Errno.ENOENT;
        }
        if (node.error != 0) {
            return -node.error;
        }
        if (mode == DIRECTORY && !node.directory) {
            return -Errno.ENOTDIR;
        }
        return openHandles >= handlesMax ? -Errno.EMFILE : open(node);
    }

    private int open(Node node) {
        int at = 0;
        while (at < handles.size() && handles.get(at).node != null) {
            at++;
        }
        if (at == handles.size()) {
            handles.add(new Handle());
        }
        Handle handle = handles.get(at);
        handle.node = node;
        handle.position = 0;
        handle.firstNumber = 0;
        handle.seen = node.content;
        handle.locked = false;
        openHandles++;
        return FIRST_HANDLE + at;
    }

    private Handle handle(int file) {
        int at = file - FIRST_HANDLE;
        return at < 0 || at >= handles.size() || handles.get(at).node == null ? null
                : handles.get(at);
    }

    @Override
    public int close(int file) {
        Handle handle = handle(file);
        if (handle == null) {
            return -Errno.EBADF;
        }
        if (handle.locked) {
            handle.node.locked = false;
        }
        handle.node = null;
        openHandles--;
        return 0;
    }

    @Override
    public int read(int file, long position, byte[] into, int offset, int length) {
        Handle handle = handle(file);
        if (handle == null) {
            return -Errno.EBADF;
        }
        if (handle.node.error != 0 || handle.node.directory) {
            return handle.node.error != 0 ? -handle.node.error : -Errno.EISDIR;
        }
        long from = position == HERE ? handle.position : position;
        int taken = (int) Math.max(0, Math.min(length, handle.node.length - from));
        System.arraycopy(handle.node.content, (int) Math.min(from, handle.node.length), into,
                offset,
                taken);
        if (position == HERE) {
            handle.position += taken;
        }
        return taken;
    }

    @Override
    public int write(int file, long position, byte[] from, int offset, int length) {
        if (file == 1 || file == 2) {
            (file == 1 ? output : errors).put(from, offset, length);
            return length;
        }
        Handle handle = handle(file);
        if (handle == null || writeError != 0) {
            return handle == null ? -Errno.EBADF : -writeError;
        }
        int at = (int) (position == HERE ? handle.position : position);
        Node node = handle.node;
        if (at + length > node.content.length) {
            node.content = Arrays.copyOf(node.content, Math.max(at + length, 2 * node.length));
        }
        System.arraycopy(from, offset, node.content, at, length);
        node.length = Math.max(node.length, at + length);
        if (position == HERE) {
            handle.position += length;
        }
        return length;
    }

    @Override
    public int sync(int file) {
        return handle(file) == null ? -Errno.EBADF : -writeError;
    }

    @Override
    public int truncate(int file, long length) {
        Handle handle = handle(file);
        if (handle == null) {
            return -Errno.EBADF;
        }
        handle.node.content = Arrays.copyOf(handle.node.content, (int) length);
        handle.node.length = (int) length;
        return 0;
    }

    @Override
    public long size(int file) {
        Handle handle = handle(file);
        return handle == null ? -Errno.EBADF : handle.node.length;
    }

    @Override
    public int list(int directory, byte[] into) {
        Handle handle = handle(directory);
        if (handle == null) {
            return -Errno.EBADF;
        }
        listings += handle.position == 0 && handle.firstNumber == 0 ? 1 : 0;
        int filled = 0;
        List<Node> children = handle.node.children;
        while (handle.position < children.size()) {
            Node child = children.get((int) handle.position);
            int name = child.nameOffset();
            if (number(child) < handle.firstNumber) {
                handle.position++;
                continue;
            }
            int length = child.pathLength - name;
            if (filled + length + 2 > into.length) {
                break;
            }
            into[filled] = (byte) (child.link != null ? 'l' : child.directory ? 'd' : 'f');
            System.arraycopy(child.path, name, into, filled + 1, length);
            into[filled + 1 + length] = 0;
            filled += length + 2;
            handle.position++;
        }
        return filled;
    }

    /** As Linux's /proc: numbers stand behind {@link #seekBase} places of other things. */
    @Override
    public int seek(int directory, long position) {
        Handle handle = handle(directory);
        if (handle == null) {
            return -Errno.EBADF;
        }
        handle.position = 0;
        handle.firstNumber = (int) Math.max(0, position - seekBase);
        return 0;
    }

    private static int number(Node node) {
        int number = 0;
        for (int at = node.nameOffset(); at < node.pathLength; at++) {
            int digit = node.path[at] - '0';
            if (digit < 0 || digit > 9) {
                return 0;
            }
            number = 10 * number + digit;
        }
        return number;
    }

    @Override
    public int rename(byte[] from, byte[] to) {
        Node node = find(from);
        if (node == null) {
            return -Errno.ENOENT;
        }
        Node old = find(to);
        if (old != null) {
            // Who has it open goes on with a file that has no name.
            Node nameless = new Node(old.path, old.pathLength, false);
            nameless.content = old.content;
            nameless.length = old.length;
            retarget(old, nameless);
        }
        Node target = make(text(to), false);
        target.content = node.content;
        target.length = node.length;
        retarget(node, target);
        return remove(from);
    }

    private void retarget(Node from, Node to) {
        for (Handle handle : handles) {
            handle.node = handle.node == from ? to : handle.node;
        }
    }

    @Override
    public int remove(byte[] path) {
        Node node = find(path);
        if (node == null) {
            return -Errno.ENOENT;
        }
        String name = text(path);
        int slash = name.lastIndexOf('/');
        find(new Path(slash <= 0 ? "/" : name.substring(0, slash)).bytes()).children.remove(node);
        Node[] old = table;
        table = new Node[old.length];
        count = 0;
        for (Node each : old) {
            if (each != null && each != node) {
                insert(each);
            }
        }
        return 0;
    }

    private static String text(byte[] path) {
        return new String(path, 0, lengthOf(path), java.nio.charset.StandardCharsets.UTF_8);
    }

    @Override
    public int makeDirectory(byte[] path) {
        if (find(path) != null) {
            return -Errno.EEXIST;
        }
        make(text(path), true);
        return 0;
    }

    @Override
    public int lock(int file) {
        Handle handle = handle(file);
        if (handle == null) {
            return -Errno.EBADF;
        }
        if (handle.node.locked && !handle.locked) {
            return -Errno.EAGAIN;
        }
        handle.node.locked = true;
        handle.locked = true;
        return 0;
    }

    @Override
    public int space(byte[] path, long[] into) {
        Node node = find(path);
        if (node == null || node.error != 0) {
            return node == null ? -Errno.ENOENT : -node.error;
        }
        long[] space = node.space == null ? defaultSpace : node.space;
        System.arraycopy(space, 0, into, 0, Math.min(into.length, space.length));
        return 0;
    }

    @Override
    public int changed(int file) {
        Handle handle = handle(file);
        if (handle == null || !announces) {
            return handle == null ? -Errno.EBADF : -Errno.EOPNOTSUPP;
        }
        boolean changed = handle.seen != handle.node.content;
        handle.seen = handle.node.content;
        return changed ? 1 : 0;
    }

    @Override
    public int terminalSize(int file) {
        return terminalSize;
    }

    @Override
    public int keys(int terminal, boolean each) {
        keys = each && terminalSize >= 0;
        return Math.min(0, terminalSize);
    }

    @Override
    public int readLink(byte[] path, byte[] into) {
        Node node = find(path);
        if (node == null || node.link == null) {
            return node == null ? -Errno.ENOENT : -Errno.EINVAL;
        }
        int length = Math.min(into.length, node.link.length);
        System.arraycopy(node.link, 0, into, 0, length);
        return length;
    }
}
