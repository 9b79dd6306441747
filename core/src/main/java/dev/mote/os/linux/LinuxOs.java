package dev.mote.os.linux;

import dev.mote.os.Clock;
import dev.mote.os.Os;

/** Opens all four doors over one table of system calls and a TLS library. */
public final class LinuxOs {
    /** adjtimex(2): "not synchronized to a reliable server". */
    private static final int TIME_ERROR = 5;

    private LinuxOs() {
    }

    public static Os open(Libc libc, TlsLibrary tls) {
        LinuxPoller poller = new LinuxPoller(libc);
        Clock clock = new Clock() {
            @Override
            public long monotonicNanos() {
                return libc.monotonicNanos();
            }

            @Override
            public long wallNanos() {
                return libc.wallNanos();
            }

            @Override
            public long bootNanos() {
                return libc.bootNanos();
            }

            @Override
            public boolean isSynchronized() {
                return libc.clockState() != TIME_ERROR;
            }
        };
        return new Os(new LinuxFileSystem(libc), new LinuxNetwork(libc, tls), poller, clock);
    }
}
