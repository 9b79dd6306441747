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
}
