package dev.mote.cli;

import dev.mote.config.Config;
import dev.mote.config.Environment;
import dev.mote.config.Problems;
import dev.mote.http.HttpServer;
import dev.mote.http.ListenAddress;
import dev.mote.os.Errno;
import dev.mote.os.Os;
import dev.mote.pipeline.Agent;
import dev.mote.prometheus.MetricsRoute;

/** The program: from its arguments to its exit status. */
public final class Mote {
    public static final String VERSION = "0.1.0";

    private static final long SECOND_NANOS = 1_000_000_000L;

    private final Os os;
    private final String[] arguments;
    private final String[] environment;
    private final String architecture;

    public Mote(Os os, String[] arguments, String[] environment, String architecture) {
        this.os = os;
        this.arguments = arguments;
        this.environment = environment;
        this.architecture = architecture;
    }

    /** Runs until it is done or told to end; returns the exit status. */
    public int run() {
        Problems problems = new Problems("environment");
        Config config = Config.defaults(problems);
        Agent agent = new Agent(os, config, new Environment(environment, problems), architecture,
                VERSION, problems);
        HttpServer server = new HttpServer(agent.loop(), agent.telemetry(),
                new MetricsRoute(agent.latest(), agent, agent.resource(), agent.telemetry()));
        int listener = server.listen(ListenAddress.parse(config.listen()));
        if (listener < 0) {
            agent.log().error("cannot listen on " + config.listen() + ": "
                    + Errno.describe(listener));
            return 1;
        }
        agent.loop().add(server);
        agent.log().info("watching this host (" + agent.source().view.sentence()
                + "); metrics on http://"
                + config.listen() + "/metrics");
        agent.loop().onSignal((signal, nowNanos) -> agent.loop().shutDown(nowNanos, SECOND_NANOS));
        agent.loop().run();
        return 0;
    }
}
