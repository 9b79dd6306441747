package dev.mote.otlp;

import dev.mote.bytes.Buffer;
import dev.mote.bytes.Decimal;
import dev.mote.component.Batch;
import dev.mote.component.Batch.Signal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Writes requests as {@link RequestLines}. */
final class RequestPrinter {
    private RequestPrinter() {
    }

    /** The lines that a request stands for; a field that is not known is {@code @?number}. */
    static String decode(Batch batch) {
        StringBuilder text = new StringBuilder();
        byte[] bytes = Arrays.copyOfRange(batch.bytes, batch.offset, batch.offset + batch.length);
        for (Part resource : parts(bytes, 0, bytes.length, 1)) {
            text.append("resource");
            about(bytes, resource, "", 1, text);
            for (Part scope : parts(bytes, resource.from, resource.to, 2)) {
                StringBuilder head = new StringBuilder();
                about(bytes, scope, RequestLines.SCOPE, 3, head);
                if (head.length() > 1) {
                    text.append("scope").append(head.toString().replace("@name=", ""));
                }
                for (Part record : parts(bytes, scope.from, scope.to, 2)) {
                    record(batch.signal, bytes, record, text);
                }
            }
        }
        return text.toString();
    }

    private record Part(int from, int to) {
    }

    private static List<Part> parts(byte[] bytes, int from, int to, int field) {
        List<Part> parts = new ArrayList<>();
        ProtobufReader in = new ProtobufReader().over(bytes, from, to);
        while (in.nextField()) {
            if (in.field() == field && in.isBytes()) {
                parts.add(new Part(in.offset(), in.position()));
            }
        }
        if (in.malformed()) {
            throw new IllegalStateException("malformed at " + in.position());
        }
        return parts;
    }

    private static void about(byte[] bytes, Part group, String known, int attributes,
            StringBuilder text) {
        for (Part about : parts(bytes, group.from, group.to, 1)) {
            shown(bytes, about, known, attributes, text);
        }
        text.append('\n');
    }

    private static void record(Signal signal, byte[] bytes, Part record, StringBuilder text) {
        switch (signal) {
            case LOGS -> {
                text.append("log");
                shown(bytes, record, RequestLines.LOG, 6, text);
                text.append('\n');
            }
            case TRACES -> {
                text.append("span");
                int from = text.length();
                shown(bytes, record, RequestLines.SPAN, 9, text);
                nameFirst(text, from);
                for (Part event : parts(bytes, record.from, record.to, 11)) {
                    text.append("event");
                    from = text.length();
                    shown(bytes, event, RequestLines.EVENT, 3, text);
                    nameFirst(text, from);
                }
            }
            case METRICS -> metric(bytes, record, text);
        }
    }

    private static void nameFirst(StringBuilder text, int from) {
        int at = text.indexOf(" @name=", from);
        if (at >= 0) {
            int end = text.indexOf(" ", at + 1);
            String name = text.substring(at + 7, end < 0 ? text.length() : end);
            text.delete(at, end < 0 ? text.length() : end);
            text.insert(from, " " + name);
        }
        text.append('\n');
    }

    private static void metric(byte[] bytes, Part metric, StringBuilder text) {
        text.append("metric");
        shown(bytes, metric, "name s1", 12, text);
        text.replace(text.lastIndexOf("@name="), text.lastIndexOf("@name=") + 6, "");
        for (int kind = 0; kind < RequestLines.DATA_FIELDS.length; kind++) {
            for (Part data : parts(bytes, metric.from, metric.to, RequestLines.DATA_FIELDS[kind])) {
                text.append(' ').append(RequestLines.DATA.get(kind));
                ProtobufReader in = new ProtobufReader().over(bytes, data.from, data.to);
                while (in.nextField()) {
                    text.append(in.field() == 2 ? in.value() == 1 ? " delta" : " cumulative"
                            : in.field() == 3 && in.value() == 1 ? " monotonic" : "");
                }
                text.append('\n');
                for (Part point : parts(bytes, data.from, data.to, 1)) {
                    text.append("point");
                    String name = RequestLines.DATA.get(kind);
                    shown(bytes, point, RequestLines.pointFields(name),
                            RequestLines.attributes(name), text);
                    text.append('\n');
                }
            }
        }
    }

    private static void shown(byte[] bytes, Part part, String known, int attributes,
            StringBuilder text) {
        StringBuilder fields = new StringBuilder();
        String[] table = RequestLines.split(known, ' ');
        ProtobufReader in = new ProtobufReader().over(bytes, part.from, part.to);
        while (in.nextField()) {
            int field = in.field();
            if (field == attributes) {
                attribute(bytes, in, text);
            } else if (!Otlp.isData(field) || attributes != 12) {
                shownField(bytes, in, table, fields);
            }
        }
        if (in.malformed()) {
            throw new IllegalStateException("malformed at " + in.position());
        }
        text.append(fields);
    }

    private static void attribute(byte[] bytes, ProtobufReader at, StringBuilder text) {
        Part key = parts(bytes, at.offset(), at.position(), 1).get(0);
        List<Part> values = parts(bytes, at.offset(), at.position(), 2);
        text.append(' ').append(new String(bytes, key.from, key.to - key.from)).append('=');
        AnyValue value = new AnyValue();
        for (Part each : values) {
            value.decode(bytes, each.from, each.to - each.from);
        }
        text.append(shown(value));
    }

    private static String shown(AnyValue value) {
        Buffer out = new Buffer(16);
        new ValueText().append(value, out);
        String text = out.asUtf8().replace(' ', '_');
        boolean quoted = value.isString() && !RequestLines.valueOf(text).isString();
        boolean whole = value.kind() == AnyValue.DOUBLE && text.indexOf('.') < 0;
        return quoted ? '"' + text + '"' : whole ? text + ".0" : text;
    }

    private static void shownField(byte[] bytes, ProtobufReader in, String[] table,
            StringBuilder text) {
        for (int at = 1; at < table.length; at += 2) {
            char kind = table[at].charAt(0);
            int number = Integer.parseInt(table[at].substring(1));
            if (number == in.field() || kind == 'v' && in.field() == 6) {
                String value = switch (kind) {
                    case 'd' -> real(in.value());
                    case 'v' -> in.field() == 4 ? real(in.value()) : "" + in.value();
                    case 'z' -> "" + (in.value() >>> 1 ^ -(in.value() & 1));
                    case 's' -> new String(bytes, in.offset(), in.length());
                    case 'x' -> RequestLines.hex(bytes, in.offset(), in.length());
                    case 'a' -> {
                        AnyValue body = new AnyValue();
                        body.decode(bytes, in.offset(), in.length());
                        yield shown(body);
                    }
                    case 'S' -> status(bytes, in);
                    case 'U', 'D' -> words(bytes, in, kind == 'D');
                    case 'B' -> bucketsText(bytes, in);
                    default -> "" + in.value();
                };
                text.append(" @").append(table[at - 1]).append('=').append(value);
                return;
            }
        }
        if (in.field() != Otlp.SPAN_EVENTS) {
            text.append(" @?").append(in.field());
        }
    }

    private static String real(long bits) {
        Buffer out = new Buffer(16);
        new Decimal().append(out, Double.longBitsToDouble(bits));
        return out.asText() + (out.asText().indexOf('.') < 0 ? ".0" : "");
    }

    private static String status(byte[] bytes, ProtobufReader at) {
        ProtobufReader in = new ProtobufReader().over(bytes, at.offset(), at.position());
        String code = "0";
        while (in.nextField()) {
            code = in.field() == 3 ? "" + in.value() : code;
        }
        return code;
    }

    private static String words(byte[] bytes, ProtobufReader at, boolean doubles) {
        StringBuilder text = new StringBuilder();
        for (int from = at.offset(); from < at.position(); from += 8) {
            long word = 0;
            for (int index = 7; index >= 0; index--) {
                word = word << 8 | bytes[from + index] & 0xFF;
            }
            text.append(text.isEmpty() ? "" : ",").append(doubles ? real(word) : "" + word);
        }
        return text.toString();
    }

    private static String bucketsText(byte[] bytes, ProtobufReader at) {
        ProtobufReader in = new ProtobufReader().over(bytes, at.offset(), at.position());
        String offset = "0";
        StringBuilder counts = new StringBuilder();
        while (in.nextField()) {
            if (in.field() == 1) {
                offset = "" + (in.value() >>> 1 ^ -(in.value() & 1));
            } else {
                for (int from = in.offset(); from < in.position(); from++) {
                    counts.append(counts.isEmpty() ? "" : ",").append(bytes[from]);
                }
            }
        }
        return offset + ":" + counts;
    }
}
