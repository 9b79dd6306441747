package dev.mote.server;

import dev.mote.http2.Http2;

/** Speaks what the first bytes of a connection say: HTTP/2 begins like no request of HTTP/1.1. */
final class HttpMachine implements Machine {
    /** "PRI": no method of HTTP/1.1 begins so. */
    private static final int TELLING_BYTES = 3;

    private final Services services;
    private final byte[] first = new byte[TELLING_BYTES];
    private int count;
    private boolean left;
    private Machine machine;

    HttpMachine(Services services) {
        this.services = services;
    }

    @Override
    public void feed(byte[] bytes, int offset, int length, long nowNanos) {
        int at = offset;
        int end = offset + length;
        while (machine == null && at < end) {
            first[count] = bytes[at++];
            boolean http2 = first[count] == Http2.PREFACE.charAt(count);
            count++;
            if (!http2 || count == TELLING_BYTES) {
                machine = http2 ? new Http2Machine(services) : new Http1Machine(services);
                machine.feed(first, 0, count, nowNanos);
            }
        }
        if (at < end) {
            machine.feed(bytes, at, end - at, nowNanos);
        }
    }

    @Override
    public int take(byte[] into, int offset, int length) {
        return machine == null ? 0 : machine.take(into, offset, length);
    }

    @Override
    public boolean isBusy() {
        return machine == null ? count > 0 : machine.isBusy();
    }

    @Override
    public boolean isOver() {
        return machine == null ? left : machine.isOver();
    }

    @Override
    public void leave() {
        left = true;
        if (machine != null) {
            machine.leave();
        }
    }

    @Override
    public void disconnected() {
        if (machine != null) {
            machine.disconnected();
        }
    }
}
