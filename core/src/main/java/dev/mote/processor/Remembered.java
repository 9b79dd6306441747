package dev.mote.processor;

import dev.mote.bytes.Buffer;

/** A memory of series that can outlive the process: whoever has a place for it saves it there. */
public interface Remembered {
    /** Appends all that is remembered. */
    void save(Buffer out);

    /**
     * Takes over what {@link #save} wrote, as if it had been seen just now.
     *
     * @return false when it is damaged or of another version: nothing is remembered then
     */
    boolean restore(byte[] bytes, int offset, int length);
}
