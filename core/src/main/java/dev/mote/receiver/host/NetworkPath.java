package dev.mote.receiver.host;

import dev.mote.os.Path;

/**
 * Where the host's network is described. /proc/net is a link to self/net: the network of whoever
 * looks. From inside a container, with the host's tree below a root path, that would be the
 * container's; process 1 of that tree is in the host's.
 */
final class NetworkPath {
    private NetworkPath() {
    }

    /** Builds the path of a file of /proc/net; there is no second choice that would not lie. */
    static Path of(HostFiles files, String name) {
        boolean below = files.path().length() > 0;
        return files.path().append(below ? "/proc/1/net/" : "/proc/net/").append(name);
    }
}
