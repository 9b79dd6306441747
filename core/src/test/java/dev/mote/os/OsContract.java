package dev.mote.os;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mote.bytes.Buffer;
import org.junit.jupiter.api.Test;

/** What every door must do. The simulated, the JVM's and the binary's pass the same tests. */
public abstract class OsContract {
    private static final byte[] LOOPBACK = {127, 0, 0, 1};
    private static final long SECOND_NANOS = 1_000_000_000L;

    private final Os os = open();
    private final FileSystem files = os.files();
    private final Network network = os.network();
    private final Path directory = new Path("/tmp/mote-contract-")
            .append((int) (os.clock().wallNanos() & 0x3FFFFFFF));

    protected abstract Os open();

    private byte[] path(String name) {
        Path path = new Path();
        path.append(directory.bytes(), 0, directory.length()).append(name);
        return path.bytes();
    }

    private static byte[] text(String text) {
        return new Buffer(32).ascii(text).bytes();
    }

    private String read(int file, long position) {
        byte[] into = new byte[64];
        int count = files.read(file, position, into, 0, into.length);
        assertTrue(count >= 0);
        return new Buffer(64).put(into, 0, count).asText();
    }

    @Test
    public void aFileIsWrittenReadSizedCutAndRemoved() {
        assertEquals(0, files.makeDirectory(directory.bytes()));
        assertEquals(-Errno.EEXIST, files.makeDirectory(directory.bytes()));
        int file = files.open(path("/a"), FileSystem.READ_WRITE);
        assertTrue(file > 2);
        assertEquals(5, files.write(file, 0, text("hello"), 0, 5));
        assertEquals(3, files.write(file, 5, text("--you"), 2, 3));
        assertEquals(8, files.size(file));
        assertEquals("helloyou", read(file, 0));
        assertEquals("you", read(file, 5));
        assertEquals("", read(file, 8));
        assertEquals(0, files.sync(file));
        assertEquals(0, files.truncate(file, 2));
        assertEquals("he", read(file, 0));
        assertEquals(0, files.rename(path("/a"), path("/b")));
        assertEquals(0, files.close(file));
        assertEquals(-Errno.ENOENT, files.open(path("/a"), FileSystem.READ));
        assertEquals(0, files.remove(path("/b")));
        assertEquals(0, files.remove(directory.bytes()));
        assertEquals(-Errno.ENOENT, files.remove(directory.bytes()));
    }

    @Test
    public void aDirectoryListsItsEntriesOnce() {
        files.makeDirectory(directory.bytes());
        files.makeDirectory(path("/d"));
        files.close(files.open(path("/f"), FileSystem.READ_WRITE));
        int open = files.open(directory.bytes(), FileSystem.DIRECTORY);
        byte[] into = new byte[1024];
        Buffer seen = new Buffer(64);
        int count;
        while ((count = files.list(open, into)) > 0) {
            seen.put(into, 0, count);
        }
        assertEquals(0, count);
        files.close(open);
        assertTrue(seen.asText().equals("dd\0ff\0") || seen.asText().equals("ff\0dd\0"));
        files.remove(path("/f"));
        files.remove(path("/d"));
        files.remove(directory.bytes());
    }

    @Test
    public void aLockHoldsUntilItsFileIsClosed() {
        files.makeDirectory(directory.bytes());
        int first = files.open(path("/lock"), FileSystem.READ_WRITE);
        int second = files.open(path("/lock"), FileSystem.READ_WRITE);
        assertEquals(0, files.lock(first));
        assertEquals(-Errno.EAGAIN, files.lock(second));
        files.close(first);
        assertEquals(0, files.lock(second));
        files.close(second);
        files.remove(path("/lock"));
        files.remove(directory.bytes());
    }

    @Test
    public void spaceIsToldAndBadFilesAreErrors() {
        long[] space = new long[6];
        assertEquals(0, files.space(text("/tmp\0"), space));
        assertTrue(space[0] > 0 && space[1] <= space[0] && space[2] <= space[1]);
        assertEquals(-Errno.EBADF, files.close(987_654));
        assertEquals(-Errno.EBADF, files.read(987_654, 0, new byte[1], 0, 1));
    }

    @Test
    public void aFileIsNoTerminal() {
        files.makeDirectory(directory.bytes());
        int file = files.open(path("/plain"), FileSystem.READ_WRITE);
        assertEquals(-Errno.ENOTTY, files.terminalSize(file));
        assertEquals(-Errno.ENOTTY, files.keys(file, true));
        files.close(file);
        files.remove(path("/plain"));
        files.remove(directory.bytes());
    }

    @Test
    public void onlySomeFilesAnnounceChanges() {
        files.makeDirectory(directory.bytes());
        int file = files.open(path("/quiet"), FileSystem.READ_WRITE);
        assertEquals(-Errno.EOPNOTSUPP, files.changed(file));
        files.close(file);
        int mounts = files.open(text("/proc/self/mountinfo\0"), FileSystem.READ);
        if (mounts >= 0) { // Linux, and not the simulation
            assertEquals(0, files.changed(mounts));
            files.close(mounts);
        }
        files.remove(path("/quiet"));
        files.remove(directory.bytes());
    }

    @Test
    public void socketsConnectSendReceiveAndEnd() {
        int listener = network.listen(LOOPBACK, 0);
        assertTrue(listener >= 0);
        int port = network.port(listener);
        assertTrue(port > 0);
        assertEquals(-Errno.EADDRINUSE, network.listen(LOOPBACK, port));
        assertEquals(-Errno.EAGAIN, network.accept(listener));
        int client = network.connect(Network.TCP, LOOPBACK, port);
        awaitReady(client, Poller.WRITABLE);
        assertEquals(0, network.error(client));
        awaitReady(listener, Poller.READABLE);
        int server = network.accept(listener);
        assertTrue(server >= 0);
        byte[] into = new byte[16];
        assertEquals(-Errno.EAGAIN, network.receive(server, into, 0, 16));
        assertEquals(4, network.send(client, text("..ping"), 2, 4));
        awaitReady(server, Poller.READABLE);
        assertEquals(4, network.receive(server, into, 0, 16));
        assertEquals("ping", new Buffer(4).put(into, 0, 4).asText());
        network.close(client);
        awaitReady(server, Poller.READABLE);
        assertEquals(0, network.receive(server, into, 0, 16));
        network.close(server);
        network.close(listener);
    }

    @Test
    public void aRefusedConnectionIsToldAfterwards() {
        int listener = network.listen(LOOPBACK, 0);
        int port = network.port(listener);
        network.close(listener);
        int client = network.connect(Network.TCP, LOOPBACK, port);
        assertTrue(client >= 0);
        awaitReady(client, Poller.WRITABLE);
        assertEquals(-Errno.ECONNREFUSED, network.error(client));
        network.close(client);
    }

    private void awaitReady(int socket, int events) {
        int[] ready = new int[8];
        assertEquals(0, os.poller().watch(socket, events));
        assertEquals(1, os.poller().await(5 * SECOND_NANOS, ready));
        assertEquals(socket, ready[0]);
        assertEquals(events, ready[1] & events);
        os.poller().watch(socket, 0);
    }

    @Test
    public void waitingTakesItsTime() {
        long beforeNanos = os.clock().monotonicNanos();
        assertEquals(0, os.poller().await(20_000_000, new int[8]));
        assertTrue(os.clock().monotonicNanos() - beforeNanos >= 19_000_000);
        assertTrue(os.clock().wallNanos() > 1_700_000_000L * SECOND_NANOS);
    }

    @Test
    public void sleepCountsSinceTheBoot() {
        assertTrue(os.clock().bootNanos() >= os.clock().monotonicNanos() - SECOND_NANOS);
        assertEquals(os.clock().isSynchronized(), os.clock().isSynchronized());
    }
}
