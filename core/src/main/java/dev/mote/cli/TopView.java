package dev.mote.cli;

import dev.mote.bytes.Buffer;
import dev.mote.component.Component;
import dev.mote.component.EventLoop;
import dev.mote.os.FileSystem;
import dev.mote.os.Poller;
import dev.mote.otlp.Resource;
import dev.mote.pipeline.LatestMetrics;

/**
 * {@code mote top}: shows each new collection on the terminal's alternate screen until q is
 * pressed, and gives the terminal back as it was. Add it to the loop behind the receiver that fills
 * {@code latest}.
 */
public final class TopView implements Component {
    private static final int STANDARD_INPUT = 0;
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
    /** Of a terminal that does not say how large it is. */
    private static final int LINES_BY_DEFAULT = 24;

    private static final int CONTROL_C = 3;
    /** Begins what function keys send, in which any letter may follow. */
    private static final int ESCAPE = 27;

    private final EventLoop loop;
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
    private final byte[] keys = new byte[16];
    private boolean hasKeys;
    private boolean entered;
    private boolean finished;

    public TopView(EventLoop loop, LatestMetrics latest, Resource resource, String kernel,
            String sentence, Style style) {
        this.loop = loop;
        files = loop.os().files();
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
        enter();
        render((nowNanos - shownAtNanos) / NANOS_PER_SECOND);
        write();
        shownTimeNanos = latest.timeNanos();
        shownAtNanos = nowNanos;
        before.clear().put(latest.bytes(), 0, latest.length());
        return 1;
    }

    private void enter() {
        if (entered) {
            return;
        }
        entered = true;
        hasKeys = files.keys(STANDARD_INPUT, true) >= 0;
        if (hasKeys) {
            loop.watch(STANDARD_INPUT, Poller.READABLE, this::pressed);
        }
    }

    private void pressed(int terminal, int events, long nowNanos) {
        int count = files.read(terminal, FileSystem.HERE, keys, 0, keys.length);
        if (count <= 0) {
            loop.watch(terminal, 0, null);
        }
        for (int at = 0; at < count && keys[at] != ESCAPE; at++) {
            if (keys[at] == 'q' || keys[at] == CONTROL_C) {
                loop.shutDown(nowNanos, 0);
            }
        }
    }

    private void render(double seconds) {
        Comparison host = new Comparison(Readings.of(before.bytes(), before.length()),
                Readings.of(latest.bytes(), latest.length()), seconds);
        int size = files.terminalSize(STANDARD_OUTPUT);
        int lines = size >>> 16 > 0 && size > 0 ? size >>> 16 : LINES_BY_DEFAULT;
        int columns = size > 0 && (size & 0xFFFF) > 0 ? size & 0xFFFF : Sheet.WIDTH;
        Sheet sheet = new Sheet(screen, style, WIPE_LINE, columns);
        int rows = Math.max(0, lines - FIXED_LINES);
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
        processes.processes(Math.max(1, lines - sheet.lines() - 3));
        cutBefore(lines);
        sheet.text(Sheet.DIM, hasKeys ? "q ends" : "Ctrl-C ends");
        screen.ascii(WIPE_LINE).ascii(WIPE_REST);
    }

    /** On a small terminal the last tables fall off, so that nothing scrolls. */
    private void cutBefore(int lines) {
        int left = lines - 1;
        int end = 0;
        while (end < screen.length() && left > 0) {
            left -= screen.bytes()[end++] == '\n' ? 1 : 0;
        }
        screen.setLength(end);
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
        leave();
    }

    /** Gives the terminal back, whatever the end is. */
    void leave() {
        if (entered && !finished) {
            screen.clear().ascii(LEAVE);
            write();
            files.keys(STANDARD_INPUT, false);
        }
        finished = true;
    }

    @Override
    public boolean isDrained() {
        return true;
    }
}
