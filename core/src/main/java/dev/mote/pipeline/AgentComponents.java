package dev.mote.pipeline;

import dev.mote.component.Context;
import dev.mote.config.Config;
import dev.mote.exporter.Delivery;
import dev.mote.exporter.DeliverySettings;
import dev.mote.exporter.Exporter;
import dev.mote.exporter.Sender;
import dev.mote.exporter.debug.DebugExporter;
import dev.mote.exporter.otlp.OtlpGrpcSender;
import dev.mote.exporter.otlp.OtlpGrpcSettings;
import dev.mote.exporter.otlp.OtlpHttpSender;
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
                .exporter(Config.OTLP_GRPC, AgentComponents::otlpGrpc)
                .exporter(Config.DEBUG, DebugExporter::from);
    }

    private static Exporter otlpHttp(Context context) {
        OtlpHttpSettings settings = OtlpHttpSettings.from(context.section, context.environment);
        return settings == null ? finished(context) : delivery(context, settings.gzip,
                new OtlpHttpSender(settings, context.version, context.loop));
    }

    private static Exporter otlpGrpc(Context context) {
        OtlpGrpcSettings settings = OtlpGrpcSettings.from(context.section, context.environment);
        return settings == null ? finished(context) : delivery(context, settings.gzip,
                new OtlpGrpcSender(settings, context.version, context.loop));
    }

    private static Delivery delivery(Context context, boolean gzip, Sender sender) {
        Delivery delivery = new Delivery(context, DeliverySettings.from(context.section, gzip),
                sender);
        context.section.finish();
        return delivery;
    }

    /** Nothing comes of the settings; what else is wrong with them is told all the same. */
    private static Exporter finished(Context context) {
        DeliverySettings.from(context.section, true);
        context.section.finish();
        return null;
    }
}
