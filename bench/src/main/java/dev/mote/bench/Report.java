package dev.mote.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The figures as a table for people: each agent's, and how many times Mote's that is. */
final class Report {
    static final String HEADING = "# Agents side by side";

    private record Figure(String name, int decimals, ToDoubleFunction<Row> of) {
    }

    private static final List<Figure> FIGURES = List.of(
            new Figure("binary, bytes", 0, row -> row.binaryBytes),
            new Figure("resident memory (RSS), kB", 0, row -> row.usage.residentKb()),
            new Figure("proportional memory (PSS), kB", 0, row -> row.usage.proportionalKb()),
            new Figure("private dirty memory, kB", 0, row -> row.usage.privateDirtyKb()),
            new Figure("peak memory, kB", 0, row -> row.usage.peakKb()),
            new Figure("threads", 0, row -> row.usage.threads()),
            new Figure("exec to bound socket, ms", 2, row -> Row.median(row.boundMillis)),
            new Figure("exec to first export received, ms", 2,
                    row -> Row.median(row.exportMillis)),
            new Figure("CPU until the first export, ms", 2,
                    row -> Row.median(row.exportCpuMillis)),
            new Figure("SIGTERM to end, ms", 1, row -> Row.median(row.stopMillis)),
            new Figure("CPU a collection, ms", 3, row -> row.cpuMillisPerCollection),
            new Figure("points an export", 0, row -> row.pointsPerExport),
            new Figure("bytes an export (gzip)", 0, row -> row.wireBytesPerExport),
            new Figure("bytes a point (gzip)", 1, row -> row.wireBytesPerPoint));

    private final List<Row> rows;
    private final double minutes;
    private final long intervalMillis;
    private final int starts;

    Report(List<Row> rows, double minutes, long intervalMillis, int starts) {
        this.rows = rows;
        this.minutes = minutes;
        this.intervalMillis = intervalMillis;
        this.starts = starts;
    }

    /** What stands between these lines of the README is the table. */
    private static final String BEGIN = "<!-- figures: written by ./dev bench -->\n";
    private static final String END = "<!-- end of figures -->";

    void updateReadme(Path readme) throws IOException {
        String text = Files.readString(readme);
        int from = text.indexOf(BEGIN) + BEGIN.length();
        Files.writeString(readme, text.substring(0, from) + "\n" + table() + "\n"
                + text.substring(text.indexOf(END)));
    }

    String markdown() throws IOException {
        StringBuilder text = new StringBuilder();
        text.append(HEADING).append("\n\nWritten by `./dev bench`, not by hand, on ")
                .append(LocalDate.now(ZoneOffset.UTC)).append(". ").append(Results.machine())
                .append(". All agents ran at the same time for ").append(number(minutes, 1))
                .append(" minutes, one collection every ").append(number(intervalMillis / 1000., 1))
                .append(" s; starts are the median of ").append(starts)
                .append(", in turn. In parentheses: how many times Mote's figure. ")
                .append("node_exporter was scraped with gzip.\n\n").append(table());
        return text.toString();
    }

    private String table() {
        StringBuilder text = new StringBuilder("| |");
        rows.forEach(row -> text.append(' ').append(row.target.name()).append(' ')
                .append(row.target.version()).append(" |"));
        text.append("\n|---|").append("---:|".repeat(rows.size())).append('\n');
        for (Figure figure : FIGURES) {
            text.append("| ").append(figure.name).append(" |");
            double mote = figure.of.applyAsDouble(rows.getFirst());
            for (Row row : rows) {
                double value = figure.of.applyAsDouble(row);
                text.append(' ').append(number(value, figure.decimals));
                if (row != rows.getFirst() && !Double.isNaN(value) && mote > 0) {
                    text.append(" (").append(number(value / mote, 1)).append("x)");
                }
                text.append(" |");
            }
            text.append('\n');
        }
        return text.toString();
    }

    private static String number(double value, int decimals) {
        return Double.isNaN(value) ? "-"
                : String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }
}
