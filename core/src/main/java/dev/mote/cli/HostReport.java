package dev.mote.cli;

import dev.mote.otlp.Resource;

/** The host as a whole: who it is, processors, memory, what waits. */
final class HostReport {
    private static final int BAR_AT = 10;
    private static final int BAR_CELLS = 22;
    private static final int PERCENT_AT = 41;
    private static final int WORDS_AT = 43;

    private static final String[] MODES =
            {"user", "nice", "system", "interrupt", "iowait", "steal", "idle"};
    private static final String[] MODE_COLOURS = {Sheet.GREEN, Sheet.CYAN, Sheet.BLUE,
        Sheet.MAGENTA, Sheet.YELLOW, Sheet.RED};
    /** Modes that are named even when nothing happened in them. */
    private static final String USUAL = "user system iowait";

    private final Sheet sheet;
    private final Comparison host;

    HostReport(Sheet sheet, Comparison host) {
        this.sheet = sheet;
        this.host = host;
    }

    /** Name, system, kernel, uptime, and from where all this was seen. */
    void header(Resource resource, String kernel, String sentence) {
        sheet.text(Sheet.BOLD, octets(orUnknown(resource.get("host.name"))));
        part(resource.get("os.description"));
        part(kernel == null ? null : "Linux " + kernel);
        part(resource.get("host.arch"));
        sheet.line();
        String uptime = "up " + Amounts.duration(host.now().sum(Keys.UPTIME));
        words(sentence == null ? uptime : uptime + ", " + sentence);
    }

    private void part(String text) {
        if (text != null) {
            sheet.dot().text(octets(text));
        }
    }

    private static String orUnknown(String text) {
        return text == null ? "this host" : text;
    }

    /** Text of the JDK as {@link Sheet} takes it: one char a byte of UTF-8. */
    static String octets(String text) {
        dev.mote.bytes.Buffer bytes = new dev.mote.bytes.Buffer(text.length() + 16).utf8(text);
        return bytes.asText();
    }

    /** Dim text over as many lines as it takes. */
    private void words(String text) {
        int start = 0;
        while (start < text.length()) {
            int end = Math.min(text.length(), start + Sheet.WIDTH);
            if (end < text.length()) {
                int blank = text.lastIndexOf(' ', end);
                end = blank > start ? blank : end;
            }
            sheet.text(Sheet.DIM, text.substring(start, end)).line();
            start = end < text.length() && text.charAt(end) == ' ' ? end + 1 : end;
        }
    }

    /** A bar of the modes, and each mode in words. */
    void cpu() {
        double[] shares = new double[MODES.length];
        double total = 0;
        for (int mode = 0; mode < MODES.length; mode++) {
            shares[mode] = host.grown(Keys.CPU_TIME, Keys.MODE, MODES[mode]);
            total += Double.isNaN(shares[mode]) ? 0 : shares[mode];
        }
        double busy = total > 0 ? 0 : Double.NaN;
        double[] parts = new double[MODES.length - 1];
        for (int mode = 0; mode < parts.length; mode++) {
            parts[mode] = total > 0 ? shares[mode] / total : Double.NaN;
            busy += Double.isNaN(parts[mode]) ? 0 : parts[mode];
        }
        sheet.text(Sheet.BOLD, "CPU").to(BAR_AT).bar(parts, MODE_COLOURS, BAR_CELLS);
        sheet.right(PERCENT_AT, Amounts.percent(busy)).to(WORDS_AT);
        double count = host.now().sum(Keys.CPU_COUNT);
        sheet.text(count == 1 ? "1 CPU" : Amounts.rounded(count, 0) + " CPUs");
        load();
        sheet.line().to(BAR_AT);
        for (int mode = 0; mode < parts.length; mode++) {
            if (USUAL.contains(MODES[mode]) || parts[mode] >= 0.0005) {
                sheet.text(mode == 0 ? "" : "  ").text(MODE_COLOURS[mode], MODES[mode]);
                sheet.text(" " + Amounts.percent(parts[mode]));
            }
        }
        sheet.line();
    }

    private void load() {
        if (host.now().has(Keys.LOAD_1M)) {
            sheet.dot().text("load");
            for (String metric : new String[] {Keys.LOAD_1M, Keys.LOAD_5M, Keys.LOAD_15M}) {
                sheet.text(" " + Amounts.rounded(host.now().sum(metric), 2));
            }
        }
    }

    void memory() {
        Readings now = host.now();
        double used = now.sum(Keys.MEMORY, Keys.MEMORY_STATE, "used");
        double limit = now.sum(Keys.MEMORY_LIMIT);
        double all = Double.isNaN(limit) ? now.sum(Keys.MEMORY) : limit;
        quantity("Memory", used, all);
        double cached = now.sum(Keys.MEMORY, Keys.MEMORY_STATE, "cached");
        if (!Double.isNaN(cached)) {
            sheet.dot().text(Amounts.bytes(cached) + " cache");
        }
        sheet.line();
        double swap = now.sum(Keys.SWAP);
        if (swap > 0) {
            quantity("Swap", now.sum(Keys.SWAP, Keys.SWAP_STATE, "used"), swap);
            sheet.line();
        }
        double group = now.sum(Keys.GROUP_LIMIT);
        if (!Double.isNaN(group)) {
            quantity("Container", now.sum(Keys.GROUP_MEMORY), group);
            sheet.line();
        }
    }

    private void quantity(String name, double used, double all) {
        sheet.text(Sheet.BOLD, name).to(BAR_AT).bar(used / all, BAR_CELLS);
        sheet.right(PERCENT_AT, Amounts.percent(used / all)).to(WORDS_AT);
        sheet.text(Amounts.bytes(used) + " of " + Amounts.bytes(all));
    }

    /** The share of the time in which something waited for each resource. */
    void pressure() {
        if (!host.now().has(Keys.STALL_TIME)) {
            return;
        }
        sheet.text(Sheet.BOLD, "Waiting").to(BAR_AT);
        for (String resource : new String[] {"cpu", "memory", "io"}) {
            double share = Math.min(1, host.rate(Keys.STALL_TIME, Keys.RESOURCE, resource,
                    Keys.SCOPE, "some"));
            sheet.text("for " + resource + " ").text(
                    share > 0.1 ? Sheet.YELLOW : "0", Amounts.percent(share)).text("  ");
        }
        sheet.text(Sheet.DIM, "of the time").line();
    }

    /** The hottest sensors, on one line. */
    void temperatures() {
        Rows rows = new Rows();
        for (Readings.Point point : host.now().all(Keys.TEMPERATURE)) {
            String name = point.get(Keys.SENSOR_NAME);
            rows.add((name.isEmpty() ? point.get(Keys.SENSOR_ID) : name) + " "
                    + Amounts.rounded(point.value, 0), point.value);
        }
        if (rows.size() == 0) {
            return;
        }
        sheet.text(Sheet.BOLD, "Heat").to(BAR_AT);
        int column = BAR_AT;
        for (int at = 0; at < rows.size(); at++) {
            String text = rows.get(at) + (sheet.unicode() ? " \u00c2\u00b0C" : " C");
            column += Sheet.width(text) + 3;
            if (column > Sheet.WIDTH) {
                break;
            }
            sheet.text(at == 0 ? "" : "   ").text(text);
        }
        sheet.line();
    }
}
