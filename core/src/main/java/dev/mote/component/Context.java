package dev.mote.component;

import dev.mote.config.Environment;
import dev.mote.config.Section;
import dev.mote.os.Os;
import dev.mote.otlp.Resource;
import dev.mote.telemetry.Log;
import dev.mote.telemetry.Telemetry;

/**
 * What a component is made from: its name and settings, and what it may use of its surroundings.
 * A component is made by its static method {@code from(Context, …)}, which reads every key of
 * {@link #section} and ends with {@link Section#finish}; what is wrong goes to the section's
 * problems, with its place. Making it opens and starts nothing.
 */
public final class Context {
    /** Name for people, as in the config: {@code otlp_http/backup}. */
    public final String id;
    public final Section section;
    public final EventLoop loop;
    public final Telemetry telemetry;
    public final Log log;
    public final Environment environment;
    /** What Mote knows of its own host. */
    public final Resource host;
    /** Mote's version. */
    public final String version;

    public Context(String id, Section section, EventLoop loop, Telemetry telemetry, Log log,
            Environment environment, Resource host, String version) {
        this.id = id;
        this.section = section;
        this.loop = loop;
        this.telemetry = telemetry;
        this.log = log;
        this.environment = environment;
        this.host = host;
        this.version = version;
    }

    /** The same surroundings for another component. */
    public Context with(String id, Section section) {
        return new Context(id, section, loop, telemetry, log, environment, host, version);
    }

    /** The same component, counted there. */
    public Context of(Telemetry telemetry) {
        return new Context(id, section, loop, telemetry, log, environment, host, version);
    }

    public Os os() {
        return loop.os();
    }
}
