package dev.mote.http;

/** The places for clients: made at start, taken and given back. */
final class ServerConnections {
    /** Browsers open six, a scraper one; memory for more slow clients would be wasted. */
    static final int PLACES = 64;

    private final ServerConnection[] places = new ServerConnection[PLACES];

    ServerConnections() {
        for (int at = 0; at < PLACES; at++) {
            places[at] = new ServerConnection();
        }
    }

    ServerConnection[] all() {
        return places;
    }

    /** The connection of a socket, or null. */
    ServerConnection find(int socket) {
        for (ServerConnection each : places) {
            if (each.state != ServerConnection.State.CLOSED && each.socket == socket) {
                return each;
            }
        }
        return null;
    }

    /** A place that nobody has, or else the connection that has been idle longest, or null. */
    ServerConnection freeOrIdlest() {
        ServerConnection idlest = null;
        for (ServerConnection each : places) {
            if (each.state == ServerConnection.State.CLOSED) {
                return each;
            }
            if (each.state == ServerConnection.State.IDLE
                    && (idlest == null || each.deadlineNanos < idlest.deadlineNanos)) {
                idlest = each;
            }
        }
        return idlest;
    }

    /** Bytes of answers that slow clients have not taken yet. */
    long waitingBytes() {
        long waiting = 0;
        for (ServerConnection each : places) {
            waiting += each.outputLeft();
        }
        return waiting;
    }

    boolean allClosed() {
        for (ServerConnection each : places) {
            if (each.state != ServerConnection.State.CLOSED) {
                return false;
            }
        }
        return true;
    }
}
