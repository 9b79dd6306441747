package dev.mote.bench;

import dev.mote.bytes.Buffer;
import dev.mote.component.Batch;
import dev.mote.component.Batch.Signal;
import dev.mote.component.Consumer;
import dev.mote.component.Context;
import dev.mote.component.EventLoop;
import dev.mote.component.Outcome;
import dev.mote.config.Environment;
import dev.mote.config.Problems;
import dev.mote.config.Section;
import dev.mote.config.Yaml;
import dev.mote.config.YamlNode;
import dev.mote.otlp.Resource;
import dev.mote.processor.AttributesProcessor;
import dev.mote.processor.FilterProcessor;
import dev.mote.processor.ResourceProcessor;
import dev.mote.processor.TransformProcessor;
import dev.mote.telemetry.Telemetry;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/**
 * How many items a second of processor time go through a processor: requests of 10 resources with
 * 100 data points, log records or spans each, of 120 to 200 bytes. Prints a line for each; the best
 * of several rounds counts.
 */
public final class Processors {
    private static final int ROUNDS = 6;
    private static final long ROUND_NANOS = 700_000_000L;

    private static final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

    private interface Maker {
        Consumer make(Context context, Consumer next);
    }

    private Processors() {
    }

    public static void main(String[] args) {
        Batch points = Payload.request(Signal.METRICS);
        Batch logs = Payload.request(Signal.LOGS);
        Batch spans = Payload.request(Signal.TRACES);
        System.out.println("bytes an item: points " + points.length / points.items + ", logs "
                + logs.length / logs.items + ", spans " + spans.length / spans.items);
        String upsert = "actions: [{key: http.route, value: /checkout, action: upsert}]";
        String delete = "actions: [{key: http.route, action: delete}]";
        String insert = "actions: [{key: env, value: production, action: insert}]";
        run("attributes, upsert", AttributesProcessor::from, upsert, points, logs, spans);
        run("attributes, delete", AttributesProcessor::from, delete, points, logs, spans);
        run("attributes, insert", AttributesProcessor::from, insert, points, logs, spans);
        run("resource, upsert", ResourceProcessor::from,
                "attributes: [{key: env, value: production, action: upsert}]", points, logs);
        ottl(points, logs, spans);
    }

    private static void ottl(Batch points, Batch logs, Batch spans) {
        run("filter, one condition", FilterProcessor::from, """
                metrics: {datapoint: ['attributes["http.route"] == "/api/7"']}
                logs: {log_record: ['attributes["http.route"] == "/api/7"']}
                traces: {span: ['attributes["http.route"] == "/api/7"']}
                """, points, logs, spans);
        run("filter, regular expression", FilterProcessor::from,
                "logs: {log_record: ['IsMatch(body, \"HTTP/1.1 5..\")']}", logs);
        run("transform, set where", TransformProcessor::from, """
                log_statements:
                - set(log.attributes["env"], "prod") where log.severity_number > 8
                metric_statements:
                - set(datapoint.attributes["env"], "prod") where metric.name != "x"
                """, points, logs);
        run("transform, replace_pattern", TransformProcessor::from, """
                log_statements:
                - 'replace_pattern(log.body, "orders/\\\\d+", "orders/{id}")'
                """, logs);
    }

    private static void run(String name, Maker maker, String settings, Batch... batches) {
        for (Batch batch : batches) {
            Consumer processor = maker.make(context(settings), next -> Outcome.ACCEPTED);
            double best = 0;
            for (int round = 0; round < ROUNDS; round++) {
                best = Math.max(best, round(processor, batch));
            }
            System.out.println(name + ", " + batch.signal + ": " + Math.round(best / 10_000) / 100.0
                    + " M items/s, " + Math.round(1e10 / best) / 10.0 + " ns each");
        }
    }

    private static double round(Consumer processor, Batch batch) {
        long began = threads.getCurrentThreadCpuTime();
        long items = 0;
        long elapsed;
        do {
            for (int times = 0; times < 20; times++) {
                if (processor.consume(batch) != Outcome.ACCEPTED) {
                    throw new IllegalStateException("not accepted");
                }
                items += batch.items;
            }
            elapsed = threads.getCurrentThreadCpuTime() - began;
        } while (elapsed < ROUND_NANOS);
        return items * 1e9 / elapsed;
    }

    private static Context context(String settings) {
        Problems problems = new Problems("bench");
        Buffer bytes = new Buffer(64).utf8(settings);
        YamlNode root = Yaml.parse(bytes.bytes(), bytes.length());
        Context context = new Context("bench", new Section(root, root, problems),
                new EventLoop(null), new Telemetry(), null,
                new Environment(new String[0], problems), new Resource(), "1");
        return context;
    }
}
