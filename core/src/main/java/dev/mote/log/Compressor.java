package dev.mote.log;

import dev.mote.bytes.Buffer;

/** Compresses a batch to a deflate fragment, once for all exporters. */
public interface Compressor {
    /** Appends the fragment. */
    void compress(byte[] bytes, int offset, int length, Buffer out);
}
