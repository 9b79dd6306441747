package dev.mote.receiver.prometheus;

import dev.mote.bytes.Buffer;
import dev.mote.otlp.MetricsReader;
import dev.mote.otlp.Protobuf;
import dev.mote.otlp.Utf8;
import dev.mote.telemetry.Telemetry;
import java.util.Arrays;

/** Makes OTLP metrics of what stands on a page. */
final class PageMetrics implements PageReader.Sink {
    private static final int METRIC = 2;
    private static final int POINT = 1;
    private static final int START = 2;
    private static final int TIME = 3;
    private static final int CUMULATIVE = 2;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final PageReader page;
    private final ScrapedSeries series;
    private final LabelAttributes labels;
    private final LabelLimits limits;
    private final boolean honorTimestamps;
    private final Telemetry.Counter duplicates;
    private final Telemetry.Counter incomplete;
    private Buffer out;
    private long timeNanos;
    private int samples;
    private int kept;
    private int points;
    private String problem;

    /** The family whose samples come: name and help, where they stand on the page. */
    private int familyFrom;
    private int familyTo;
    private int helpFrom;
    private int helpTo;
    /** No sample of the family has come. */
    private boolean aboutWaits;
    private int kind;
    private boolean monotonic;
    /** Of samples that are numbers, behind the family's name. */
    private String suffix = "";
    private int unitFrom;
    private int unitTo;
    /** The sample whose name a counter has. */
    private int nameFrom;
    private int nameTo;
    /** Relabelling drops buckets of the family. */
    private boolean thin;
    private int metricAt = -1;
    private int dataAt;

    /** The histogram or summary that is being put together. */
    private final PagePoint point = new PagePoint();
    private Buffer attributes = new Buffer(128);
    private Buffer attributesOfPoint = new Buffer(128);
    private long pointMillis;
    private final PageExemplar exemplar = new PageExemplar();

    PageMetrics(PageReader page, ScrapedSeries series, LabelAttributes labels,
            LabelLimits limits, boolean honorTimestamps, Telemetry.Counter duplicates,
            Telemetry.Counter incomplete) {
        this.page = page;
        this.series = series;
        this.labels = labels;
        this.limits = limits;
        this.honorTimestamps = honorTimestamps;
        this.duplicates = duplicates;
        this.incomplete = incomplete;
    }

    /** What comes is written to {@code out}; {@code timeNanos} is when it was asked for. */
    void begin(Buffer out, long timeNanos) {
        this.out = out;
        this.timeNanos = timeNanos;
        samples = 0;
        kept = 0;
        thin = false;
        points = 0;
        metricAt = -1;
        familyFrom = 0;
        familyTo = 0;
        aboutWaits = false;
        kind = 0;
        suffix = "";
        unitTo = unitFrom;
        problem = null;
        point.clear();
    }

    /** What of the page is over a limit, for people; null: nothing. */
    String problem() {
        return problem;
    }

    void end() {
        endMetric();
    }

    int samples() {
        return samples;
    }

    /** How many of the samples relabelling has left. */
    int kept() {
        return kept;
    }

    int points() {
        return points;
    }

    @Override
    public void help() {
        beginFamily();
        helpFrom = page.wordFrom();
        helpTo = page.wordTo();
    }

    @Override
    public void unit() {
        beginFamily();
        unitFrom = page.wordFrom();
        unitTo = page.wordTo();
    }

    /** Lines about a family stand before its samples, in any order. */
    private void beginFamily() {
        if (!aboutWaits || !isFamily(page.nameFrom(), page.nameTo())) {
            endMetric();
            familyFrom = page.nameFrom();
            familyTo = page.nameTo();
            helpTo = helpFrom;
            unitTo = unitFrom;
            thin = false;
            aboutWaits = true;
            kind = MetricsReader.GAUGE;
            monotonic = false;
            suffix = "";
        }
    }

    @Override
    public void type() {
        beginFamily();
        monotonic = typeIs("counter");
        kind = monotonic ? MetricsReader.SUM : typeIs("histogram") ? MetricsReader.HISTOGRAM
                : typeIs("summary") ? MetricsReader.SUMMARY : MetricsReader.GAUGE;
        if (page.isOpenMetrics()) {
            boolean info = typeIs("info");
            suffix = monotonic ? "_total" : info ? "_info" : "";
            kind = info || typeIs("stateset") ? MetricsReader.SUM : kind;
        }
    }

    private boolean typeIs(String word) {
        return is(page.wordFrom(), page.wordTo(), word);
    }

    private boolean is(int from, int to, String word) {
        boolean same = to - from == word.length();
        for (int at = 0; same && at < word.length(); at++) {
            same = page.page()[from + at] == word.charAt(at);
        }
        return same;
    }

    private boolean isFamily(int from, int to) {
        byte[] bytes = page.page();
        return Arrays.equals(bytes, from, to, bytes, familyFrom, familyTo);
    }

    /** Whether the sample is called as the family with this behind it. */
    private boolean named(String suffix) {
        int to = page.nameTo() - suffix.length();
        return to >= page.nameFrom() && is(to, page.nameTo(), suffix)
                && isFamily(page.nameFrom(), to);
    }

    @Override
    public void sample() {
        samples++;
        aboutWaits = false;
        boolean histogram = kind == MetricsReader.HISTOGRAM;
        if (!labels.relabel(page)) {
            thin |= histogram && named("_bucket");
            return;
        }
        kept++;
        problem = problem == null ? limits.check(page.labels(), labels.more()) : problem;
        if (!labels.isNamed(page)) {
            incomplete.add(1);
            return;
        }
        int name = labels.renamed(page);
        if (name >= 0) {
            renamed(page.labels(), name);
            return;
        }
        typed(histogram);
    }

    private void typed(boolean histogram) {
        boolean open = page.isOpenMetrics();
        boolean dated = open && (monotonic || histogram || kind == MetricsReader.SUMMARY);
        if (open && monotonic && named("_total")) {
            nameFrom = page.nameFrom();
            nameTo = page.nameTo();
            part(null, PagePoint.TOTAL);
        } else if (dated && named("_created")) {
            part(null, PagePoint.CREATED);
        } else if (histogram && named("_bucket")) {
            part("le", PagePoint.BUCKET);
        } else if ((histogram || kind == MetricsReader.SUMMARY) && named("_sum")) {
            part(null, PagePoint.SUM);
        } else if ((histogram || kind == MetricsReader.SUMMARY) && named("_count")) {
            part(null, PagePoint.COUNT);
        } else if (kind == MetricsReader.SUMMARY && named("")) {
            part("quantile", PagePoint.QUANTILE);
        } else {
            number(histogram);
        }
    }

    private void number(boolean histogram) {
        endPoint();
        if (histogram || kind == MetricsReader.SUMMARY || kind == 0 || !named(suffix)) {
            endMetric();
            familyFrom = page.nameFrom();
            familyTo = page.nameTo();
            helpTo = helpFrom;
            unitTo = unitFrom;
            kind = MetricsReader.GAUGE;
            monotonic = false;
            suffix = "";
        }
        number(page.page(), page.nameFrom(), page.nameTo());
    }

    private void number(byte[] bytes, int from, int to) {
        labels.write(page.labels(), null, 7, attributesOfPoint.clear());
        pointMillis = page.timeMillis();
        point.clear();
        if (isNew(bytes, from, to)) {
            if (metricAt < 0) {
                boolean helped = bytes == page.page();
                beginMetric(bytes, from, to, helped);
            }
            int message = beginPoint();
            if (page.hasExemplar()) {
                exemplar.write(page, 5, out);
            }
            Protobuf.fixed64(out, 4, Double.doubleToRawLongBits(page.value()));
            Protobuf.end(out, message);
        }
    }

    /**
     * A sample with another name than the page's is a metric of its own: a counter is still one,
     * a part of a histogram or summary is a number.
     */
    private void renamed(LabelSet labels, int name) {
        int from = labels.valueFrom(name);
        int to = labels.valueTo(name);
        if (to - from > PageReader.NAME_BYTES_MAX) {
            incomplete.add(1);
            return;
        }
        endMetric();
        int familyKind = kind;
        boolean familyMonotonic = monotonic;
        monotonic &= named(suffix);
        kind = monotonic ? MetricsReader.SUM : MetricsReader.GAUGE;
        number(labels.bytes(), from, to);
        endMetric();
        kind = familyKind;
        monotonic = familyMonotonic;
    }

    /** A sample that is a part of a point: the bound of a bucket or quantile is a label of it. */
    private void part(String bound, int what) {
        labels.write(page.labels(), bound, kind == MetricsReader.HISTOGRAM ? 9 : 7,
                attributes.clear());
        boolean same = point.isOpen() && pointMillis == page.timeMillis()
                && Arrays.equals(attributes.bytes(), 0, attributes.length(),
                        attributesOfPoint.bytes(), 0, attributesOfPoint.length());
        if (!same) {
            endPoint();
            Buffer swap = attributesOfPoint;
            attributesOfPoint = attributes;
            attributes = swap;
            pointMillis = page.timeMillis();
        }
        point.add(what, labels.bound(), page.value());
        if (page.hasExemplar() && kind != MetricsReader.SUMMARY) {
            exemplar.write(page, kind == MetricsReader.SUM ? 5 : 8, point.exemplars());
        }
    }

    private void endPoint() {
        if (!point.isOpen()) {
            return;
        }
        if (thin && kind == MetricsReader.HISTOGRAM) {
            point.addLastBucket();
        }
        boolean counter = kind == MetricsReader.SUM;
        int from = counter ? nameFrom : familyFrom;
        int to = counter ? nameTo : familyTo;
        if (!point.isWhole(kind)) {
            incomplete.add(1);
        } else if (isNew(page.page(), from, to)) {
            if (metricAt < 0) {
                beginMetric(page.page(), from, to, true);
            }
            int message = beginPoint();
            if (point.createdMillis() > 0) {
                Protobuf.fixed64(out, START, point.createdMillis() * NANOS_PER_MILLI);
            }
            point.write(out, kind);
            Protobuf.end(out, message);
        }
        point.clear();
    }

    private boolean isNew(byte[] bytes, int from, int to) {
        // With a time of its own a series may come late, and has no end that could be seen.
        boolean isNew = hasOwnTime() || series.add(tag(), bytes, from, to, attributesOfPoint,
                point.bounds(), point.samples());
        if (!isNew) {
            duplicates.add(1);
        }
        return isNew;
    }

    private boolean hasOwnTime() {
        return honorTimestamps && pointMillis != PageReader.NO_TIME;
    }

    /** Kind and, in the lowest bit, whether it only grows. */
    private int tag() {
        return kind << 1 | (monotonic ? 1 : 0);
    }

    private int beginPoint() {
        points++;
        int message = Protobuf.begin(out, POINT);
        Protobuf.fixed64(out, TIME, hasOwnTime() ? pointMillis * NANOS_PER_MILLI : timeNanos);
        out.put(attributesOfPoint.bytes(), 0, attributesOfPoint.length());
        return message;
    }

    /** {@code about}: with the help and unit of the family. */
    private void beginMetric(byte[] bytes, int from, int to, boolean about) {
        metricAt = Protobuf.begin(out, METRIC);
        int name = Protobuf.begin(out, 1);
        Utf8.copyValid(bytes, from, to - from, out);
        Protobuf.end(out, name);
        if (about && helpTo > helpFrom) {
            int help = Protobuf.begin(out, 2);
            unescape(bytes, helpFrom, helpTo);
            Protobuf.end(out, help);
        }
        if (about && unitTo > unitFrom) {
            int unit = Protobuf.begin(out, 3);
            Utf8.copyValid(bytes, unitFrom, unitTo - unitFrom, out);
            Protobuf.end(out, unit);
        }
        dataAt = Protobuf.begin(out, kind);
    }

    private void unescape(byte[] bytes, int from, int to) {
        int start = from;
        for (int at = from; at + 1 < to; at++) {
            int next = bytes[at + 1];
            if (bytes[at] == '\\' && (next == 'n' || next == '\\' || next == '"')) {
                Utf8.copyValid(bytes, start, at - start, out);
                out.put(next == 'n' ? '\n' : next);
                start = at + 2;
                at++;
            }
        }
        Utf8.copyValid(bytes, start, to - start, out);
    }

    private void endMetric() {
        endPoint();
        endData();
    }

    private void endData() {
        if (metricAt < 0) {
            return;
        }
        if (kind == MetricsReader.SUM || kind == MetricsReader.HISTOGRAM) {
            Protobuf.varint(out, 2, CUMULATIVE);
        }
        if (monotonic) {
            Protobuf.varint(out, 3, 1);
        }
        Protobuf.end(out, dataAt);
        Protobuf.end(out, metricAt);
        metricAt = -1;
    }

    /** One metric that Prometheus, too, adds to every scrape. */
    void own(String name, double value) {
        int message = beginOwn(name);
        Protobuf.fixed64(out, 4, Double.doubleToRawLongBits(value));
        Protobuf.end(out, message);
        endData();
    }

    /** Says that one of them has ended. */
    void ownEnded(String name) {
        int message = beginOwn(name);
        Protobuf.varint(out, 8, 1);
        Protobuf.end(out, message);
        endData();
    }

    private int beginOwn(String name) {
        metricAt = Protobuf.begin(out, METRIC);
        Protobuf.ascii(out, 1, name);
        kind = MetricsReader.GAUGE;
        monotonic = false;
        dataAt = Protobuf.begin(out, kind);
        int message = Protobuf.begin(out, POINT);
        Protobuf.fixed64(out, TIME, timeNanos);
        labels.writeOwn(out);
        points++;
        return message;
    }

    /** Says that a series has ended: a point without a value. */
    void ended(int tag, byte[] bytes, int nameFrom, int nameTo, int attributesTo, byte[] bounds,
            int boundsFrom, int boundsTo) {
        kind = tag >> 1;
        monotonic = (tag & 1) != 0;
        beginMetric(bytes, nameFrom, nameTo, false);
        int message = Protobuf.begin(out, POINT);
        Protobuf.fixed64(out, TIME, timeNanos);
        out.put(bytes, nameTo, attributesTo - nameTo);
        out.put(bounds, boundsFrom, boundsTo - boundsFrom);
        Protobuf.varint(out, kind == MetricsReader.HISTOGRAM ? 10 : 8, 1);
        Protobuf.end(out, message);
        points++;
        endData();
    }
}
