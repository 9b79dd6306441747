package dev.mote.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.mote.bytes.Buffer;
import dev.mote.component.Batch;
import dev.mote.component.Component;
import dev.mote.component.Consumer;
import dev.mote.component.Context;
import dev.mote.component.EventLoop;
import dev.mote.component.Outcome;
import dev.mote.config.Environment;
import dev.mote.config.Problems;
import dev.mote.config.Section;
import dev.mote.config.Yaml;
import dev.mote.config.YamlNode;
import dev.mote.os.sim.SimOs;
import dev.mote.otlp.RequestLines;
import dev.mote.otlp.Resource;
import dev.mote.telemetry.Log;
import dev.mote.telemetry.Telemetry;
import dev.mote.telemetry.Telemetry.Counter;
import java.util.Arrays;

/** A processor between lines that go in and lines that come out. */
public final class ProcessorFixture implements Consumer {
    /** How a processor is made. */
    public interface Maker {
        Consumer make(Context context, Consumer next);
    }

    /** Looks at what comes out. */
    public interface Watch {
        void look(Batch batch);
    }

    public final Problems problems = new Problems("mote.yaml");
    public final Telemetry telemetry = new Telemetry();
    public final SimOs sim = new SimOs();
    public final Resource host = new Resource();
    /** What the next one answers. */
    public Outcome answer = Outcome.ACCEPTED;
    /** What has come out since it was last asked for. */
    private final StringBuilder out = new StringBuilder();
    /** Looks at what comes out, in place of the lines. */
    public Watch watch;
    private int outItems;
    public Consumer processor;

    public ProcessorFixture(Maker maker, String settings) {
        this(maker, settings, new Resource());
    }

    public ProcessorFixture(Maker maker, String settings, Resource known) {
        for (int at = 0; at < known.size(); at++) {
            host.put(known.key(at), known.value(at));
        }
        Buffer bytes = new Buffer(256).utf8(settings);
        YamlNode root = Yaml.parse(bytes.bytes(), bytes.length());
        Context context = new Context("it", new Section(root, root, problems),
                new EventLoop(sim.os()), telemetry, new Log(sim.files),
                new Environment(new String[0], problems), host, "1");
        processor = maker.make(context, this);
    }

    @Override
    public Outcome consume(Batch batch) {
        outItems += batch.items;
        if (watch != null) {
            watch.look(batch);
        } else if (answer == Outcome.ACCEPTED) {
            out.append(RequestLines.decode(batch));
        }
        return answer;
    }

    public Outcome send(Batch batch) {
        return processor.consume(batch);
    }

    /** What comes out when these lines go in. */
    public String through(String lines) {
        send(RequestLines.encode(lines));
        return taken();
    }

    /** What has come out since the last time. */
    public String taken() {
        String text = out.toString();
        out.setLength(0);
        return text;
    }

    public void expect(String after, String before) {
        assertEquals(tidy(after), through(before));
    }

    public static String tidy(String lines) {
        String text = lines.trim();
        return text.isEmpty() ? "" : text + "\n";
    }

    /** Time passes, and the processor is called when it wants to be. */
    public void pass(long nanos) {
        Component component = (Component) processor;
        long end = sim.clock.monotonicNanos() + nanos;
        while (component.nextDeadlineNanos() <= end) {
            long step = component.nextDeadlineNanos() - sim.clock.monotonicNanos();
            sim.clock.advance(Math.max(0, step));
            if (component.doWork(sim.clock.monotonicNanos()) == 0 && step <= 0) {
                break;
            }
        }
        sim.clock.advance(Math.max(0, end - sim.clock.monotonicNanos()));
    }

    /** A counter's value, by metric and reason (or no reason). */
    public long counted(String metric, String reason) {
        long sum = 0;
        for (int at = 0; at < telemetry.size(); at++) {
            Counter counter = telemetry.get(at);
            boolean same = reason == null || counter.attributeCount() > 1
                    && counter.value(1).equals(reason);
            sum += counter.metric.name.equals(metric) && same ? counter.value() : 0;
        }
        return sum;
    }

    public long filtered() {
        return counted("mote.processor.filtered.items", null);
    }

    public long dropped(String reason) {
        return counted("mote.processor.dropped.items", reason);
    }

    /** The errors in the settings. */
    public String errors() {
        return String.join("\n", problems.errors());
    }

    public int outItems() {
        return outItems;
    }

    /** The same bytes, cut off. */
    public static Batch cut(Batch batch, int length) {
        return new Batch().set(batch.signal, Arrays.copyOf(batch.bytes, length), 0, length,
                batch.items, 1);
    }
}
