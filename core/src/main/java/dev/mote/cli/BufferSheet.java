package dev.mote.cli;

import dev.mote.bytes.Buffer;
import dev.mote.component.Batch;
import dev.mote.log.LogDirectory;
import java.util.List;

/** What {@code mote buffer ls} prints: segments, and how far behind each exporter is. */
final class BufferSheet {
    private static final double NANOS_PER_SECOND = 1e9;
    /** Columns at which segment, size, records, points, logs, spans and age end. */
    private static final int[] COLUMNS = {20, 30, 39, 48, 57, 66, 79};
    private static final String[] HEAD =
            {"", "SIZE", "RECORDS", "POINTS", "LOGS", "SPANS", "OLDEST"};
    private static final int BEHIND = 58;

    private final LogDirectory directory;
    private final String name;
    private final long nowNanos;
    private final List<LogDirectory.Place> places;
    private final long[] recordsBehind;
    private final long[] bytesBehind;
    private final Buffer table = new Buffer(1024);
    private final Sheet sheet;
    private final Style style;
    private int segments;
    private long records;
    private long bytes;
    private long oldestNanos = Long.MAX_VALUE;
    private long newestNanos = Long.MIN_VALUE;

    BufferSheet(LogDirectory directory, String name, long nowNanos, Style style) {
        this.directory = directory;
        this.name = name;
        this.nowNanos = nowNanos;
        this.style = style;
        places = directory.places();
        recordsBehind = new long[places.size()];
        bytesBehind = new long[places.size()];
        sheet = new Sheet(table, style, "");
    }

    Buffer render() {
        sheet.line().text(Sheet.DIM, "SEGMENT");
        for (int at = 1; at < HEAD.length; at++) {
            sheet.right(COLUMNS[at], Sheet.DIM, HEAD[at]);
        }
        sheet.line();
        while (directory.nextSegment()) {
            segment();
        }
        exporters();
        Buffer page = new Buffer(table.length() + 256);
        head(new Sheet(page, style, ""));
        if (segments == 0 && places.isEmpty()) {
            return page;
        }
        return page.put(table.bytes(), 0, table.length());
    }

    private void head(Sheet top) {
        top.text(Sheet.BOLD, text(name)).dot();
        if (records == 0) {
            top.text("nothing waits for delivery");
        } else {
            top.text(Amounts.bytes(bytes)).text(records == 1 ? ", 1 record"
                    : ", " + Amounts.count(records) + " records").dot()
                    .text("newest " + age(newestNanos) + ", oldest " + age(oldestNanos));
        }
        top.line();
        int aside = directory.setAside();
        if (aside > 0) {
            top.text(Sheet.YELLOW, aside + (aside == 1 ? " damaged segment is"
                    : " damaged segments are") + " kept aside, as *.bad").line();
        }
    }

    private void segment() {
        long[] items = new long[Batch.Signal.values().length];
        long oldest = Long.MAX_VALUE;
        long count = 0;
        while (directory.nextRecord(false)) {
            count++;
            items[directory.signal().ordinal()] += directory.items();
            oldest = Math.min(oldest, directory.timeNanos());
            newestNanos = Math.max(newestNanos, directory.timeNanos());
            for (int at = 0; at < recordsBehind.length; at++) {
                LogDirectory.Place place = places.get(at);
                boolean behind = directory.position() >= place.position()
                        && (place.signal() == null || place.signal() == directory.signal());
                recordsBehind[at] += behind ? 1 : 0;
                bytesBehind[at] += behind ? directory.length() : 0;
            }
        }
        segments++;
        records += count;
        bytes += directory.segmentBytes();
        oldestNanos = Math.min(oldestNanos, oldest);
        String[] cells = {"", Amounts.bytes(directory.segmentBytes()), Amounts.count(count),
            Amounts.count(items[0]), Amounts.count(items[1]), Amounts.count(items[2]),
            count == 0 ? Amounts.UNKNOWN : age(oldest)};
        sheet.text("" + directory.first());
        for (int at = 1; at < cells.length; at++) {
            sheet.right(COLUMNS[at], cells[at]);
        }
        sheet.line();
        String problem = directory.problem();
        if (problem != null) {
            sheet.text("  ").text(directory.isNewest() ? Sheet.DIM : Sheet.RED, text(problem))
                    .line();
        }
    }

    private void exporters() {
        if (places.isEmpty()) {
            return;
        }
        sheet.line().text(Sheet.DIM, "EXPORTER").right(BEHIND, Sheet.DIM, "BEHIND BY")
                .right(COLUMNS[6], Sheet.DIM, "LAST MOVED").line();
        for (int at = 0; at < places.size(); at++) {
            LogDirectory.Place place = places.get(at);
            if (place.isOld(places)) {
                continue;
            }
            String what = place.signal() == null ? "" : ", " + place.signal().key;
            String behind = recordsBehind[at] == 0 ? "nothing" : Amounts.count(recordsBehind[at])
                    + (recordsBehind[at] == 1 ? " record, " : " records, ")
                    + Amounts.bytes(bytesBehind[at]);
            sheet.left(38, place.exporter() + what).right(BEHIND, behind)
                    .right(COLUMNS[6], age(place.wallNanos())).line();
        }
    }

    private String age(long wallNanos) {
        return Amounts.duration(Math.max(0, nowNanos - wallNanos) / NANOS_PER_SECOND) + " ago";
    }

    /** As {@link Sheet} wants it: one char a byte of UTF-8. */
    private static String text(String utf16) {
        return new Buffer(utf16.length() + 8).utf8(utf16).asText();
    }
}
