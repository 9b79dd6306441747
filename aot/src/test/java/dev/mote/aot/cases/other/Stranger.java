package dev.mote.aot.cases.other;

import dev.mote.aot.cases.DispatchCases;

/**
 * Has a method of the same name as its parent's package-private one: another method, not an
 * override.
 */
public class Stranger extends DispatchCases.Guarded {
    String hidden() {
        return "Stranger.hidden";
    }

    /** Calls the method of this package. */
    public String callHidden() {
        return hidden();
    }
}
