package dev.mote.os.nat;

import dev.mote.os.Os;
import dev.mote.os.TlsContract;
import dev.mote.os.linux.LinuxOs;
import org.junit.jupiter.api.Tag;

/** Runs in a binary only: the JVM has no tls.c. */
@Tag("binary")
class NativeTlsTest extends TlsContract {
    @Override
    protected Os open() {
        return LinuxOs.open(new NativeLibc(), new NativeTls());
    }
}
