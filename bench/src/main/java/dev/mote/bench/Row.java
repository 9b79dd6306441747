package dev.mote.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** All figures of one agent; NaN is what does not apply to it. */
final class Row {
    final Target target;
    final List<Double> boundMillis = new ArrayList<>();
    final List<Double> exportMillis = new ArrayList<>();
    final List<Double> exportCpuMillis = new ArrayList<>();
    final List<Double> stopMillis = new ArrayList<>();
    double binaryBytes;
    Usage usage;
    double cpuMillisPerCollection = Double.NaN;
    double pointsPerExport = Double.NaN;
    double wireBytesPerPoint = Double.NaN;
    double wireBytesPerExport = Double.NaN;

    Row(Target target) {
        this.target = target;
    }

    static double median(List<Double> values) {
        if (values.isEmpty()) {
            return Double.NaN;
        }
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }
}
