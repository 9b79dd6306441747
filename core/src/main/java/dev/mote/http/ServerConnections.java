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

    /**
     * A place that nobody has, or else the connection that has been idle longest, or else the one
     * whose request has been under way longest: an honest one arrives at once. Null when all are
     * being answered.
     */
    ServerConnection leastUseful() {
        ServerConnection least = null;
        for (ServerConnection each : places) {
            if (each.state == ServerConnection.State.CLOSED) {
                return each;
            }
            boolean waits = each.state == ServerConnection.State.IDLE
                    || each.state == ServerConnection.State.READING;
            if (waits && (least == null || isLessUseful(each, least))) {
                least = each;
            }
        }
        return least;
    }

    private static boolean isLessUseful(ServerConnection a, ServerConnection b) {
        return a.state == b.state ? a.deadlineNanos < b.deadlineNanos
                : a.state == ServerConnection.State.IDLE;
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
