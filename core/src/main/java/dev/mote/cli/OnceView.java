package dev.mote.cli;

import dev.mote.bytes.Buffer;
import dev.mote.otlp.Resource;

/** What {@code mote once} prints: the host on one page of 80 columns. */
public final class OnceView {
    private static final int ROWS_MAX = 8;
    private static final int PROCESSES_MAX = 10;

    private final Resource resource;
    private final String kernel;
    private final String sentence;
    private final Style style;

    /**
     * @param kernel the kernel's release, or null
     * @param sentence from where the host is seen, {@code HostView.sentence}, or null
     */
    public OnceView(Resource resource, String kernel, String sentence, Style style) {
        this.resource = resource;
        this.kernel = kernel;
        this.sentence = sentence;
        this.style = style;
    }

    /**
     * Appends the page. Rates and shares of time are those between the two collections.
     *
     * @param before OTLP of the older collection; length 0 when there is none
     * @param seconds how far the two are apart
     */
    public void render(byte[] before, int beforeLength, byte[] now, int nowLength, double seconds,
            Buffer out) {
        Comparison host = new Comparison(Readings.of(before, beforeLength),
                Readings.of(now, nowLength), seconds);
        Sheet sheet = new Sheet(out, style, "");
        HostReport report = new HostReport(sheet, host);
        report.header(resource, kernel, sentence);
        sheet.line();
        report.cpu();
        report.memory();
        report.pressure();
        report.temperatures();
        DeviceReport devices = new DeviceReport(sheet, host);
        sheet.line();
        devices.filesystems(ROWS_MAX);
        sheet.line();
        devices.disks(ROWS_MAX);
        sheet.line();
        devices.network(ROWS_MAX);
        devices.connections();
        sheet.line();
        new ProcessReport(sheet, host).processes(PROCESSES_MAX);
    }
}
