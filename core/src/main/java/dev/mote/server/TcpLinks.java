package dev.mote.server;

import java.util.Arrays;

/** The open connections of a server, found by socket. */
final class TcpLinks {
    private final TcpLink[] open;
    private int count;
    /** By socket; sockets are small numbers. */
    private TcpLink[] bySocket = new TcpLink[16];

    TcpLinks(int max) {
        open = new TcpLink[max];
    }

    boolean isFull() {
        return count == open.length;
    }

    int count() {
        return count;
    }

    TcpLink get(int index) {
        return open[index];
    }

    TcpLink find(int socket) {
        return socket < bySocket.length ? bySocket[socket] : null;
    }

    TcpLink open(int socket, Machine machine) {
        TcpLink link = new TcpLink(socket, machine, count);
        open[count++] = link;
        if (socket >= bySocket.length) {
            bySocket = Arrays.copyOf(bySocket, Math.max(socket + 1, 2 * bySocket.length));
        }
        bySocket[socket] = link;
        return link;
    }

    void close(TcpLink link) {
        TcpLink last = open[--count];
        open[link.index] = last;
        last.index = link.index;
        open[count] = null;
        link.index = -1;
        bySocket[link.socket] = null;
    }

    /** The connection that has had nothing to do for the longest time; null: all have. */
    TcpLink longestIdle() {
        TcpLink least = null;
        for (int index = 0; index < count; index++) {
            TcpLink each = open[index];
            boolean idle = !each.busy && !each.sending;
            if (idle && (least == null || each.deadlineNanos < least.deadlineNanos)) {
                least = each;
            }
        }
        return least;
    }
}
