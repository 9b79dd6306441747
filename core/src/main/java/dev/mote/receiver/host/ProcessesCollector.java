package dev.mote.receiver.host;

import dev.mote.bytes.TextCursor;
import dev.mote.os.Errno;
import dev.mote.otlp.MetricsWriter;
import dev.mote.semconv.Attribute;
import dev.mote.semconv.Attributes;
import dev.mote.semconv.Convention;
import dev.mote.semconv.Metric;
import dev.mote.semconv.ProcessMetrics;

/**
 * How many processes are in which state, how many have been created (/proc/stat,
 * {@code processes}), and how many threads the kernel allows (/proc/sys/kernel/threads-max).
 */
public final class ProcessesCollector implements Collector {
    private final ProcessTable table;
    private final KeptFile limit = new KeptFile("/proc/sys/kernel/threads-max");
    private final TextCursor cursor = new TextCursor();

    /** Takes the table from the collector of top processes, so that each process is read once. */
    public ProcessesCollector(TopProcessesCollector top) {
        table = top.table();
    }

    /** Counts only; nobody follows processes. */
    public ProcessesCollector() {
        table = new ProcessTable(0, (pid, stat, content) -> { });
    }

    @Override
    public String name() {
        return "processes";
    }

    @Override
    public int collect(Scrape scrape) {
        int result = table.refresh(scrape);
        if (result == 0) {
            writeStates(scrape.out);
        }
        result = Math.min(result, writeCreated(scrape));
        return Math.min(result, writeLimit(scrape));
    }

    /** The letters are those of proc_pid_stat(5); all that is not named here is a kind of sleep. */
    private void writeStates(MetricsWriter out) {
        out.metric(ProcessMetrics.COUNT);
        int running = table.count('R');
        int stopped = table.count('T') + table.count('t');
        int defunct = table.count('Z') + table.count('X') + table.count('x');
        int sleeping = table.size() - running - stopped - defunct;
        write(out, ProcessMetrics.RUNNING, running);
        if (out.convention() == Convention.OTELCOL) {
            int blocked = table.count('D');
            int idle = table.count('I');
            write(out, ProcessMetrics.BLOCKED, blocked);
            write(out, ProcessMetrics.IDLE, idle);
            sleeping -= blocked + idle;
        }
        write(out, ProcessMetrics.SLEEPING, sleeping);
        write(out, ProcessMetrics.STOPPED, stopped);
        write(out, ProcessMetrics.DEFUNCT, defunct);
    }

    private static void write(MetricsWriter out, Attribute.Value state, int count) {
        out.point().attribute(Attributes.PROCESS_STATE, state).value((long) count);
    }

    private int writeCreated(Scrape scrape) {
        int length = scrape.stat.read();
        return length < 0 ? length
                : write(scrape, ProcessMetrics.CREATED, parse(scrape.stat.text(), "processes "));
    }

    private int writeLimit(Scrape scrape) {
        int length = limit.read(scrape.files);
        return length < 0 ? length : write(scrape, ProcessMetrics.LIMIT,
                parse(cursor.over(scrape.files.content(), 0, length), ""));
    }

    private static int write(Scrape scrape, Metric metric, long value) {
        if (value < 0) {
            return -Errno.EBADMSG;
        }
        scrape.out.metric(metric);
        scrape.out.point().value(value);
        return 0;
    }

    /** The number behind {@code prefix} at the start of a line, below zero if there is none. */
    static long parse(TextCursor text, String prefix) {
        return text.seekLine(prefix) ? text.number() : TextCursor.NONE;
    }
}
