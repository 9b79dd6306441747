package dev.mote.os.sim;

import dev.mote.os.Os;

/** One simulated machine. */
public final class SimOs {
    public final SimClock clock = new SimClock();
    public final SimFileSystem files = new SimFileSystem();
    public final SimNetwork network = new SimNetwork(clock, files);
    public final SimPoller poller = new SimPoller(clock, network);

    public Os os() {
        return new Os(files, network, poller, clock);
    }
}
