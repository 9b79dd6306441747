package dev.mote.cli;

import dev.mote.component.EventLoop;
import dev.mote.http.HttpServer;
import dev.mote.http.ListenAddress;
import dev.mote.log.BatchLog;
import dev.mote.os.Errno;
import dev.mote.os.Poller;
import dev.mote.pipeline.Agent;
import dev.mote.pipeline.Program;
import dev.mote.prometheus.MetricsRoute;
import dev.mote.ui.HealthRoute;
import dev.mote.ui.PageRoute;

/** {@code mote run}: the agent with its server, until a signal ends it. */
public final class Service {
    private static final long SECOND_NANOS = 1_000_000_000L;
    /** What is left of a second, so that the whole end takes less than one. */
    private static final long FLUSH_NANOS = 950_000_000L;

    private final Agent agent;
    private final String listen;
    private final Program program;
    private final String data;
    /** Null: there is no file to read again. */
    private final Reload reload;

    /**
     * @param listen overrides the config's; null: as configured
     * @param data the directory of what waits for delivery; null: in memory
     */
    Service(Agent agent, String listen, String data, Program program, Reload reload) {
        this.data = data;
        this.reload = reload;
        this.agent = agent;
        this.listen = listen == null ? agent.listen() : listen;
        this.program = program;
    }

    public Agent agent() {
        return agent;
    }

    /** Runs until a signal ends it. */
    public int run() {
        if (!begin()) {
            return Mote.FAILED;
        }
        agent.loop().run();
        agent.close();
        return Mote.DONE;
    }

    /** Makes the loop ready to run, and serves the page, unless it is another loop's. */
    public boolean begin() {
        EventLoop loop = agent.loop();
        agent.start(data);
        if (!listen.equals(CommandLine.NOWHERE) && !program.isFurtherLoop() && !serve()) {
            return false;
        }
        loop.onSignal((signal, nowNanos) -> {
            if (signal != Poller.SIGHUP) {
                loop.shutDown(nowNanos, FLUSH_NANOS);
            } else if (reload != null) {
                reload.now(nowNanos);
            }
        });
        if (reload != null) {
            reload.lookEvery(agent.reloadNanos(), loop.os().clock().monotonicNanos());
            loop.add(reload);
        }
        loop.add(new MemoryReturn(collections(), loop.os().clock().monotonicNanos()));
        return true;
    }

    private boolean serve() {
        ListenAddress address;
        try {
            address = ListenAddress.parse(listen);
        } catch (IllegalArgumentException e) {
            agent.log().error("cannot listen: " + e.getMessage());
            return false;
        }
        HttpServer server = new HttpServer(agent.loop(), agent.telemetry(),
                new MetricsRoute(agent.latest(), agent, agent.resource(), agent.telemetry()),
                new HealthRoute(program.version(), state(),
                        agent.loop().os().clock().monotonicNanos()),
                new PageRoute());
        int result = server.listen(address);
        if (result < 0) {
            agent.log().error("cannot listen on " + listen + ": " + Errno.describe(result)
                    + (result == -Errno.EADDRINUSE
                    ? "; is another mote running? Choose another with --listen HOST:PORT" : ""));
            return false;
        }
        agent.loop().add(server);
        greet(server.port());
        return true;
    }

    private MemoryReturn.Collections collections() {
        return new MemoryReturn.Collections() {
            @Override
            public long lastNanos() {
                return agent.receiver().lastNanos();
            }

            @Override
            public long residentBytes() {
                return agent.receiver().residentBytes();
            }
        };
    }

    private HealthRoute.State state() {
        return new HealthRoute.State() {
            @Override
            public long lastNanos() {
                return agent.receiver().lastNanos();
            }

            @Override
            public long intervalNanos() {
                return agent.receiver().intervalNanos();
            }

            @Override
            public BatchLog log() {
                return agent.batches();
            }

            @Override
            public String configProblem() {
                return reload == null ? null : reload.problem();
            }
        };
    }

    /** Two lines: what it does, and where to look. */
    private void greet(int port) {
        String host = listen.substring(0, listen.lastIndexOf(':'));
        boolean watches = !agent.source().collectors.isEmpty();
        agent.log().info("version " + program.version() + (watches ? " watches this host every "
                + agent.source().interval() + ", " + agent.source().view.sentence()
                : " is ready"));
        agent.log().info("see http://" + host + ":" + port + "/"
                + (watches ? " or run 'mote top'" : "") + "; " + agent.destinations());
    }
}
