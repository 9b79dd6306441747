package dev.mote.agent;

import dev.mote.cli.Mote;
import dev.mote.os.jvm.EngineTls;
import dev.mote.os.jvm.ForeignLibc;
import dev.mote.os.linux.LinuxOs;
import java.util.ArrayList;
import java.util.List;

/** {@code mote} on the JVM, for debugging. */
public final class JvmMain {
    private JvmMain() {
    }

    public static void main(String[] args) {
        List<String> environment = new ArrayList<>();
        System.getenv().forEach((name, value) -> environment.add(name + "=" + value));
        String architecture = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
        ForeignLibc libc = new ForeignLibc();
        System.exit(new Mote(LinuxOs.open(libc, new EngineTls(libc)), args,
                environment.toArray(new String[0]), architecture).run());
    }
}
