package dev.mote.os.jvm;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.ConcurrentLinkedQueue;
import sun.misc.Signal;

/**
 * The JVM has its own threads for signals: they note the number and wake the loop by an eventfd,
 * which they reach through /proc, since {@link ForeignLibc} belongs to the loop's thread.
 */
final class Signals {
    private final ConcurrentLinkedQueue<Integer> pending = new ConcurrentLinkedQueue<>();

    /** Takes SIGTERM, SIGINT and SIGHUP over; {@code eventFd} becomes readable with each. */
    int open(int eventFd) {
        for (String name : new String[] {"TERM", "INT", "HUP"}) {
            Signal.handle(new Signal(name), signal -> {
                pending.add(signal.getNumber());
                wake(eventFd);
            });
        }
        return eventFd;
    }

    private static void wake(int eventFd) {
        try (FileOutputStream out = new FileOutputStream("/proc/self/fd/" + eventFd)) {
            out.write(new byte[] {1, 0, 0, 0, 0, 0, 0, 0});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next signal, 0 when there is none. */
    int take() {
        Integer signal = pending.poll();
        return signal == null ? 0 : signal;
    }
}
