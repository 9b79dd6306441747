package dev.mote.pipeline;

import dev.mote.config.Config;
import dev.mote.config.Environment;
import dev.mote.config.Problems;
import dev.mote.config.Section;
import dev.mote.exporter.debug.DebugExporter;
import dev.mote.exporter.otlp.OtlpHttpExporter;
import dev.mote.exporter.otlp.OtlpHttpSettings;

/** Makes the exporters that the config and the environment ask for. */
final class Exporters {
    private final Agent agent;
    private final Config config;
    private final Environment environment;
    private final String version;
    private final Problems problems;
    private final StringBuilder destinations = new StringBuilder();

    Exporters(Agent agent, Config config, Environment environment, String version,
            Problems problems) {
        this.agent = agent;
        this.config = config;
        this.environment = environment;
        this.version = version;
        this.problems = problems;
    }

    void build() {
        boolean named = false;
        for (Config.Entry entry : config.exporters()) {
            named = true;
            if (config.uses(entry)) {
                build(entry.type, entry.id, entry.section);
            } else if (entry.type.equals(Config.OTLP_HTTP)) {
                OtlpHttpSettings.from(entry.section, environment);
            } else {
                DebugExporter.from(entry.id, entry.section, agent.loop().os().files());
            }
        }
        if (!named && environment.hasEndpoint()) {
            build(Config.OTLP_HTTP, Config.OTLP_HTTP, Section.empty(problems));
        }
        if (!named && environment.wantsConsole()) {
            build(Config.DEBUG, Config.DEBUG, Section.empty(problems));
        }
    }

    private void build(String type, String id, Section section) {
        if (type.equals(Config.DEBUG)) {
            DebugExporter debug = DebugExporter.from(id, section, agent.loop().os().files());
            agent.addExporter(debug, debug);
            addDestination("standard output");
            return;
        }
        OtlpHttpSettings settings = OtlpHttpSettings.from(section, environment);
        if (settings != null) {
            OtlpHttpExporter otlp = new OtlpHttpExporter(id, settings, version, agent.loop(),
                    agent.telemetry(), agent.log());
            agent.addExporter(otlp, otlp);
            addDestination(settings.url.shown());
        }
    }

    private void addDestination(String text) {
        destinations.append(destinations.length() > 0 ? " and " : "").append(text);
    }

    /** Where the exporters deliver, for people. */
    String destinations() {
        return destinations.length() > 0 ? "delivers to " + destinations
                : "nothing is delivered (OTEL_EXPORTER_OTLP_ENDPOINT is not set)";
    }
}
