package dev.mote.gateway;

import dev.mote.gateway.user.JavaProcessor;
import dev.mote.pipeline.AgentComponents;
import dev.mote.pipeline.ComponentTable;

/** What the gateway has: all of the agent's components, and those that need a JVM. */
final class GatewayComponents {
    private GatewayComponents() {
    }

    static ComponentTable table() {
        return AgentComponents.table()
                .processor("java", JavaProcessor::from);
    }
}
