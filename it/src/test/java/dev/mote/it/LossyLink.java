package dev.mote.it;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A way to a server on which things go wrong: each connection has a fault, drawn from a seed, that
 * strikes after some of its bytes.
 */
final class LossyLink implements AutoCloseable {
    /** What becomes of a connection. */
    enum Fault {
        RESET_AT_ONCE, REQUEST_CUT, ANSWER_CUT, REQUEST_STALLED, ANSWER_STALLED, BYTE_BY_BYTE, NONE;

        boolean strikes(boolean answers) {
            return this == NONE || this == BYTE_BY_BYTE
                    || answers == (this == ANSWER_CUT || this == ANSWER_STALLED);
        }

        boolean stalls() {
            return this == REQUEST_STALLED || this == ANSWER_STALLED;
        }
    }

    private static final int REQUEST_BYTES_MAX = 3000;
    private static final int ANSWER_BYTES_MAX = 300;

    private final int target;
    private final Random random;
    private final ServerSocket listener;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Map<Fault, Integer> faults = new TreeMap<>();
    private volatile int connections;
    private volatile boolean well;

    LossyLink(int target, long seed) {
        this.target = target;
        random = new Random(seed);
        try {
            listener = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** How often each fault was drawn, for people. */
    Map<Fault, Integer> faults() {
        return faults;
    }

    /** Whether every fault has had its turn. */
    boolean hasDoneAll() {
        return connections > Fault.values().length;
    }

    /** The first connections have each fault once. */
    private Fault next() {
        int number = connections++;
        return well ? Fault.NONE : Fault.values()[number < Fault.values().length ? number
                : random.nextInt(Fault.values().length)];
    }

    /** Nothing goes wrong from now on. */
    void heal() {
        well = true;
        closeAll();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket near = listener.accept();
                open.add(near);
                Fault fault = next();
                int bytes = well ? Integer.MAX_VALUE : 1 + random.nextInt(
                        fault.strikes(false) ? REQUEST_BYTES_MAX : ANSWER_BYTES_MAX);
                boolean resets = random.nextBoolean();
                faults.merge(fault, 1, Integer::sum);
                Thread.ofVirtual().start(() -> join(near, fault, bytes, resets));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void join(Socket near, Fault fault, int bytes, boolean resets) {
        try (near; Socket far = new Socket(InetAddress.getLoopbackAddress(), target)) {
            open.add(far);
            near.setTcpNoDelay(true);
            far.setTcpNoDelay(true);
            if (resets || fault == Fault.RESET_AT_ONCE) {
                near.setSoLinger(true, 0);
                far.setSoLinger(true, 0);
            }
            if (fault != Fault.RESET_AT_ONCE) {
                Thread answers = Thread.ofVirtual().start(() -> pass(far, near, fault,
                        fault.strikes(true) ? bytes : Integer.MAX_VALUE));
                pass(near, far, fault, fault.strikes(false) ? bytes : Integer.MAX_VALUE);
                answers.join();
            }
            open.remove(far);
        } catch (IOException | InterruptedException e) {
            // One of the two has gone, which is what this is about.
        } finally {
            open.remove(near);
        }
    }

    /** Passes bytes on until the fault strikes, then ends or stalls the connection. */
    private static void pass(Socket from, Socket to, Fault fault, int bytes) {
        byte[] chunk = new byte[fault == Fault.BYTE_BY_BYTE ? 1 : 4096];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            int left = bytes;
            int count = 0;
            while (left > 0 && (count = in.read(chunk, 0, Math.min(left, chunk.length))) > 0) {
                out.write(chunk, 0, count);
                left -= bytes == Integer.MAX_VALUE ? 0 : count;
            }
            if (count > 0 && fault.stalls()) {
                // Until somebody has had enough of it.
                in.transferTo(OutputStream.nullOutputStream());
            }
            from.close();
            to.close();
        } catch (IOException e) {
            close(from);
            close(to);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is closed, then.
        }
    }

    private void closeAll() {
        open.forEach(LossyLink::close);
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        closeAll();
    }
}
