package dev.mote.prometheus;

import dev.mote.bytes.Buffer;
import dev.mote.otlp.ProtobufReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A request of remote write as lines, the same for both versions: {@code up{a="b"} 1 @5}. */
final class RemoteWriteText {
    private final byte[] bytes;
    private final boolean second;
    private final List<String> symbols = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();

    private RemoteWriteText(Buffer message, boolean second) {
        bytes = message.bytes();
        this.second = second;
        ProtobufReader in = over(0, message.length());
        while (in.nextField()) {
            if (second && in.field() == 4) {
                symbols.add(text(in));
            }
        }
        in = over(0, message.length());
        while (in.nextField()) {
            if (in.field() == (second ? 5 : 1)) {
                series(in.offset(), in.offset() + in.length());
            }
        }
    }

    static List<String> of(Buffer message, int version) {
        return new RemoteWriteText(message, version == 2).lines;
    }

    private ProtobufReader over(int from, int to) {
        return new ProtobufReader().over(bytes, from, to);
    }

    private String text(ProtobufReader in) {
        return new String(bytes, in.offset(), in.length(), StandardCharsets.UTF_8);
    }

    private void series(int from, int to) {
        List<String> labels = new ArrayList<>();
        StringBuilder values = new StringBuilder();
        ProtobufReader in = over(from, to);
        while (in.nextField()) {
            if (in.field() == 1) {
                labels(labels, in);
            } else if (in.field() == 2) {
                values.append(sample(in.offset(), in.offset() + in.length()));
            } else if (in.field() == (second ? 3 : 4)) {
                values.append(histogram(in.offset(), in.offset() + in.length()));
            } else if (in.field() == (second ? 4 : 3)) {
                values.append(exemplar(in));
            }
        }
        String name = "";
        StringBuilder shown = new StringBuilder();
        for (int at = 0; at < labels.size(); at += 2) {
            if (at > 0 && labels.get(at).compareTo(labels.get(at - 2)) <= 0) {
                throw new AssertionError("not sorted: " + labels);
            }
            if (labels.get(at).equals("__name__")) {
                name = labels.get(at + 1);
            } else {
                shown.append(shown.isEmpty() ? "" : ",").append(labels.get(at)).append('=')
                        .append(labels.get(at + 1));
            }
        }
        lines.add(name + "{" + shown + "}" + values);
    }

    private void labels(List<String> labels, ProtobufReader in) {
        ProtobufReader inner = over(in.offset(), in.offset() + in.length());
        if (!second) {
            while (inner.nextField()) {
                labels.add(text(inner));
            }
            return;
        }
        int value = 0;
        int shift = 0;
        for (int at = in.offset(); at < in.offset() + in.length(); at++) {
            value |= (bytes[at] & 0x7F) << shift;
            shift += 7;
            if (bytes[at] >= 0) {
                labels.add(symbols.get(value));
                value = 0;
                shift = 0;
            }
        }
    }

    private String exemplar(ProtobufReader in) {
        List<String> labels = new ArrayList<>();
        double value = 0;
        long time = 0;
        ProtobufReader inner = over(in.offset(), in.offset() + in.length());
        while (inner.nextField()) {
            if (inner.field() == 1) {
                labels(labels, inner);
            }
            value = inner.field() == 2 ? Double.longBitsToDouble(inner.value()) : value;
            time = inner.field() == 3 ? inner.value() : time;
        }
        return " # " + labels + " " + value + " @" + time;
    }

    private String sample(int from, int to) {
        double value = 0;
        long time = 0;
        ProtobufReader in = over(from, to);
        while (in.nextField()) {
            value = in.field() == 1 ? Double.longBitsToDouble(in.value()) : value;
            time = in.field() == 2 ? in.value() : time;
        }
        boolean stale = Double.doubleToRawLongBits(value) == 0x7FF0_0000_0000_0002L;
        return " " + (stale ? "stale" : value) + " @" + time;
    }

    /** count, sum, schema, zero count, then spans as offset+length and differences of counts. */
    private String histogram(int from, int to) {
        StringBuilder text = new StringBuilder();
        ProtobufReader in = over(from, to);
        while (in.nextField()) {
            switch (in.field()) {
                case 1 -> text.append(" count=").append(in.value());
                case 3 -> text.append(" sum=").append(Double.longBitsToDouble(in.value()));
                case 4 -> text.append(" schema=").append(zigzag(in.value()));
                case 6 -> text.append(" zero=").append(in.value());
                case 8, 11 -> text.append(in.field() == 8 ? " -" : " +")
                        .append(span(in.offset(), in.offset() + in.length()));
                case 9, 12 -> text.append(" deltas=").append(deltas(in));
                case 15 -> text.append(" @").append(in.value());
                default -> { }
            }
        }
        return text.toString();
    }

    private static long zigzag(long value) {
        return value >>> 1 ^ -(value & 1);
    }

    private String span(int from, int to) {
        ProtobufReader in = over(from, to);
        long offset = 0;
        long length = 0;
        while (in.nextField()) {
            offset = in.field() == 1 ? zigzag(in.value()) : offset;
            length = in.field() == 2 ? in.value() : length;
        }
        return offset + "/" + length;
    }

    private List<Long> deltas(ProtobufReader in) {
        List<Long> deltas = new ArrayList<>();
        long value = 0;
        int shift = 0;
        for (int at = in.offset(); at < in.offset() + in.length(); at++) {
            value |= (bytes[at] & 0x7FL) << shift;
            shift += 7;
            if (bytes[at] >= 0) {
                deltas.add(zigzag(value));
                value = 0;
                shift = 0;
            }
        }
        return deltas;
    }
}
