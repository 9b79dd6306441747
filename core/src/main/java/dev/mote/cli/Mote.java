package dev.mote.cli;

import dev.mote.component.EventLoop;
import dev.mote.component.Outcome;
import dev.mote.http.HttpServer;
import dev.mote.http.ListenAddress;
import dev.mote.os.Os;
import dev.mote.otlp.MetricsWriter;
import dev.mote.otlp.Resource;
import dev.mote.receiver.host.Collector;
import dev.mote.receiver.host.ConnectionsCollector;
import dev.mote.receiver.host.HostFiles;
import dev.mote.receiver.host.HostReceiver;
import dev.mote.receiver.host.NameFilter;
import dev.mote.receiver.host.NetworkCollector;
import dev.mote.receiver.host.Scrape;
import dev.mote.receiver.host.SelfCollector;
import dev.mote.semconv.Convention;
import dev.mote.telemetry.Log;
import dev.mote.telemetry.Telemetry;
import java.util.ArrayList;
import java.util.List;

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
        Log log = new Log(os.files());
        Telemetry telemetry = new Telemetry();
        EventLoop loop = new EventLoop(os);
        Resource resource = new Resource().put("host.arch", architecture)
                .put("service.name", "mote");
        MetricsWriter out = new MetricsWriter(resource, HostReceiver.HOST_SCOPE, VERSION,
                Convention.SEMCONV, 16384, batch -> {
                    log.info("a collection of " + batch.items + " points, " + batch.length
                            + " bytes");
                    return Outcome.ACCEPTED;
                });
        Scrape scrape = new Scrape(new HostFiles(os.files(), ""), out);
        List<Collector> collectors = new ArrayList<>();
        collectors.add(new NetworkCollector(new NameFilter(new String[0], new String[0])));
        collectors.add(new ConnectionsCollector(os.clock()));
        SelfCollector self = new SelfCollector(telemetry, new HostFiles(os.files(), ""),
                os.clock());
        HostReceiver receiver = new HostReceiver("host_metrics", os.clock(), scrape, collectors,
                self, 10 * SECOND_NANOS, telemetry, log);
        loop.add(receiver);
        HttpServer server = new HttpServer(loop, telemetry);
        int listener = server.listen(ListenAddress.parse("127.0.0.1:7077"));
        if (listener < 0) {
            log.error("cannot listen on 127.0.0.1:7077: " + dev.mote.os.Errno.describe(listener));
            return 1;
        }
        loop.add(server);
        log.info("with " + arguments.length + " arguments, " + environment.length + " variables");
        loop.onSignal((signal, nowNanos) -> loop.shutDown(nowNanos, SECOND_NANOS));
        loop.run();
        return 0;
    }
}
