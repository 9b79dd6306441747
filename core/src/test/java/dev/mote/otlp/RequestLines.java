package dev.mote.otlp;

import dev.mote.bytes.Buffer;
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
    static final List<String> DATA = Arrays.asList("gauge", "sum", "histogram",
            "exponential", "summary");
    static final int[] DATA_FIELDS = {Otlp.GAUGE, Otlp.SUM, Otlp.HISTOGRAM,
        Otlp.EXPONENTIAL, Otlp.SUMMARY};
    /** Name, kind as in OtlpFields, number: of records by kind of line. */
    private static final String NUMBER = "start u2 time u3 value v4 flags n8";
    private static final String HISTOGRAM = "start u2 time u3 count u4 sum d5 buckets U6 bounds D7"
            + " flags n10 min d11 max d12";
    private static final String EXPONENTIAL = "start u2 time u3 count u4 sum d5 scale z6 zero u7"
            + " positive B8 negative B9 flags n10";
    private static final String SUMMARY = "start u2 time u3 count u4 sum d5";
    static final String LOG = "time u1 observed u11 severity n2 level s3 body a5 trace x9"
            + " span x10";
    static final String SPAN = "trace x1 id x2 state s3 parent x4 name s5 kind n6 start u7"
            + " end u8 status S15";
    static final String EVENT = "time u1 name s2";
    static final String SCOPE = "name s1 version s2";

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
        for (String line : split(text.trim(), '\n')) {
            lines.line(split(line.trim(), ' '));
        }
        lines.close(0);
        return new Batch().set(lines.signal, Arrays.copyOf(lines.out.bytes(), lines.out.length()),
                0, lines.out.length(), lines.items, 1);
    }

    static String[] split(String text, char at) {
        List<String> parts = new ArrayList<>();
        int from = 0;
        for (int end = text.indexOf(at); end >= 0; end = text.indexOf(at, from)) {
            parts.add(text.substring(from, end));
            from = end + 1;
        }
        parts.add(text.substring(from));
        return parts.toArray(new String[0]);
    }

    /** Digits with an optional sign; with a point if {@code real}. */
    private static boolean isNumber(String text, boolean real) {
        int points = 0;
        int digits = 0;
        for (int at = text.startsWith("-") ? 1 : 0; at < text.length(); at++) {
            char c = text.charAt(at);
            points += c == '.' ? 1 : 0;
            digits += c >= '0' && c <= '9' ? 1 : 0;
        }
        return digits > 0 && points == (real ? 1 : 0)
                && digits + points == text.length() - (text.startsWith("-") ? 1 : 0);
    }

    private static byte[] parseHex(String text) {
        byte[] bytes = new byte[text.length() / 2];
        for (int at = 0; at < bytes.length; at++) {
            bytes[at] = (byte) (Character.digit(text.charAt(2 * at), 16) << 4
                    | Character.digit(text.charAt(2 * at + 1), 16));
        }
        return bytes;
    }

    /** Bytes in hexadecimal. */
    public static String hex(byte[] bytes, int offset, int length) {
        Buffer out = new Buffer(2 * length);
        ValueText.hexadecimal(bytes, offset, length, out);
        return out.asText();
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

    static String pointFields(String kind) {
        return switch (kind) {
            case "histogram" -> HISTOGRAM;
            case "exponential" -> EXPONENTIAL;
            case "summary" -> SUMMARY;
            default -> NUMBER;
        };
    }

    static int attributes(String kind) {
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
    static AnyValue valueOf(String text) {
        AnyValue value = new AnyValue();
        if (text.equals("true") || text.equals("false")) {
            return value.bool(text.equals("true"));
        }
        if (isNumber(text, false)) {
            return value.integer(Long.parseLong(text));
        }
        if (isNumber(text, true)) {
            return value.real(Double.parseDouble(text));
        }
        if (text.startsWith("{")) {
            Buffer map = new Buffer(16);
            for (String pair : split(text.substring(1, text.length() - 1), ',')) {
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
        String[] table = split(known, ' ');
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
                byte[] id = parseHex(value);
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
        for (String each : split(values, ',')) {
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
        for (String each : split(value.substring(value.indexOf(':') + 1), ',')) {
            out.varint(Long.parseLong(each));
        }
        Protobuf.end(out, counts);
        Protobuf.end(out, start);
    }

    /** The lines that a request stands for. */
    public static String decode(Batch batch) {
        return RequestPrinter.decode(batch);
    }
}
