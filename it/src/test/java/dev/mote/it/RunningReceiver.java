package dev.mote.it;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import dev.mote.component.Batch;
import dev.mote.component.Component;
import dev.mote.component.Context;
import dev.mote.component.EventLoop;
import dev.mote.component.Outcome;
import dev.mote.config.Environment;
import dev.mote.config.Problems;
import dev.mote.config.Section;
import dev.mote.config.Yaml;
import dev.mote.config.YamlNode;
import dev.mote.os.Os;
import dev.mote.os.jvm.EngineTls;
import dev.mote.os.jvm.ForeignLibc;
import dev.mote.os.linux.LinuxOs;
import dev.mote.otlp.Resource;
import dev.mote.receiver.otlp.OtlpReceiver;
import dev.mote.telemetry.Log;
import dev.mote.telemetry.Telemetry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Mote's OTLP receiver on a loop of its own, in this process; it keeps what arrives. */
final class RunningReceiver implements AutoCloseable {
    final int port = Child.freePort();
    private final List<byte[]> batches = new ArrayList<>();
    private final List<String> kinds = new ArrayList<>();
    private final Thread thread;
    private volatile boolean ended;

    RunningReceiver() {
        this("");
    }

    /** {@code more}: further settings of the protocol, in YAML's flow style. */
    RunningReceiver(String more) {
        ForeignLibc libc = new ForeignLibc();
        Os os = LinuxOs.open(libc, new EngineTls(libc));
        EventLoop loop = new EventLoop(os);
        Problems problems = new Problems("test");
        String yaml = "protocols: {grpc: {endpoint: \"127.0.0.1:" + port + "\"" + more
                + "}}\n";
        YamlNode root = Yaml.parse(yaml.getBytes(), yaml.length());
        Context context = new Context("otlp", new Section(root, root, problems), loop,
                new Telemetry(), new Log(os.files()), new Environment(new String[0], problems),
                new Resource(), "1");
        loop.add(OtlpReceiver.from(context, this::keep));
        loop.add(new End(loop));
        thread = Thread.ofPlatform().daemon().start(loop::run);
        while (!Child.accepts(port)) {
            Child.pause(10);
        }
    }

    /** Ends the loop when the test has. */
    private final class End implements Component {
        private final EventLoop loop;
        private long nextNanos;

        End(EventLoop loop) {
            this.loop = loop;
        }

        @Override
        public String id() {
            return "end";
        }

        @Override
        public int doWork(long nowNanos) {
            nextNanos = nowNanos + 50_000_000;
            if (ended) {
                loop.shutDown(nowNanos, 1_000_000_000L);
            }
            return 0;
        }

        @Override
        public long nextDeadlineNanos() {
            return nextNanos;
        }

        @Override
        public void beginShutdown(long nowNanos) {
        }

        @Override
        public boolean isDrained() {
            return true;
        }
    }

    private Outcome keep(Batch batch) {
        synchronized (batches) {
            kinds.add(batch.signal + " " + batch.items);
            batches.add(Arrays.copyOfRange(batch.bytes, batch.offset,
                    batch.offset + batch.length));
        }
        return Outcome.ACCEPTED;
    }

    /** Waits for a batch; returns its signal and items. */
    String await() {
        for (int times = 0; times < 500; times++) {
            synchronized (batches) {
                if (!kinds.isEmpty()) {
                    return kinds.remove(0);
                }
            }
            Child.pause(20);
        }
        throw new AssertionError("nothing arrived");
    }

    /** The batch that was waited for, as the official classes read it. */
    <M extends Message> M take(Parser<M> parser) {
        synchronized (batches) {
            try {
                return parser.parseFrom(batches.remove(0));
            } catch (InvalidProtocolBufferException e) {
                throw new AssertionError("not protobuf", e);
            }
        }
    }

    @Override
    public void close() {
        ended = true;
        try {
            thread.join(5000);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
