package dev.mote.component;

/** What the world may answer; there is no fourth. */
public enum Outcome {
    /** Taken over: the taker now answers for it. */
    ACCEPTED,
    /** Not now: the same bytes may be offered again later. */
    RETRY_LATER,
    /** Never: offering the same bytes again would fail again. */
    REJECTED
}
