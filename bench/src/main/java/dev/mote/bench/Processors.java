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
    private static final int RESOURCES = 10;
    private static final int RECORDS = 100;

    private static final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

    private interface Maker {
        Consumer make(Context context, Consumer next);
    }

    private Processors() {
    }

    public static void main(String[] args) {
        Batch points = request(Signal.METRICS);
        Batch logs = request(Signal.LOGS);
        Batch spans = request(Signal.TRACES);
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

    private static Batch request(Signal signal) {
        Buffer request = new Buffer(1 << 16);
        for (int resource = 0; resource < RESOURCES; resource++) {
            Buffer group = new Buffer(1 << 16);
            Buffer about = new Buffer(256);
            attribute(about, 1, "service.name", "shop-" + resource);
            attribute(about, 1, "host.name", "host-" + resource + ".example");
            attribute(about, 1, "os.type", "linux");
            message(group, 1, about);
            Buffer scope = new Buffer(1 << 16);
            message(scope, 1, text(new Buffer(32), 1, "io.example.lib"));
            if (signal == Signal.METRICS) {
                metrics(scope);
            } else {
                for (int record = 0; record < RECORDS; record++) {
                    message(scope, 2, signal == Signal.LOGS ? log(record) : span(record));
                }
            }
            message(group, 2, scope);
            message(request, 1, group);
        }
        return new Batch().set(signal, request.bytes(), 0, request.length(), RESOURCES * RECORDS,
                1);
    }

    private static void metrics(Buffer scope) {
        for (int metric = 0; metric < 10; metric++) {
            Buffer sum = new Buffer(4096);
            for (int point = 0; point < RECORDS / 10; point++) {
                Buffer out = new Buffer(256);
                out.put(2 << 3 | 1).fixed64(1_767_225_600_000_000_000L);
                out.put(3 << 3 | 1).fixed64(1_767_225_610_000_000_000L);
                out.put(6 << 3 | 1).fixed64(point);
                attribute(out, 7, "http.method", "GET");
                attribute(out, 7, "http.route", "/api/" + point);
                attribute(out, 7, "status", "200");
                attribute(out, 7, "pod", "shop-7f9c-" + point);
                message(sum, 1, out);
            }
            sum.put(2 << 3).put(2).put(3 << 3).put(1);
            Buffer out = text(new Buffer(4096), 1, "http.server.requests." + metric);
            message(out, 7, sum);
            message(scope, 2, out);
        }
    }

    private static Buffer log(int number) {
        Buffer out = new Buffer(512);
        out.put(1 << 3 | 1).fixed64(1_767_225_600_000_000_000L);
        out.put(2 << 3).put(9);
        text(out, 3, "INFO");
        message(out, 5, text(new Buffer(128), 1, "GET /api/v1/orders/" + number
                + " HTTP/1.1 200 1532 bytes in 12 ms from 10.1.2.3"));
        attribute(out, 6, "http.method", "GET");
        attribute(out, 6, "http.route", "/api/" + number);
        attribute(out, 6, "log.file.name", "access.log");
        attribute(out, 6, "thread", "worker-" + number % 8);
        return out;
    }

    private static Buffer span(int number) {
        Buffer out = new Buffer(512);
        out.put(1 << 3 | 2).put(16).fixed64(number).fixed64(number * 7919L);
        out.put(2 << 3 | 2).put(8).fixed64(number);
        text(out, 5, "GET /api/v1/orders");
        out.put(6 << 3).put(2);
        out.put(7 << 3 | 1).fixed64(1_767_225_600_000_000_000L);
        out.put(8 << 3 | 1).fixed64(1_767_225_600_100_000_000L);
        attribute(out, 9, "http.method", "GET");
        attribute(out, 9, "http.route", "/api/" + number);
        attribute(out, 9, "status", "200");
        attribute(out, 9, "net.peer.name", "db-" + number);
        return out;
    }

    private static void attribute(Buffer out, int field, String key, String value) {
        Buffer pair = text(new Buffer(64), 1, key);
        message(pair, 2, text(new Buffer(64), 1, value));
        message(out, field, pair);
    }

    private static Buffer text(Buffer out, int field, String value) {
        return out.put(field << 3 | 2).varint(value.length()).ascii(value);
    }

    private static void message(Buffer out, int field, Buffer content) {
        out.put(field << 3 | 2).varint(content.length()).put(content.bytes(), 0, content.length());
    }
}
