package dev.mote.cli;

import dev.mote.component.EventLoop;
import dev.mote.http.HttpServer;
import dev.mote.http.ListenAddress;
import dev.mote.os.Errno;
import dev.mote.os.Poller;
import dev.mote.pipeline.Agent;
import dev.mote.pipeline.Program;
import dev.mote.prometheus.MetricsRoute;
import dev.mote.receiver.host.HostReceiver;
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

    /**
     * @param listen overrides the config's; null: as configured
     * @param data the directory of what waits for delivery; null: in memory
     */
    Service(Agent agent, String listen, String data, Program program) {
        this.data = data;
        this.agent = agent;
        this.listen = listen == null ? agent.listen() : listen;
        this.program = program;
    }

    public Agent agent() {
        return agent;
    }

    /** Serves the page, unless it is another loop's, and runs until a signal ends it. */
    public int run() {
        EventLoop loop = agent.loop();
        agent.start(data);
        if (!listen.equals(CommandLine.NOWHERE) && !program.isFurtherLoop() && !serve()) {
            return Mote.FAILED;
        }
        loop.onSignal((signal, nowNanos) -> {
            if (signal != Poller.SIGHUP) {
                loop.shutDown(nowNanos, FLUSH_NANOS);
            }
        });
        loop.add(new MemoryReturn(collections(agent.receiver()),
                loop.os().clock().monotonicNanos()));
        loop.run();
        agent.close();
        return Mote.DONE;
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
                new HealthRoute(program.version(), health(agent.receiver()), agent.batches(),
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

    private static MemoryReturn.Collections collections(HostReceiver receiver) {
        return new MemoryReturn.Collections() {
            @Override
            public long lastNanos() {
                return receiver.lastNanos();
            }

            @Override
            public long residentBytes() {
                return receiver.residentBytes();
            }
        };
    }

    private static HealthRoute.Collections health(HostReceiver receiver) {
        return new HealthRoute.Collections() {
            @Override
            public long lastNanos() {
                return receiver.lastNanos();
            }

            @Override
            public long intervalNanos() {
                return receiver.intervalNanos();
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
