package dev.mote.aot.fuzz.support;

/** Records to be taken apart by patterns. */
public sealed interface Shape permits Dot, Named, Couple {
    /** A number that depends on all the components. */
    default int weight() {
        State.note(41);
        return hashCode() & 0xffff;
    }
}
