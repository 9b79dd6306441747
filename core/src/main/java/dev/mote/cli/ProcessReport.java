package dev.mote.cli;

/** How many processes there are, and those that use most. */
final class ProcessReport {
    private final Sheet sheet;
    private final Comparison host;

    ProcessReport(Sheet sheet, Comparison host) {
        this.sheet = sheet;
        this.host = host;
    }

    /** The table, those that used most CPU time first, then those that have most memory. */
    void processes(int max) {
        Rows rows = new Rows();
        for (String pid : host.now().values(Keys.PROCESS_MEMORY, Keys.PID, Rows.WEIGHED_MAX)) {
            double cpu = host.rate(Keys.PROCESS_CPU, Keys.PID, pid);
            double memory = host.now().sum(Keys.PROCESS_MEMORY, Keys.PID, pid);
            rows.add(pid, (Double.isNaN(cpu) ? 0 : cpu) * 1e15 + memory);
        }
        sheet.text(Sheet.BOLD, "Processes");
        counts();
        sheet.line();
        if (rows.size() == 0) {
            return;
        }
        heading();
        for (int at = 0; at < Math.min(rows.size(), max); at++) {
            row(rows.get(at));
        }
    }

    private void counts() {
        if (!host.now().has(Keys.PROCESSES)) {
            return;
        }
        sheet.text("  " + Amounts.rounded(host.now().sum(Keys.PROCESSES), 0) + " in all");
        for (String state : new String[] {"running", "stopped", "defunct"}) {
            double count = host.now().sum(Keys.PROCESSES, Keys.PROCESS_STATE, state);
            if (count > 0) {
                sheet.text(", " + Amounts.rounded(count, 0) + " " + state);
            }
        }
    }

    private void heading() {
        sheet.right(9, Sheet.DIM, "pid").to(11).text(Sheet.DIM, "name");
        sheet.right(40, Sheet.DIM, "CPU").right(51, Sheet.DIM, "memory");
        sheet.right(60, Sheet.DIM, "threads");
        if (host.now().has(Keys.PROCESS_FILES)) {
            sheet.right(67, Sheet.DIM, "files");
        }
        sheet.right(78, Sheet.DIM, "up").line();
    }

    private void row(String pid) {
        double cpu = host.rate(Keys.PROCESS_CPU, Keys.PID, pid);
        sheet.right(9, pid).to(11);
        sheet.left(31, host.attribute(Keys.PROCESS_MEMORY, Keys.NAME, Keys.PID, pid));
        String colour = cpu >= 0.8 ? Sheet.RED : cpu >= 0.2 ? Sheet.YELLOW : "0";
        sheet.right(40, colour, Amounts.percent(cpu));
        sheet.right(51, Amounts.bytes(host.now().sum(Keys.PROCESS_MEMORY, Keys.PID, pid)));
        sheet.right(60, Amounts.count(host.now().sum(Keys.PROCESS_THREADS, Keys.PID, pid)));
        if (host.now().has(Keys.PROCESS_FILES)) {
            sheet.right(67, Amounts.count(host.now().sum(Keys.PROCESS_FILES, Keys.PID, pid)));
        }
        sheet.right(78, Amounts.duration(host.now().sum(Keys.PROCESS_UPTIME, Keys.PID,
                pid))).line();
    }
}
