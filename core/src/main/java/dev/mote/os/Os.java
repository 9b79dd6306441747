package dev.mote.os;

/** The operating system as the core sees it: four doors, one implementation each. */
public record Os(FileSystem files, Network network, Poller poller, Clock clock) {
}
