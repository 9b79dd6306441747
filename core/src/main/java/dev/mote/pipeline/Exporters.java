package dev.mote.pipeline;

import dev.mote.config.Config;
import dev.mote.config.Environment;
import dev.mote.config.Problems;

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
    }

    /** Where the exporters deliver, for people. */
    String destinations() {
        return destinations.length() > 0 ? "delivers to " + destinations
                : "nothing is delivered (OTEL_EXPORTER_OTLP_ENDPOINT is not set)";
    }
}
