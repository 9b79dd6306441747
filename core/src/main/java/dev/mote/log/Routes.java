package dev.mote.log;

import java.util.Arrays;

/**
 * Which records a reader wants: those of its pipelines. A pipeline that it has joined or left while
 * the log was in use counts from, or up to, that place; a segment begins there.
 */
final class Routes {
    /** Null: everything. */
    private int[] routes;
    private long[] from;
    private long[] until;

    /** All of these, wherever; none: everything. */
    Routes(int... routes) {
        this.routes = routes.length == 0 ? null : routes;
        from = new long[routes.length];
        until = new long[routes.length];
        Arrays.fill(until, Long.MAX_VALUE);
    }

    boolean want(int route, long position) {
        if (routes == null) {
            return true;
        }
        for (int at = 0; at < routes.length; at++) {
            if (routes[at] == route && position >= from[at] && position < until[at]) {
                return true;
            }
        }
        return false;
    }

    /** Whether just these are wanted from a place on. */
    boolean are(int[] now, long place) {
        boolean same = routes != null;
        for (int at = 0; same && at < routes.length; at++) {
            same = until[at] <= place || has(now, routes[at]);
        }
        for (int at = 0; same && at < now.length; at++) {
            same = want(now[at], place);
        }
        return same;
    }

    /** From {@code place} on these are wanted and no others; what lies before stays as it was. */
    void change(int[] now, long place, long acknowledged) {
        int[] all = new int[routes.length + now.length];
        long[] begins = new long[all.length];
        long[] ends = new long[all.length];
        int count = 0;
        for (int at = 0; at < routes.length; at++) {
            ends[count] = Math.min(until[at], has(now, routes[at]) ? Long.MAX_VALUE : place);
            if (ends[count] > acknowledged) {
                all[count] = routes[at];
                begins[count++] = from[at];
            }
        }
        for (int route : now) {
            if (!want(route, place)) {
                all[count] = route;
                begins[count] = place;
                ends[count++] = Long.MAX_VALUE;
            }
        }
        routes = Arrays.copyOf(all, count);
        from = begins;
        until = ends;
    }

    private static boolean has(int[] some, int route) {
        for (int each : some) {
            if (each == route) {
                return true;
            }
        }
        return false;
    }

    /** All positions are larger by so much. */
    void shift(long by) {
        for (int at = 0; routes != null && at < routes.length; at++) {
            from[at] += from[at] == 0 ? 0 : by;
            until[at] += until[at] == Long.MAX_VALUE ? 0 : by;
        }
    }
}
