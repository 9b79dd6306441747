package dev.mote.os.jvm;

import dev.mote.os.Os;
import dev.mote.os.TlsContract;
import dev.mote.os.linux.LinuxOs;

class EngineTlsTest extends TlsContract {
    @Override
    protected Os open() {
        ForeignLibc libc = new ForeignLibc();
        return LinuxOs.open(libc, new EngineTls(libc));
    }
}
