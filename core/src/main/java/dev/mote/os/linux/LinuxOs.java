package dev.mote.os.linux;

import dev.mote.os.Clock;
import dev.mote.os.Os;

/** Opens all four doors over one table of system calls and a TLS library. */
public final class LinuxOs {
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
        };
        return new Os(new LinuxFileSystem(libc), new LinuxNetwork(libc, tls), poller, clock);
    }
}
