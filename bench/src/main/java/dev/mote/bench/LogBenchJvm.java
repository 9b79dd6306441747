package dev.mote.bench;

import dev.mote.os.jvm.EngineTls;
import dev.mote.os.jvm.ForeignLibc;
import dev.mote.os.linux.LinuxOs;

/** {@link LogBench} on the JVM. */
public final class LogBenchJvm {
    private LogBenchJvm() {
    }

    /** @param arguments the directory to fill */
    public static void main(String[] arguments) {
        ForeignLibc libc = new ForeignLibc();
        new LogBench(LinuxOs.open(libc, new EngineTls(libc)), arguments[0]).run();
    }
}
