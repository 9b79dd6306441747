package dev.mote.cli;

import dev.mote.bytes.Buffer;
import dev.mote.component.Component;
import dev.mote.config.Config;
import dev.mote.config.Environment;
import dev.mote.config.Problems;
import dev.mote.pipeline.Agent;
import dev.mote.semconv.MoteMetrics;
import dev.mote.telemetry.Telemetry;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/**
 * Has the agent go on with what its config says now: when a signal asks for it, or when the file
 * has changed. A config with something wrong is refused, and the agent goes on as it was.
 */
final class Reload implements Component {
    private final ConfigFile file;
    private final Agent agent;
    private final Environment environment;
    private final Supplier<String> directory;
    private final Telemetry.Counter applied;
    private final Telemetry.Counter refused;
    private final Telemetry.Counter current;
    private String problem;
    private long everyNanos;
    private long dueNanos = Long.MAX_VALUE;
    /** What the file said when it was looked at last; empty: it was not. */
    private byte[] seen = {};
    private final Buffer content = new Buffer(0);

    Reload(ConfigFile file, Agent agent, Environment environment, Supplier<String> directory) {
        this.file = file;
        this.agent = agent;
        this.environment = environment;
        this.directory = directory;
        applied = counter("applied");
        refused = counter("refused");
        current = agent.telemetry().counter(MoteMetrics.CONFIG_CURRENT);
        current.set(1);
    }

    private Telemetry.Counter counter(String outcome) {
        return agent.telemetry().counter(MoteMetrics.CONFIG_RELOADS, MoteMetrics.OUTCOME, outcome);
    }

    /** Looks at the file so often from now on; 0: never. */
    void lookEvery(long nanos, long nowNanos) {
        everyNanos = nanos;
        dueNanos = nanos == 0 ? Long.MAX_VALUE : nowNanos + nanos;
        if (nanos != 0 && seen.length == 0) {
            hasChanged();
        }
    }

    /** Reads the config and goes on with it. */
    void now(long nowNanos) {
        Problems problems = file.problems();
        Config config = file.read(problems);
        String changes = problems.any() ? null
                : agent.become(config, environment, problems, directory);
        if (changes == null) {
            refused.add(1);
            refuse(problems.errors());
            return;
        }
        applied.add(1);
        String waits = agent.needsRestart(config);
        problem = waits == null ? null : "service: " + waits + " will count after a restart";
        current.set(problem == null ? 1 : 0);
        agent.log().info(file.name() + " is read again; " + changes
                + (problem == null ? "" : "; " + problem));
        lookEvery(config.reloadNanos(), nowNanos);
    }

    private void refuse(List<String> errors) {
        for (int at = 0; at < errors.size(); at++) {
            agent.log().error(errors.get(at));
        }
        problem = errors.get(0);
        current.set(0);
        agent.log().error("the new config is not used; mote goes on with the one before");
    }

    /** Why what runs is not what the config says, for people; null: it is. */
    String problem() {
        return problem;
    }

    @Override
    public String id() {
        return "reload";
    }

    @Override
    public int doWork(long nowNanos) {
        if (nowNanos < dueNanos) {
            return 0;
        }
        dueNanos = nowNanos + everyNanos;
        if (hasChanged()) {
            now(nowNanos);
        }
        return 1;
    }

    /** A file that cannot be read just now may be in the middle of being written. */
    private boolean hasChanged() {
        int length = file.content(content.clear());
        boolean same = length <= 0 || length == seen.length;
        for (int at = 0; same && at < length; at++) {
            same = seen[at] == content.bytes()[at];
        }
        if (!same) {
            seen = Arrays.copyOf(content.bytes(), length);
        }
        return !same;
    }

    @Override
    public long nextDeadlineNanos() {
        return dueNanos;
    }

    @Override
    public void beginShutdown(long nowNanos) {
        dueNanos = Long.MAX_VALUE;
    }

    @Override
    public boolean isDrained() {
        return true;
    }
}
