package dev.mote.bench;

import dev.mote.os.nat.NativeHost;

/** {@link LogBench} as a static binary. */
public final class LogBenchNative {
    private LogBenchNative() {
    }

    /** @param arguments the directory to fill */
    public static void main(String[] arguments) {
        new LogBench(NativeHost.os(), arguments[0]).run();
        NativeHost.exit(0);
    }
}
