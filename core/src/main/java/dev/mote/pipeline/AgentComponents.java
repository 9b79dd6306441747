package dev.mote.pipeline;

import dev.mote.component.Context;
import dev.mote.config.Config;
import dev.mote.connector.CountConnector;
import dev.mote.connector.RoutingConnector;
import dev.mote.connector.SpanMetricsConnector;
import dev.mote.exporter.Delivery;
import dev.mote.exporter.DeliverySettings;
import dev.mote.exporter.Exporter;
import dev.mote.exporter.Sender;
import dev.mote.exporter.balancing.LoadBalancer;
import dev.mote.exporter.debug.DebugExporter;
import dev.mote.exporter.file.FileSender;
import dev.mote.exporter.file.FileSettings;
import dev.mote.exporter.loki.LokiSender;
import dev.mote.exporter.loki.LokiSettings;
import dev.mote.exporter.nop.NopExporter;
import dev.mote.exporter.otlp.OtlpGrpcSender;
import dev.mote.exporter.otlp.OtlpGrpcSettings;
import dev.mote.exporter.otlp.OtlpHttpSender;
import dev.mote.exporter.otlp.OtlpHttpSettings;
import dev.mote.processor.AttributesProcessor;
import dev.mote.processor.BatchProcessor;
import dev.mote.processor.CardinalityLimitProcessor;
import dev.mote.processor.CumulativeToDeltaProcessor;
import dev.mote.processor.DeltaToCumulativeProcessor;
import dev.mote.processor.FilterProcessor;
import dev.mote.processor.GroupByAttrsProcessor;
import dev.mote.processor.IntervalProcessor;
import dev.mote.processor.MemoryLimiterProcessor;
import dev.mote.processor.ProbabilisticSamplerProcessor;
import dev.mote.processor.RedactionProcessor;
import dev.mote.processor.ResourceProcessor;
import dev.mote.processor.ResourceDetectionProcessor;
import dev.mote.processor.TailSamplingProcessor;
import dev.mote.processor.TransformProcessor;
import dev.mote.prometheus.PrometheusExporter;
import dev.mote.prometheus.RemoteWriteSender;
import dev.mote.prometheus.RemoteWriteSettings;
import dev.mote.receiver.influx.InfluxReceiver;
import dev.mote.receiver.otlp.OtlpReceiver;
import dev.mote.receiver.prometheus.PrometheusReceiver;

/** What the binary is made of: one line a component. Deleting the line deletes the feature. */
public final class AgentComponents {
    private AgentComponents() {
    }

    /** All but the host receiver, which {@link Agent} adds. */
    public static ComponentTable table() {
        return new ComponentTable()
                .receiver("influx", InfluxReceiver::from)
                .receiver("otlp", OtlpReceiver::from)
                .receiver("prometheus", PrometheusReceiver::from)
                .processor("attributes", AttributesProcessor::from)
                .processor("batch", BatchProcessor::from)
                .processor("cardinality_limit", CardinalityLimitProcessor::from)
                .processor("cumulative_to_delta", CumulativeToDeltaProcessor::from)
                .processor("delta_to_cumulative", DeltaToCumulativeProcessor::from)
                .processor("filter", FilterProcessor::from)
                .processor("group_by_attrs", GroupByAttrsProcessor::from)
                .processor("interval", IntervalProcessor::from)
                .processor("memory_limiter", MemoryLimiterProcessor::from)
                .processor("probabilistic_sampler", ProbabilisticSamplerProcessor::from)
                .processor("redaction", RedactionProcessor::from)
                .processor("resource", ResourceProcessor::from)
                .processor("resource_detection", ResourceDetectionProcessor::from)
                .processor("tail_sampling", TailSamplingProcessor::from)
                .processor("transform", TransformProcessor::from)
                .connector("count", CountConnector::from)
                .connector("routing", RoutingConnector::from)
                .connector("span_metrics", SpanMetricsConnector::from)
                .exporter(Config.OTLP_HTTP, AgentComponents::otlpHttp)
                .exporter(Config.OTLP_GRPC, AgentComponents::otlpGrpc)
                .exporter("file", AgentComponents::file)
                .exporter("load_balancing", LoadBalancer::from)
                .exporter("loki", AgentComponents::loki)
                .exporter("prometheus", PrometheusExporter::from)
                .exporter("prometheus_remote_write", AgentComponents::remoteWrite)
                .exporter(Config.DEBUG, DebugExporter::from)
                .exporter("nop", NopExporter::from);
    }

    private static Exporter otlpHttp(Context context) {
        OtlpHttpSettings settings = OtlpHttpSettings.from(context.section, context.environment);
        return settings == null ? finished(context)
                : delivery(context, settings.gzip && !settings.json,
                        new OtlpHttpSender(settings, context.version, context.loop));
    }

    private static Exporter otlpGrpc(Context context) {
        OtlpGrpcSettings settings = OtlpGrpcSettings.from(context.section, context.environment);
        return settings == null ? finished(context) : delivery(context, settings.gzip,
                new OtlpGrpcSender(settings, context.version, context.loop));
    }

    private static Exporter loki(Context context) {
        LokiSettings settings = LokiSettings.from(context.section, context.environment);
        return settings == null ? finished(context) : delivery(context, false,
                new LokiSender(settings, context.version, context.loop));
    }

    private static Exporter file(Context context) {
        FileSettings settings = FileSettings.from(context.section);
        return settings == null ? finished(context) : delivery(context, false,
                new FileSender(settings, context.os().files()));
    }

    private static Exporter remoteWrite(Context context) {
        RemoteWriteSettings settings = RemoteWriteSettings.from(context.section,
                context.environment);
        return settings == null ? finished(context) : delivery(context, false,
                new RemoteWriteSender(settings, context.version, context.telemetry,
                        context.id, context.loop));
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
