package dev.mote.bench.outage;

import dev.mote.bench.Results;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The figures as a part of RESULTS.md; the collector stands first. */
final class OutageReport {
    static final String HEADING = "# An outage side by side";
    private static final double MILLION = 1e6;

    private OutageReport() {
    }

    static String markdown(List<OutageFigures> all, int count, Batches batches, String load,
            List<String> logLines) throws IOException {
        double millions = (double) count * batches.points / MILLION;
        StringBuilder out = new StringBuilder(HEADING + "\n\nWritten by `./dev bench log`, not by "
                + "hand. " + Results.whereAndWhen() + " The same " + number(count, 0)
                + " batches, a day of one each ten seconds, of " + batches.points
                + " data points that compress well and "
                    + number(batches.payloadBytes, 0)
                + " bytes by OTLP/HTTP, while nobody takes them; then the far end is there. The "
                + "collector keeps its sending queue in `file_storage`, Mote its log on disk; "
                + "both as they are by default, but for limits that are larger. The product has "
                + "one core, what sends and the far end the other. Load when the run began: "
                + load + ". In parentheses: how many times the collector's figure.\n\n|");
        for (OutageFigures each : all) {
            out.append(" | ").append(each.name);
        }
        out.append(" |\n|---|").append("---:|".repeat(all.size())).append('\n');
        row(out, all, "accepted, M points a second", 2, each -> millions / each.fillSeconds);
        row(out, all, "CPU to accept a million points, s", 2,
                each -> each.fillCpuSeconds / millions);
        row(out, all, "on disk, bytes a point", 1, each -> each.diskBytes / millions / MILLION);
        row(out, all, "resident memory when full, kB", 0, each -> each.fullKb);
        row(out, all, "until all has arrived, s", 2, each -> each.drainSeconds);
        row(out, all, "CPU to deliver a million points, s", 2,
                each -> each.drainCpuSeconds / millions);
        row(out, all, "requests", 0, each -> each.requests);
        row(out, all, "peak memory, kB", 0, each -> each.peakKb);
        row(out, all, "lost in 4 `kill -9`, batches", 0, each -> each.lost);
        row(out, all, "came again, batches", 0, each -> each.repeated);
        out.append("\nMote's log alone, by `LogBench`, the best of slices of 1 MiB, on this "
                + "machine's disk:\n\n");
        for (String line : logLines) {
            out.append("- ").append(line).append('\n');
        }
        return out.toString();
    }

    private static void row(StringBuilder out, List<OutageFigures> all, String what, int places,
            ToDoubleFunction<OutageFigures> figure) {
        double first = figure.applyAsDouble(all.getFirst());
        out.append("| ").append(what).append(" |");
        for (OutageFigures each : all) {
            double value = figure.applyAsDouble(each);
            out.append(' ').append(Double.isNaN(value) ? "not all" : number(value, places));
            if (each != all.getFirst() && first > 0 && value > 0) {
                double times = value / first;
                out.append(" (").append(number(times, times < 0.1 ? 3 : times < 10 ? 2 : 0))
                        .append("x)");
            }
            out.append(" |");
        }
        out.append('\n');
    }

    private static String number(double value, int places) {
        return String.format(Locale.ROOT, "%,." + places + "f", value);
    }
}
