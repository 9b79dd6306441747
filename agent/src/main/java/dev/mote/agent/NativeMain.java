package dev.mote.agent;

import dev.mote.cli.Mote;
import dev.mote.os.nat.NativeHost;

/** {@code mote} as a static binary. */
public final class NativeMain {
    private NativeMain() {
    }

    public static void main(String[] args) {
        NativeHost.exit(new Mote(NativeHost.os(), args, NativeHost.environment(),
                NativeHost.architecture()).run());
    }
}
