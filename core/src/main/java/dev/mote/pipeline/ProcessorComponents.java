package dev.mote.pipeline;

import dev.mote.connector.CountConnector;
import dev.mote.connector.RoutingConnector;
import dev.mote.connector.SpanMetricsConnector;
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
import dev.mote.processor.ResourceDetectionProcessor;
import dev.mote.processor.ResourceProcessor;
import dev.mote.processor.TailSamplingProcessor;
import dev.mote.processor.TransformProcessor;

/**
 * The processors and connectors that a program may have: one line each. Deleting the line deletes
 * the feature; all together are some 230 kB of the binary.
 */
public final class ProcessorComponents {
    private ProcessorComponents() {
    }

    public static ComponentTable addTo(ComponentTable table) {
        return table
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
                .connector("span_metrics", SpanMetricsConnector::from);
    }
}
