package dev.mote.pipeline;

import dev.mote.component.Context;
import dev.mote.config.Config;
import dev.mote.exporter.Exporter;
import dev.mote.exporter.debug.DebugExporter;
import dev.mote.exporter.otlp.OtlpHttpExporter;
import dev.mote.exporter.otlp.OtlpHttpSettings;
import dev.mote.receiver.otlp.OtlpReceiver;

/** What the binary is made of: one line a component. Deleting the line deletes the feature. */
public final class AgentComponents {
    private AgentComponents() {
    }

    /** All but the host receiver, which {@link Agent} adds. */
    public static ComponentTable table() {
        return new ComponentTable()
                .receiver("otlp", OtlpReceiver::from)
                .exporter(Config.OTLP_HTTP, AgentComponents::otlpHttp)
                .exporter(Config.DEBUG, DebugExporter::from);
    }

    private static Exporter otlpHttp(Context context) {
        OtlpHttpSettings settings = OtlpHttpSettings.from(context.section, context.environment);
        return settings == null ? null : new OtlpHttpExporter(context.id, settings,
                context.version, context.loop, context.telemetry, context.log);
    }
}
