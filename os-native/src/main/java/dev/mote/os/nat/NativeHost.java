package dev.mote.os.nat;

import dev.mote.os.Os;
import dev.mote.os.linux.LinuxOs;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What the binary knows of its surroundings besides the doors. */
public final class NativeHost {
    /** Longer variables are cut; Linux allows 128 KiB, a pasted certificate has a few. */
    private static final int VARIABLE_BYTES_MAX = 8192;

    private NativeHost() {
    }

    public static Os os() {
        return LinuxOs.open(new NativeLibc(), new NativeTls());
    }

    /** {@code host.arch} as the semantic conventions name it. */
    public static String architecture() {
        return Shim.architecture() == 1 ? "arm64" : "amd64";
    }

    /** The environment as NAME=value. */
    public static String[] environment() {
        List<String> variables = new ArrayList<>();
        byte[] into = new byte[VARIABLE_BYTES_MAX];
        for (int at = 0;; at++) {
            int length = Shim.environment(at, into);
            if (length < 0) {
                return variables.toArray(new String[0]);
            }
            variables.add(new String(into, 0, Math.min(length, into.length),
                    StandardCharsets.UTF_8));
        }
    }

    /** Ends the process. */
    public static void exit(int status) {
        Shim.exit(status);
    }
}
