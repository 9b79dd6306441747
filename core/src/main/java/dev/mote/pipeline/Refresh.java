package dev.mote.pipeline;

/** Sees to it that the newest collection is recent, for a reader who looks now. */
public interface Refresh {
    /** Collects at once if the newest collection is older than {@code maxAgeNanos}. */
    void refresh(long maxAgeNanos);
}
