package dev.mote.aot.fuzz.support;

/** For try-with-resources: notes its opening and closing, and may fail at either. */
public final class Resource implements AutoCloseable {
    private final int id;

    /** Fails when the low bits of the id are all set. */
    public Resource(int id) {
        this.id = id;
        State.note(id);
        if ((id & 7) == 7) {
            throw new Fault(id, null);
        }
    }

    @Override
    public void close() {
        State.note(-id);
        if ((id & 7) == 3) {
            throw new IllegalStateException("close " + id);
        }
    }
}
