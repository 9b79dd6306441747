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
    private static final int TIME = 3;
    private static final int CUMULATIVE = 2;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final PageReader page;
    private final ScrapedSeries series;
    private final LabelAttributes labels;
    private final boolean honorTimestamps;
    private final Telemetry.Counter duplicates;
    private final Telemetry.Counter incomplete;
    private Buffer out;
    private long timeNanos;
    private int samples;
    private int kept;
    private int points;

    /** The family whose samples come: name and help, where they stand on the page. */
    private int familyFrom;
    private int familyTo;
    private int helpFrom;
    private int helpTo;
    private boolean helpWaits;
    private int kind;
    private boolean monotonic;
    /** Relabelling drops buckets of the family. */
    private boolean thin;
    private int metricAt = -1;
    private int dataAt;

    /** The histogram or summary that is being put together. */
    private final PagePoint point = new PagePoint();
    private Buffer attributes = new Buffer(128);
    private Buffer attributesOfPoint = new Buffer(128);
    private long pointMillis;

    PageMetrics(PageReader page, ScrapedSeries series, LabelAttributes labels,
            boolean honorTimestamps, Telemetry.Counter duplicates,
            Telemetry.Counter incomplete) {
        this.page = page;
        this.series = series;
        this.labels = labels;
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
        helpWaits = false;
        kind = 0;
        point.clear();
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
        if (isFamily(page.nameFrom(), page.nameTo())) {
            helpFrom = page.wordFrom();
            helpTo = page.wordTo();
            return;
        }
        endMetric();
        familyFrom = page.nameFrom();
        familyTo = page.nameTo();
        helpFrom = page.wordFrom();
        helpTo = page.wordTo();
        helpWaits = true;
        kind = MetricsReader.GAUGE;
        monotonic = false;
    }

    @Override
    public void type() {
        endMetric();
        if (!helpWaits || !isFamily(page.nameFrom(), page.nameTo())) {
            helpTo = helpFrom;
        }
        helpWaits = false;
        familyFrom = page.nameFrom();
        familyTo = page.nameTo();
        thin = false;
        monotonic = typeIs("counter");
        kind = monotonic ? MetricsReader.SUM : typeIs("histogram") ? MetricsReader.HISTOGRAM
                : typeIs("summary") ? MetricsReader.SUMMARY : MetricsReader.GAUGE;
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
        boolean histogram = kind == MetricsReader.HISTOGRAM;
        if (!labels.relabel(page)) {
            thin |= histogram && named("_bucket");
            return;
        }
        kept++;
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
        if (histogram && named("_bucket")) {
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
        if (histogram || kind == MetricsReader.SUMMARY || kind == 0 || !named("")) {
            endMetric();
            familyFrom = page.nameFrom();
            familyTo = page.nameTo();
            helpTo = helpFrom;
            kind = MetricsReader.GAUGE;
            monotonic = false;
        }
        number(page.page(), familyFrom, familyTo);
    }

    private void number(byte[] bytes, int from, int to) {
        labels.write(page.labels(), null, 7, attributesOfPoint.clear());
        pointMillis = page.timeMillis();
        point.clear();
        if (isNew(bytes, from, to)) {
            if (metricAt < 0) {
                boolean helped = bytes == page.page();
                beginMetric(bytes, from, to, helpFrom, helped ? helpTo : helpFrom, kind);
            }
            int message = beginPoint(7);
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
        monotonic &= named("");
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
    }

    private void endPoint() {
        if (!point.isOpen()) {
            return;
        }
        boolean histogram = kind == MetricsReader.HISTOGRAM;
        if (histogram && thin) {
            point.addLastBucket();
        }
        if (!point.isWhole(histogram)) {
            incomplete.add(1);
        } else if (isNew(page.page(), familyFrom, familyTo)) {
            if (metricAt < 0) {
                beginMetric(page.page(), familyFrom, familyTo, helpFrom, helpTo, kind);
            }
            int message = beginPoint(histogram ? 9 : 7);
            point.write(out, histogram);
            Protobuf.end(out, message);
        }
        point.clear();
    }

    private boolean isNew(byte[] bytes, int from, int to) {
        // With a time of its own a series may come late, and has no end that could be seen.
        boolean isNew = hasOwnTime() || series.add(tag(), bytes, from, to, attributesOfPoint,
                point.bounds());
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

    private int beginPoint(int attributesField) {
        points++;
        int message = Protobuf.begin(out, POINT);
        Protobuf.fixed64(out, TIME, hasOwnTime() ? pointMillis * NANOS_PER_MILLI : timeNanos);
        out.put(attributesOfPoint.bytes(), 0, attributesOfPoint.length());
        return message;
    }

    private void beginMetric(byte[] bytes, int from, int to, int helpFrom, int helpTo,
            int kind) {
        metricAt = Protobuf.begin(out, METRIC);
        int name = Protobuf.begin(out, 1);
        Utf8.copyValid(bytes, from, to - from, out);
        Protobuf.end(out, name);
        if (helpTo > helpFrom) {
            int help = Protobuf.begin(out, 2);
            Utf8.copyValid(bytes, helpFrom, helpTo - helpFrom, out);
            Protobuf.end(out, help);
        }
        dataAt = Protobuf.begin(out, kind);
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
        beginMetric(bytes, nameFrom, nameTo, 0, 0, kind);
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
