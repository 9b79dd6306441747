package dev.mote.http2;

import java.util.Arrays;

/** The open streams of a connection, and a memory of those that have just ended. */
final class Http2Streams {
    /** Frames for a stream that has just ended are on the way; for one long ended, they are not. */
    private static final int ENDED_MAX = 16;

    private Http2Stream[] places = new Http2Stream[1];
    private final int[] ended = new int[ENDED_MAX];
    private int endedNext;
    private int open;
    /** Whose turn it is to send. */
    private int turn;
    private Http2Stream latest;

    int open() {
        return open;
    }

    int size() {
        return places.length;
    }

    /** The stream at a place; null when there never was one. */
    Http2Stream at(int place) {
        return places[place];
    }

    Http2Stream find(int id) {
        if (latest != null && latest.id == id) {
            return latest;
        }
        for (Http2Stream each : places) {
            if (each != null && each.id == id) {
                latest = each;
                return each;
            }
        }
        return null;
    }

    Http2Stream open(int id, long sendWindow, long receiveWindow) {
        int place = 0;
        while (place < places.length && places[place] != null && places[place].isOpen()) {
            place++;
        }
        if (place == places.length) {
            places = Arrays.copyOf(places, 2 * place);
        }
        if (places[place] == null) {
            places[place] = new Http2Stream(place);
        }
        open++;
        latest = places[place];
        latest.open(id, sendWindow, receiveWindow);
        return latest;
    }

    void end(Http2Stream stream) {
        ended[endedNext] = stream.id;
        endedNext = (endedNext + 1) % ENDED_MAX;
        stream.id = 0;
        stream.body = null;
        stream.trailers = null;
        open--;
    }

    boolean hasJustEnded(int id) {
        for (int each : ended) {
            if (each == id) {
                return true;
            }
        }
        return false;
    }

    /** A change of the other side's initial window; false when a window becomes too large. */
    boolean widen(long difference) {
        for (Http2Stream each : places) {
            if (each != null && each.isOpen()) {
                each.sendWindow += difference;
                if (each.sendWindow > Integer.MAX_VALUE) {
                    return false;
                }
            }
        }
        return true;
    }

    /** The next stream in turn that can send something; null when there is none. */
    Http2Stream nextToSend(long connectionWindow) {
        for (int count = 0; count < places.length; count++) {
            turn = (turn + 1) % places.length;
            Http2Stream each = places[turn];
            if (each != null && each.isOpen() && each.body != null
                    && (each.sent == each.body.length()
                    || Math.min(connectionWindow, each.sendWindow) > 0)) {
                return each;
            }
        }
        return null;
    }
}
