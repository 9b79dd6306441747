package dev.mote.bench.pipeline;

import dev.mote.bench.Results;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The figures as tables for people, with how many times the collector's they are. */
final class PipelineReport {
    private final int columns;
    private final String othersLoad;
    private final StringBuilder cost;
    private final StringBuilder latency;
    private final StringBuilder memory;
    private final StringBuilder curve = new StringBuilder("""
            | load | 1x | 2x | 4x | 6x | 8x | 10x | M points/s at 10x |
            |---|---:|---:|---:|---:|---:|---:|---:|
            """);

    PipelineReport(List<Product> products) throws IOException {
        columns = products.size();
        othersLoad = Files.readString(Path.of("/proc/loadavg")).split(" ")[0];
        StringBuilder head = new StringBuilder("| |");
        products.forEach(product -> head.append(' ').append(product.name()).append(" |"));
        head.append("\n|---|").append("---:|".repeat(columns)).append('\n');
        cost = new StringBuilder(head);
        latency = new StringBuilder(head);
        memory = new StringBuilder("| | peak RSS, MB |\n|---|---:|\n");
    }

    void scenario(Scenario scenario, List<Figures> full, List<Figures> half) {
        row(cost, scenario.name(), full.stream().map(each -> each.perCpuSecond() / 1e6).toList(),
                2);
        row(latency, scenario.name(), half.stream().map(Figures::latencyMillis).toList(), 2);
    }

    private static void row(StringBuilder table, String name, List<Double> values, int decimals) {
        table.append("| ").append(name).append(" |");
        for (Double value : values) {
            table.append(' ').append(Pipelines.number(value, decimals));
            if (value != values.getFirst()) {
                table.append(" (").append(Pipelines.number(value / values.getFirst(), 1))
                        .append("x)");
            }
            table.append(" |");
        }
        table.append('\n');
    }

    void curve(Product product, List<Figures> points) {
        curve.append("| ").append(product.name()).append(" |");
        points.forEach(each -> curve.append(' ')
                .append(Pipelines.number(1e9 / each.perCpuSecond(), 0)).append(" |"));
        curve.append(' ').append(Pipelines.number(points.getLast().perSecond() / 1e6, 2))
                .append(" |\n");
    }

    void memory(Product product, Figures figures) {
        memory.append("| ").append(product.name()).append(" | ")
                .append(Pipelines.number(figures.peakKb() / 1024.0, 1)).append(" |\n");
    }

    String heading() {
        return "# Pipelines side by side";
    }

    String markdown() throws IOException {
        return heading() + "\n\nWritten by `./dev bench pipeline`, not by hand. "
                + Results.whereAndWhen()
                + " The target has one core, what sends and the far end the other; OTLP by gRPC,"
                + " not compressed, 1,000 items a request, 4 connections with 4 requests under"
                + " way on each; the same bytes for all, one after the other. CPU is the"
                + " target's, the kernel's share included. When the run began, the machine had a"
                + " load of " + othersLoad + ": above 0.5, times and rates are those of a machine"
                + " that does something else too, and only CPU can be compared.\n\n"
                + "Millions of items for each CPU-second, at full load; in parentheses: how many"
                + " times the collector's figure. \"On to a far end\" counts what has arrived"
                + " there.\n\n" + cost
                + "\nTime from when a request was due to its answer, ms, 99 of 100, at half of the"
                + " product's own full load:\n\n" + latency
                + "\nCPU for a data point, ns, from a tenth of the load to ten times that:\n\n"
                + curve + "\nMemory after 1,000,000 data points a second, none kept:\n\n" + memory;
    }
}
