package dev.mote.otlp;

import dev.mote.bytes.Buffer;
import dev.mote.bytes.Decimal;
import dev.mote.component.Batch;
import dev.mote.component.Batch.Signal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Requests as lines that people can read, and back, for tests. Attributes are {@code key=value};
 * fields have an {@code @}.
 *
 * <pre>
 *   resource service.name=shop
 *   scope lib
 *   metric requests sum cumulative monotonic
 *   point method=GET @start=1 @time=2 @value=7
 *   log @time=1 @severity=9 @body=hello user=anna
 *   span checkout @trace=0102 @id=03 @start=1 @end=2 @status=2 method=GET
 *   event retry attempt=2
 * </pre>
 */
public final class RequestLines {
    private static final List<String> DATA = Arrays.asList("gauge", "sum", "histogram",
            "exponential", "summary");
    private static final int[] DATA_FIELDS = {Otlp.GAUGE, Otlp.SUM, Otlp.HISTOGRAM,
        Otlp.EXPONENTIAL, Otlp.SUMMARY};
    /** Name, kind as in OtlpFields, number: of records by kind of line. */
    private static final String NUMBER = "start u2 time u3 value v4 flags n8";
    private static final String HISTOGRAM = "start u2 time u3 count u4 sum d5 buckets U6 bounds D7"
            + " flags n10 min d11 max d12";
    private static final String EXPONENTIAL = "start u2 time u3 count u4 sum d5 scale z6 zero u7"
            + " positive B8 negative B9 flags n10";
    private static final String SUMMARY = "start u2 time u3 count u4 sum d5";
    private static final String LOG = "time u1 observed u11 severity n2 level s3 body a5 trace x9"
            + " span x10";
    private static final String SPAN = "trace x1 id x2 state s3 parent x4 name s5 kind n6 start u7"
            + " end u8 status S15";
    private static final String EVENT = "time u1 name s2";
    private static final String SCOPE = "name s1 version s2";

    private final Buffer out = new Buffer(256);
    private final List<Integer> open = new ArrayList<>();
    private String dataKind = "gauge";
    private int items;
    private Signal signal = Signal.METRICS;

    private RequestLines() {
    }

    /** The request that the lines stand for. */
    public static Batch encode(String text) {
        RequestLines lines = new RequestLines();
        for (String line : text.strip().split("\n")) {
            lines.line(line.strip().split(" "));
        }
        lines.close(0);
        return new Batch().set(lines.signal, Arrays.copyOf(lines.out.bytes(), lines.out.length()),
                0, lines.out.length(), lines.items, 1);
    }

    private void close(int depth) {
        while (open.size() > depth) {
            Protobuf.end(out, open.remove(open.size() - 1));
        }
    }

    private void open(int depth, int field) {
        close(depth);
        if (depth == 2 && open.size() == 1) {
            open.add(Protobuf.begin(out, 2));
        }
        open.add(Protobuf.begin(out, field));
    }

    private void line(String[] words) {
        switch (words[0]) {
            case "resource" -> {
                open(0, 1);
                open(1, 1);
                fields(words, 1, "", 1);
                close(1);
            }
            case "scope" -> {
                open(1, 2);
                open(2, 1);
                words[1] = "@name=" + words[1];
                fields(words, 1, SCOPE, 3);
                close(2);
            }
            case "metric" -> metric(words);
            case "point" -> {
                open(4, 1);
                items++;
                fields(words, 1, pointFields(dataKind), attributes(dataKind));
                close(4);
            }
            case "log" -> record(words, Signal.LOGS, LOG, 6);
            case "span" -> {
                words[1] = "@name=" + words[1];
                record(words, Signal.TRACES, SPAN, 9);
            }
            case "event" -> {
                open(3, 11);
                words[1] = "@name=" + words[1];
                fields(words, 1, EVENT, 3);
                close(3);
            }
            default -> throw new IllegalArgumentException(words[0]);
        }
    }

    private static String pointFields(String kind) {
        return switch (kind) {
            case "histogram" -> HISTOGRAM;
            case "exponential" -> EXPONENTIAL;
            case "summary" -> SUMMARY;
            default -> NUMBER;
        };
    }

    private static int attributes(String kind) {
        return kind.equals("histogram") ? 9 : kind.equals("exponential") ? 1 : 7;
    }

    private void metric(String[] words) {
        open(2, 2);
        Protobuf.utf8(out, 1, words[1]);
        dataKind = words[2];
        open.add(Protobuf.begin(out, DATA_FIELDS[DATA.indexOf(dataKind)]));
        List<String> rest = Arrays.asList(words);
        if (rest.contains("delta") || rest.contains("cumulative")) {
            Protobuf.varint(out, 2, rest.contains("delta") ? 1 : 2);
        }
        if (rest.contains("monotonic")) {
            Protobuf.varint(out, 3, 1);
        }
    }

    private void record(String[] words, Signal of, String known, int attributes) {
        signal = of;
        items++;
        open(2, 2);
        fields(words, 1, known, attributes);
    }

    private void fields(String[] words, int from, String known, int attributes) {
        for (int at = from; at < words.length; at++) {
            int equals = words[at].indexOf('=');
            String name = words[at].substring(0, equals);
            String value = words[at].substring(equals + 1);
            if (name.startsWith("@")) {
                field(name.substring(1), value, known);
            } else {
                int start = Protobuf.begin(out, attributes);
                Protobuf.utf8(out, 1, name);
                any(2, value);
                Protobuf.end(out, start);
            }
        }
    }

    private void any(int field, String value) {
        int start = Protobuf.begin(out, field);
        valueOf(value).encode(out);
        Protobuf.end(out, start);
    }

    /** Numbers, true and false are what they look like; in quotes everything is text. */
    private static AnyValue valueOf(String text) {
        AnyValue value = new AnyValue();
        if (text.equals("true") || text.equals("false")) {
            return value.bool(text.equals("true"));
        }
        if (text.matches("-?\\d+")) {
            return value.integer(Long.parseLong(text));
        }
        if (text.matches("-?\\d+\\.\\d+(e-?\\d+)?")) {
            return value.real(Double.parseDouble(text));
        }
        if (text.startsWith("{")) {
            Buffer map = new Buffer(16);
            for (String pair : text.substring(1, text.length() - 1).split(",")) {
                int entry = Protobuf.begin(map, 1);
                Protobuf.utf8(map, 1, pair.substring(0, pair.indexOf(':')));
                int start = Protobuf.begin(map, 2);
                valueOf(pair.substring(pair.indexOf(':') + 1)).encode(map);
                Protobuf.end(map, start);
                Protobuf.end(map, entry);
            }
            return value.range(AnyValue.MAP, map.bytes(), 0, map.length());
        }
        return value.string(text.replace("\"", "").replace('_', ' '));
    }

    private void field(String name, String value, String known) {
        String[] table = known.split(" ");
        int at = 0;
        while (!table[at].equals(name)) {
            at += 2;
        }
        int number = Integer.parseInt(table[at + 1].substring(1));
        switch (table[at + 1].charAt(0)) {
            case 'u' -> Protobuf.fixed64(out, number, Long.parseLong(value));
            case 'd' -> Protobuf.fixed64(out, number,
                    Double.doubleToLongBits(Double.parseDouble(value)));
            case 'v' -> Protobuf.fixed64(out, value.contains(".") ? 4 : 6, value.contains(".")
                    ? Double.doubleToLongBits(Double.parseDouble(value)) : Long.parseLong(value));
            case 'n' -> Protobuf.varint(out, number, Long.parseLong(value));
            case 'z' -> Protobuf.varint(out, number,
                    Long.parseLong(value) << 1 ^ Long.parseLong(value) >> 63);
            case 's' -> Protobuf.utf8(out, number, value);
            case 'a' -> any(number, value);
            case 'x' -> {
                byte[] id = java.util.HexFormat.of().parseHex(value);
                Protobuf.bytes(out, number, id, 0, id.length);
            }
            case 'S' -> {
                int start = Protobuf.begin(out, number);
                Protobuf.varint(out, 3, Long.parseLong(value));
                Protobuf.end(out, start);
            }
            case 'U', 'D' -> packed(number, value, table[at + 1].charAt(0) == 'D');
            default -> buckets(number, value);
        }
    }

    private void packed(int number, String values, boolean doubles) {
        int start = Protobuf.begin(out, number);
        for (String each : values.split(",")) {
            out.fixed64(doubles ? Double.doubleToLongBits(Double.parseDouble(each))
                    : Long.parseLong(each));
        }
        Protobuf.end(out, start);
    }

    private void buckets(int number, String value) {
        int start = Protobuf.begin(out, number);
        long offset = Long.parseLong(value.substring(0, value.indexOf(':')));
        Protobuf.varint(out, 1, offset << 1 ^ offset >> 63);
        int counts = Protobuf.begin(out, 2);
        for (String each : value.substring(value.indexOf(':') + 1).split(",")) {
            out.varint(Long.parseLong(each));
        }
        Protobuf.end(out, counts);
        Protobuf.end(out, start);
    }

    /** The lines that a request stands for; a field that is not known is {@code @?number}. */
    public static String decode(Batch batch) {
        StringBuilder text = new StringBuilder();
        byte[] bytes = Arrays.copyOfRange(batch.bytes, batch.offset, batch.offset + batch.length);
        for (Part resource : parts(bytes, 0, bytes.length, 1)) {
            text.append("resource");
            about(bytes, resource, "", 1, text);
            for (Part scope : parts(bytes, resource.from, resource.to, 2)) {
                StringBuilder head = new StringBuilder();
                about(bytes, scope, SCOPE, 3, head);
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
                shown(bytes, record, LOG, 6, text);
                text.append('\n');
            }
            case TRACES -> {
                text.append("span");
                int from = text.length();
                shown(bytes, record, SPAN, 9, text);
                nameFirst(text, from);
                for (Part event : parts(bytes, record.from, record.to, 11)) {
                    text.append("event");
                    from = text.length();
                    shown(bytes, event, EVENT, 3, text);
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
        for (int kind = 0; kind < DATA_FIELDS.length; kind++) {
            for (Part data : parts(bytes, metric.from, metric.to, DATA_FIELDS[kind])) {
                text.append(' ').append(DATA.get(kind));
                ProtobufReader in = new ProtobufReader().over(bytes, data.from, data.to);
                while (in.nextField()) {
                    text.append(in.field() == 2 ? in.value() == 1 ? " delta" : " cumulative"
                            : in.field() == 3 && in.value() == 1 ? " monotonic" : "");
                }
                text.append('\n');
                for (Part point : parts(bytes, data.from, data.to, 1)) {
                    text.append("point");
                    shown(bytes, point, pointFields(DATA.get(kind)), attributes(DATA.get(kind)),
                            text);
                    text.append('\n');
                }
            }
        }
    }

    private static void shown(byte[] bytes, Part part, String known, int attributes,
            StringBuilder text) {
        StringBuilder fields = new StringBuilder();
        String[] table = known.split(" ");
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
        boolean quoted = value.isString() && !valueOf(text).isString();
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
                    case 'x' -> java.util.HexFormat.of().formatHex(bytes, in.offset(),
                            in.position());
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
