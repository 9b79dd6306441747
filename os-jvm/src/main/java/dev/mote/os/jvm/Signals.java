package dev.mote.os.jvm;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import sun.misc.Signal;

/**
 * The JVM has its own threads for signals: they note the number and wake every loop by its eventfd.
 * They have a write(2) of their own, without errno, since {@link ForeignLibc} belongs to the loop.
 */
final class Signals {
    private static final MethodHandle WRITE = Linker.nativeLinker().downcallHandle(
            Linker.nativeLinker().defaultLookup().findOrThrow("write"),
            FunctionDescriptor.of(ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT, ValueLayout.ADDRESS,
                    ValueLayout.JAVA_LONG), Linker.Option.critical(true));

    private static final List<Signals> ALL = new CopyOnWriteArrayList<>();

    private final ConcurrentLinkedQueue<Integer> pending = new ConcurrentLinkedQueue<>();
    private int eventFd;

    /** Takes SIGTERM, SIGINT and SIGHUP over; {@code eventFd} becomes readable with each. */
    int open(int eventFd) {
        this.eventFd = eventFd;
        ALL.add(this);
        for (String name : new String[] {"TERM", "INT", "HUP"}) {
            Signal.handle(new Signal(name), signal -> {
                for (Signals each : ALL) {
                    each.pending.add(signal.getNumber());
                    wake(each.eventFd);
                }
            });
        }
        return eventFd;
    }

    private static void wake(int eventFd) {
        try {
            MemorySegment one = MemorySegment.ofArray(new long[] {1});
            long written = (long) WRITE.invokeExact(eventFd, one, (long) Long.BYTES);
            assert written == Long.BYTES;
        } catch (Throwable e) {
            throw CFunction.failed(e);
        }
    }

    /** The next signal, 0 when there is none. */
    int take() {
        Integer signal = pending.poll();
        return signal == null ? 0 : signal;
    }
}
