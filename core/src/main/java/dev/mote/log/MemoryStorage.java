package dev.mote.log;

/** A segment in memory. Its array goes back to where it came from. */
final class MemoryStorage implements Storage {
    private final MemoryPool pool;
    private byte[] bytes;
    private int length;

    MemoryStorage(MemoryPool pool, int capacity) {
        this.pool = pool;
        bytes = pool.take(capacity);
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    void clear() {
        length = 0;
    }

    int capacity() {
        return bytes.length;
    }

    @Override
    public int append(byte[] from, int offset, int count) {
        System.arraycopy(from, offset, bytes, length, count);
        length += count;
        return count;
    }

    @Override
    public int read(int at, byte[] into, int offset, int count) {
        int taken = Math.min(count, length - at);
        System.arraycopy(bytes, at, into, offset, taken);
        return taken;
    }

    @Override
    public int sync() {
        return 0;
    }

    @Override
    public void limit(int bytes) {
    }

    @Override
    public void remove(boolean keepAside) {
        pool.give(bytes);
        bytes = null;
    }

    @Override
    public void close() {
    }

    @Override
    public boolean isDurable() {
        return false;
    }
}
