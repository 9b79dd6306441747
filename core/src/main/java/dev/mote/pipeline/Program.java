package dev.mote.pipeline;

import dev.mote.config.Config;
import dev.mote.config.KnownTypes;
import java.util.function.Supplier;

/**
 * What sets a program apart from another that is made of the same parts.
 *
 * @param architecture of the processor, as the semantic conventions call it: amd64, arm64
 * @param components all but {@code host_metrics}, anew with each call
 * @param loop which of several loops, as its counters name it; null: the only one
 */
public record Program(String name, String version, String architecture,
        Supplier<ComponentTable> components, String loop) {

    /** {@code mote}, the agent. */
    public static Program agent(String version, String architecture) {
        return new Program("mote", version, architecture, AgentComponents::table, null);
    }

    /** The same program, for one of its loops. */
    public Program ofLoop(int index) {
        return new Program(name, version, architecture, components, "" + index);
    }

    /** Whether another loop is the first: that one serves the page. */
    public boolean isFurtherLoop() {
        return loop != null && !loop.equals("0");
    }

    /** What a config of the program may name. */
    public KnownTypes types() {
        return components.get().receiver(Config.HOST_METRICS, (context, next) -> null).types();
    }
}
