package dev.mote.cli;

import dev.mote.bytes.Buffer;
import dev.mote.component.Component;
import dev.mote.os.FileSystem;
import dev.mote.otlp.Resource;
import dev.mote.pipeline.LatestMetrics;

/**
 * {@code mote top}: shows each new collection on the terminal's alternate screen, and gives the
 * screen back at the end. Add it to the loop behind the receiver that fills {@code latest}.
 */
public final class TopView implements Component {
    private static final int STANDARD_OUTPUT = 1;
    private static final double NANOS_PER_SECOND = 1e9;
    /**
     * Alternate screen, cursor hidden, line wrap off; and back (ECMA-48, xterm's private modes).
     */
    private static final String ENTER = "\033[?1049h\033[?25l\033[?7l";
    private static final String LEAVE = "\033[?7h\033[?25h\033[?1049l";
    private static final String TO_START = "\033[H";
    private static final String WIPE_LINE = "\033[K";
    private static final String WIPE_REST = "\033[J";
    /** Lines that are not rows of tables: header, bars, headings, blanks, the last line. */
    private static final int FIXED_LINES = 16;
    private static final int PROCESSES_MIN = 4;

    private final FileSystem files;
    private final LatestMetrics latest;
    private final Resource resource;
    private final String kernel;
    private final String sentence;
    private final Style style;
    private final Buffer before = new Buffer(1024);
    private final Buffer screen = new Buffer(8192);
    private long shownTimeNanos;
    private long shownAtNanos;
    private boolean entered;
    private boolean finished;

    public TopView(FileSystem files, LatestMetrics latest, Resource resource, String kernel,
            String sentence, Style style) {
        this.files = files;
        this.latest = latest;
        this.resource = resource;
        this.kernel = kernel;
        this.sentence = sentence;
        this.style = style;
    }

    @Override
    public String id() {
        return "top";
    }

    @Override
    public int doWork(long nowNanos) {
        if (finished || latest.timeNanos() == shownTimeNanos || latest.length() == 0) {
            return 0;
        }
        screen.clear().ascii(entered ? "" : ENTER).ascii(TO_START);
        entered = true;
        render((nowNanos - shownAtNanos) / NANOS_PER_SECOND);
        write();
        shownTimeNanos = latest.timeNanos();
        shownAtNanos = nowNanos;
        before.clear().put(latest.bytes(), 0, latest.length());
        return 1;
    }

    private void render(double seconds) {
        Comparison host = new Comparison(Readings.of(before.bytes(), before.length()),
                Readings.of(latest.bytes(), latest.length()), seconds);
        Sheet sheet = new Sheet(screen, style, WIPE_LINE);
        int rows = Math.max(0, style.lines() - FIXED_LINES);
        int each = Math.max(1, Math.min(6, (rows - PROCESSES_MIN) / 3));
        HostReport report = new HostReport(sheet, host);
        report.header(resource, kernel, sentence);
        report.cpu();
        report.memory();
        report.pressure();
        DeviceReport devices = new DeviceReport(sheet, host);
        devices.filesystems(each);
        devices.disks(each);
        devices.network(each);
        ProcessReport processes = new ProcessReport(sheet, host);
        processes.processes(Math.max(1, style.lines() - sheet.lines() - 3));
        sheet.text(Sheet.DIM, "Ctrl-C ends");
        screen.ascii(WIPE_LINE).ascii(WIPE_REST);
    }

    private void write() {
        int at = 0;
        while (at < screen.length()) {
            int count = files.write(STANDARD_OUTPUT, FileSystem.HERE, screen.bytes(), at,
                    screen.length() - at);
            if (count <= 0) {
                return;
            }
            at += count;
        }
    }

    /** It shows what comes, when it comes. */
    @Override
    public long nextDeadlineNanos() {
        return Long.MAX_VALUE;
    }

    @Override
    public void beginShutdown(long nowNanos) {
        if (entered) {
            screen.clear().ascii(LEAVE);
            write();
        }
        finished = true;
    }

    @Override
    public boolean isDrained() {
        return true;
    }
}
