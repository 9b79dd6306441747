package dev.mote.cli;

import dev.mote.bytes.Buffer;
import dev.mote.otlp.OtlpJson;
import dev.mote.pipeline.Agent;
import dev.mote.prometheus.Exposition;
import dev.mote.prometheus.ExpositionFormat;

/** The newest collection of an agent, as {@code mote once} prints it in each format. */
final class OncePage {
    private final Agent agent;
    private final String kernel;

    OncePage(Agent agent, String kernel) {
        this.agent = agent;
        this.kernel = kernel;
    }

    Buffer render(CommandLine.Format format, Buffer before, double seconds, Style style) {
        Buffer page = new Buffer(16 * 1024);
        byte[] now = agent.latest().bytes();
        int length = agent.latest().length();
        switch (format) {
            case OTLP_JSON -> {
                OtlpJson.metrics(now, 0, length, page);
                page.put('\n');
            }
            case PROMETHEUS -> new Exposition(agent.telemetry()).render(now, 0, length,
                    agent.resource(), ExpositionFormat.TEXT, page);
            default -> new OnceView(agent.resource(), kernel,
                    agent.source().view.sentence(), style)
                    .render(before.bytes(), before.length(), now, length, seconds, page);
        }
        return page;
    }
}
