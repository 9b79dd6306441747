package dev.mote.os.nat;

import dev.mote.os.Os;
import dev.mote.os.OsContract;
import dev.mote.os.linux.LinuxOs;
import org.junit.jupiter.api.Tag;

/** Runs in a binary only: the JVM has no shim.c. */
@Tag("binary")
class NativeLibcTest extends OsContract {
    @Override
    protected Os open() {
        return LinuxOs.open(new NativeLibc(), new NativeTls());
    }
}
