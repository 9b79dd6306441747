package dev.mote.os.sim;

import dev.mote.os.FileSystem;
import dev.mote.os.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A file system whose writes are on stable storage only once they are synced: when the power fails
 * each sector that was not may be there or not, whatever stands before or behind it. A file whose
 * directory was not synced may be gone. It can also run out of space, or of luck.
 */
public final class PowerCuts implements FileSystem {
    private static final int SECTOR = 512;

    private final SimFileSystem files;
    private final Faults faults;
    private final Random random;
    private final Map<Integer, String> open = new HashMap<>();
    private final Map<String, byte[]> durable = new HashMap<>();
    /** What had a name before another file took it, until the directory is synced. */
    private final Map<String, byte[]> replaced = new HashMap<>();
    private final List<String> unnamed = new ArrayList<>();
    /** When not 0: the error of every write, sync and creation. */
    public int error;
    /** One write in so many stops halfway, as on a disk that has just become full; 0: none. */
    public int halfWrites;

    public PowerCuts(SimFileSystem files, Random random, Faults faults) {
        this.files = files;
        this.faults = faults;
        this.random = random;
    }

    /** Everything is as a machine would find it that is switched on again. */
    public void cut() {
        for (String path : new ArrayList<>(durable.keySet())) {
            byte[] now = files.content(path);
            if (replaced.containsKey(path) && random.nextBoolean()) {
                now = replaced.get(path);
                durable.put(path, now);
            }
            if (now == null || unnamed.contains(path) && !replaced.containsKey(path)
                    && random.nextBoolean()) {
                remove(new Path(path).bytes());
            } else {
                byte[] mixed = mixed(durable.get(path), now);
                if (!Arrays.equals(mixed, now)) {
                    faults.count("file torn");
                }
                files.put(path, mixed);
                durable.put(path, files.content(path));
            }
        }
        unnamed.clear();
        replaced.clear();
        close();
        faults.count("power cut");
    }

    /** The process is gone; what it had written is there. */
    public void kill() {
        close();
        faults.count("kill");
    }

    private void close() {
        for (int file : new ArrayList<>(open.keySet())) {
            close(file);
        }
    }

    /** Changes one bit of one file; false when there is none. */
    public boolean flipBit() {
        List<String> paths = new ArrayList<>(durable.keySet());
        paths.removeIf(path -> files.content(path) == null || files.content(path).length == 0);
        if (paths.isEmpty()) {
            return false;
        }
        paths.sort(null);
        String path = paths.get(random.nextInt(paths.size()));
        byte[] content = files.content(path);
        content[random.nextInt(content.length)] ^= (byte) (1 << random.nextInt(8));
        files.put(path, content);
        faults.count("bit flipped");
        return true;
    }

    private byte[] mixed(byte[] before, byte[] now) {
        int shortest = Math.min(before.length, now.length);
        int longest = Math.max(before.length, now.length);
        byte[] mixed = new byte[shortest + random.nextInt(longest - shortest + 1)];
        for (int from = 0; from < mixed.length; from += SECTOR) {
            byte[] source = random.nextBoolean() ? now : before;
            int to = Math.min(from + SECTOR, mixed.length);
            for (int at = from; at < to && at < source.length; at++) {
                mixed[at] = source[at];
            }
        }
        return mixed;
    }

    private static String text(byte[] path) {
        int length = 0;
        while (path[length] != 0) {
            length++;
        }
        return new String(path, 0, length, java.nio.charset.StandardCharsets.UTF_8);
    }

    @Override
    public int open(byte[] path, int mode) {
        String name = text(path);
        boolean made = mode == READ_WRITE && files.content(name) == null;
        if (made && error != 0) {
            return -error;
        }
        int file = files.open(path, mode);
        if (file >= 0 && mode != DIRECTORY) {
            open.put(file, name);
            if (made) {
                durable.put(name, new byte[0]);
                unnamed.add(name);
            }
        } else if (file >= 0) {
            open.put(file, "");
        }
        return file;
    }

    @Override
    public int close(int file) {
        open.remove(file);
        return files.close(file);
    }

    @Override
    public int read(int file, long position, byte[] into, int offset, int length) {
        return files.read(file, position, into, offset, length);
    }

    @Override
    public int write(int file, long position, byte[] from, int offset, int length) {
        if (file <= 2) {
            return files.write(file, position, from, offset, length);
        }
        if (error != 0) {
            return -error;
        }
        if (halfWrites > 0 && length > 1 && random.nextInt(halfWrites) == 0) {
            error = dev.mote.os.Errno.ENOSPC;
            return files.write(file, position, from, offset, length / 2);
        }
        return files.write(file, position, from, offset, length);
    }

    @Override
    public int sync(int file) {
        String name = open.get(file);
        if (error != 0 || name == null) {
            return -Math.max(1, error);
        }
        if (name.isEmpty()) {
            unnamed.clear();
            replaced.clear();
        } else if (files.content(name) != null) {
            durable.put(name, files.content(name));
        }
        return 0;
    }

    @Override
    public int truncate(int file, long length) {
        return error != 0 ? -error : files.truncate(file, length);
    }

    @Override
    public long size(int file) {
        return files.size(file);
    }

    @Override
    public int list(int directory, byte[] into) {
        return files.list(directory, into);
    }

    @Override
    public int rename(byte[] from, byte[] to) {
        if (error != 0) {
            return -error;
        }
        String name = text(to);
        if (durable.containsKey(name)) {
            replaced.putIfAbsent(name, durable.get(name));
        }
        byte[] content = durable.remove(text(from));
        unnamed.remove(text(from));
        if (content != null) {
            durable.put(name, content);
        }
        open.replaceAll((file, path) -> path.equals(name) ? name + " (no name)"
                : path.equals(text(from)) ? name : path);
        return files.rename(from, to);
    }

    @Override
    public int remove(byte[] path) {
        durable.remove(text(path));
        unnamed.remove(text(path));
        return files.remove(path);
    }

    @Override
    public int makeDirectory(byte[] path) {
        return error != 0 ? -error : files.makeDirectory(path);
    }

    @Override
    public int lock(int file) {
        return files.lock(file);
    }

    @Override
    public int space(byte[] path, long[] into) {
        return files.space(path, into);
    }

    @Override
    public int terminalSize(int file) {
        return files.terminalSize(file);
    }

    @Override
    public int keys(int terminal, boolean each) {
        return files.keys(terminal, each);
    }

    @Override
    public int seek(int directory, long position) {
        return files.seek(directory, position);
    }

    @Override
    public int changed(int file) {
        return files.changed(file);
    }

    @Override
    public int readLink(byte[] path, byte[] into) {
        return files.readLink(path, into);
    }
}
