package dev.mote.os.jvm;

import dev.mote.os.Os;
import dev.mote.os.OsContract;
import dev.mote.os.linux.LinuxOs;

class ForeignLibcTest extends OsContract {
    @Override
    protected Os open() {
        ForeignLibc libc = new ForeignLibc();
        return LinuxOs.open(libc, new EngineTls(libc));
    }
}
