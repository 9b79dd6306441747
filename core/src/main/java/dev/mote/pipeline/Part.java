package dev.mote.pipeline;

import dev.mote.component.Consumer;
import dev.mote.config.Config;

/** One component of a graph, and what it was made from: the next graph may go on with it. */
final class Part {
    /** Where it stands: the kind of component, or the pipeline of a processor. */
    private final String place;
    private final Config.Entry entry;
    final Object made;
    /** What it hands on to: an {@link Edge}, a {@link Router}, or null for an exporter. */
    final Consumer way;

    Part(String place, Config.Entry entry, Object made, Consumer way) {
        this.place = place;
        this.entry = entry;
        this.made = made;
        this.way = way;
    }

    boolean isAt(String place, String id) {
        return this.place.equals(place) && entry.id.equals(id);
    }

    boolean isLike(String place, Config.Entry entry) {
        return this.place.equals(place) && this.entry.isSame(entry);
    }

    String id() {
        return entry.id;
    }
}
