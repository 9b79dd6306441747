package dev.mote.prometheus;

import dev.mote.bytes.Buffer;
import dev.mote.bytes.Decimal;
import dev.mote.otlp.MetricsReader;
import dev.mote.otlp.Resource;
import dev.mote.semconv.Metric.Instrument;
import dev.mote.semconv.PrometheusMetrics;
import dev.mote.telemetry.Telemetry;

/**
 * Writes a request of OTLP metrics as a page for Prometheus. A series that is there already, and a
 * metric whose name another instrument has, are left out and counted: one bad name must not cost
 * the whole page. In steady state it allocates nothing.
 */
public final class Exposition {
    private final Families families = new Families();
    private final MetricsReader reader = new MetricsReader();
    private final Labels labels = new Labels();
    private final Buffer key = new Buffer(64);
    private final FamilyHead head = new FamilyHead();
    private final SeriesSet series = new SeriesSet();
    private final Decimal decimal = new Decimal();
    private final Telemetry.Counter duplicates;
    private final Telemetry.Counter conflicts;

    private byte[] otlp;
    private ExpositionFormat format;
    private Buffer out;

    public Exposition(Telemetry telemetry) {
        duplicates = telemetry.counter(PrometheusMetrics.DROPPED_POINTS, PrometheusMetrics.REASON,
                "duplicate");
        conflicts = telemetry.counter(PrometheusMetrics.DROPPED_POINTS, PrometheusMetrics.REASON,
                "type_conflict");
    }

    /** Appends the page of {@code otlp[offset .. offset + length)} to {@code out}. */
    public void render(byte[] otlp, int offset, int length, Resource resource,
            ExpositionFormat format, Buffer out) {
        this.otlp = otlp;
        this.format = format;
        this.out = out;
        target(resource);
        families.read(otlp, offset, length);
        for (int family = 0; family < families.count(); family++) {
            family(family);
        }
        if (format == ExpositionFormat.OPENMETRICS) {
            out.ascii("# EOF\n");
        }
    }

    /** The resource, as a series that can be joined to all the others of this target. */
    private void target(Resource resource) {
        FamilyHead.target(out, format);
        labels.clear();
        for (int at = 0; at < resource.size(); at++) {
            key.clear().utf8(resource.key(at));
            labels.add(key.bytes(), 0, key.length()).utf8(resource.value(at));
        }
        out.ascii("target_info");
        labels.append(out);
        out.ascii(" 1\n");
    }

    private void family(int family) {
        series.clear();
        int start = out.length();
        int metric = families.first(family);
        open(metric);
        Instrument instrument = reader.instrument();
        head.write(out, families.names(), families.nameOffset(family),
                families.nameLength(family), reader, true, format);
        int points = out.length();
        while (metric >= 0) {
            open(metric);
            if (reader.instrument() == instrument) {
                points(family, instrument);
            } else {
                while (reader.nextPoint()) {
                    conflicts.add(1);
                }
            }
            metric = families.next(metric);
        }
        if (out.length() == points) {
            out.setLength(start);
        }
    }

    private void open(int metric) {
        reader.overMetric(otlp, families.metricOffset(metric), families.metricLength(metric));
    }

    private void name(int family, boolean total) {
        out.put(families.names(), families.nameOffset(family), families.nameLength(family));
        out.ascii(total ? "_total" : "");
    }

    private void points(int family, Instrument instrument) {
        while (reader.nextPoint()) {
            int start = out.length();
            name(family, instrument == Instrument.COUNTER);
            int labelsAt = out.length();
            labels();
            if (series.add(out, labelsAt)) {
                out.put(' ');
                value();
                out.put('\n');
            } else {
                out.setLength(start);
                duplicates.add(1);
            }
        }
    }

    private void labels() {
        labels.clear();
        while (reader.nextAttribute()) {
            Buffer value = labels.add(otlp, reader.keyOffset(), reader.keyLength());
            if (reader.attributeIsText()) {
                value.put(otlp, reader.textOffset(), reader.textLength());
            } else {
                value.decimal(reader.attributeNumber());
            }
        }
        labels.append(out);
    }

    private void value() {
        if (reader.isInteger()) {
            out.decimal(reader.longValue());
        } else {
            decimal.append(out, reader.doubleValue());
        }
    }
}
