package dev.mote.exporter.nop;

import dev.mote.component.Batch;
import dev.mote.component.Consumer;
import dev.mote.component.Context;
import dev.mote.component.Outcome;
import dev.mote.exporter.Exporter;

/** The end of a pipeline whose receivers and processors alone are of interest, as in a test. */
public final class NopExporter implements Consumer, Exporter {
    private NopExporter() {
    }

    /** It has no settings. */
    public static NopExporter from(Context context) {
        context.section.finish();
        return new NopExporter();
    }

    @Override
    public Outcome consume(Batch batch) {
        return Outcome.ACCEPTED;
    }

    @Override
    public String destination() {
        return "nowhere";
    }
}
