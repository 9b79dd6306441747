package dev.mote.exporter;

import dev.mote.component.Batch;

/** A batch as a sender is given it, without a log and without compression. */
public final class PlainRequest implements Request {
    private final Batch batch;

    public PlainRequest(Batch batch) {
        this.batch = batch;
    }

    @Override
    public Batch.Signal signal() {
        return batch.signal;
    }

    @Override
    public int items() {
        return batch.items;
    }

    @Override
    public boolean isGzip() {
        return false;
    }

    @Override
    public int length() {
        return batch.length;
    }

    @Override
    public void copy(int position, byte[] into, int offset, int count) {
        System.arraycopy(batch.bytes, batch.offset + position, into, offset, count);
    }
}
