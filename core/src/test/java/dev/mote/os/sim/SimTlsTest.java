package dev.mote.os.sim;

import dev.mote.os.Os;
import dev.mote.os.TlsContract;

class SimTlsTest extends TlsContract {
    @Override
    protected Os open() {
        SimOs sim = new SimOs();
        sim.files.directory("/tmp");
        return sim.os();
    }
}
