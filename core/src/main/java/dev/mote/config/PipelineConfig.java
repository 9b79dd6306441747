package dev.mote.config;

/** One pipeline: which components, by id, in which order. */
public final class PipelineConfig {
    /** As in the config: {@code metrics} or {@code logs/audit}. */
    public final String id;
    public final String[] receivers;
    public final String[] processors;
    public final String[] exporters;
    /** For errors about the pipeline. */
    public final YamlNode place;

    PipelineConfig(String id, YamlNode place, String[] receivers, String[] processors,
            String[] exporters) {
        this.id = id;
        this.place = place;
        this.receivers = receivers;
        this.processors = processors;
        this.exporters = exporters;
    }

    /** The part of the id before the slash: {@code metrics}, {@code logs}, {@code traces}. */
    public String signal() {
        int slash = id.indexOf('/');
        return slash < 0 ? id : id.substring(0, slash);
    }
}
