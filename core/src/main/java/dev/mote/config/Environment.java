package dev.mote.config;

import dev.mote.bytes.Ascii;
import dev.mote.bytes.Buffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The standard {@code OTEL_*} variables (OpenTelemetry specification: configuration/
 * sdk-environment-variables.md and protocol/exporter.md). A variable that is set to nothing counts
 * as not set.
 */
public final class Environment {
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long INTERVAL_MILLIS_MIN = 100;
    private static final long INTERVAL_MILLIS_MAX = 24 * 3_600_000L;
    private static final String OTLP = "OTEL_EXPORTER_OTLP_";

    private final String[] variables;
    private final Problems problems;

    /** {@code variables} as NAME=value. */
    public Environment(String[] variables, Problems problems) {
        this.variables = variables;
        this.problems = problems;
    }

    /** The value of a variable, or null. */
    static String get(String[] variables, String name) {
        for (String variable : variables) {
            if (variable.startsWith(name) && variable.length() > name.length()
                    && variable.charAt(name.length()) == '=') {
                return variable.substring(name.length() + 1);
            }
        }
        return null;
    }

    /** The value of a variable, or null when it is not set or empty. */
    public String get(String name) {
        String value = get(variables, name);
        return value == null || value.isEmpty() ? null : value;
    }

    /**
     * A variable of the OTLP exporter, metrics' own form first; returns which one is set, or null.
     */
    private String otlpName(String suffix) {
        String own = OTLP + "METRICS_" + suffix;
        if (get(own) != null) {
            return own;
        }
        return get(OTLP + suffix) != null ? OTLP + suffix : null;
    }

    private String otlp(String suffix) {
        String name = otlpName(suffix);
        return name == null ? null : get(name);
    }

    /** Whether the environment asks for an OTLP exporter. */
    public boolean hasEndpoint() {
        return otlpName("ENDPOINT") != null && !isDisabled();
    }

    /** OTEL_SDK_DISABLED=true, or OTEL_METRICS_EXPORTER=none: nothing is exported. */
    public boolean isDisabled() {
        String disabled = get("OTEL_SDK_DISABLED");
        String exporter = get("OTEL_METRICS_EXPORTER");
        return disabled != null && isTrue(disabled)
                || exporter != null && exporter.equals("none");
    }

    /** "true" in any case, as the specification wants booleans; anything else is false. */
    private static boolean isTrue(String text) {
        return Ascii.lower(text).equals("true");
    }

    /**
     * The URL to post a signal to: the general endpoint gets {@code /v1/metrics} or its like, the
     * signal's own is as it is.
     */
    public String url(String signal) {
        String own = get(OTLP + upper(signal) + "_ENDPOINT");
        String base = get(OTLP + "ENDPOINT");
        return own != null ? own : base == null ? null
                : base + (base.endsWith("/") ? "" : "/") + "v1/" + signal;
    }

    /** Where to deliver to by gRPC; the general endpoint and metrics' own mean the same. */
    public String grpcEndpoint() {
        return otlp("ENDPOINT");
    }

    /** What messages call the endpoint's variable. */
    public String endpointName() {
        return otlpName("ENDPOINT");
    }

    private static String upper(String signal) {
        StringBuilder upper = new StringBuilder();
        for (int at = 0; at < signal.length(); at++) {
            upper.append((char) (signal.charAt(at) - 32));
        }
        return upper.toString();
    }

    /** Headers for a signal as name, value, …: its own come last, and replace the general ones. */
    public String[] headers(String signal) {
        List<String> pairs = new ArrayList<>();
        readPairs(OTLP + "HEADERS", pairs);
        readPairs(OTLP + upper(signal) + "_HEADERS", pairs);
        return pairs.toArray(new String[0]);
    }

    /** "gzip" or "none", or null when not set. */
    public String compression() {
        return oneOf("COMPRESSION", "gzip", "none");
    }

    /** Nanoseconds a request may take, or the fallback. */
    public long timeoutNanos(long fallbackNanos) {
        String name = otlpName("TIMEOUT");
        return name == null ? fallbackNanos : millis(name, 1, INTERVAL_MILLIS_MAX, fallbackNanos);
    }

    /** Whether the OTLP exporter is one of gRPC; OTLP over HTTP is the default. */
    public boolean isGrpc() {
        return "grpc".equals(otlp("PROTOCOL"));
    }

    /** The file of certificates to trust, or null. */
    public String certificate() {
        return otlp("CERTIFICATE");
    }

    /** The file of the client's own certificate, or null. */
    public String clientCertificate() {
        return otlp("CLIENT_CERTIFICATE");
    }

    /** The file of the client's key, or null. */
    public String clientKey() {
        return otlp("CLIENT_KEY");
    }

    /** Whether an endpoint without http:// or https:// is spoken to without TLS. */
    public boolean insecure() {
        String insecure = otlp("INSECURE");
        return insecure != null && isTrue(insecure);
    }

    /** OTEL_EXPORTER_OTLP_PROTOCOL=http/json: requests are JSON. */
    public boolean wantsJson() {
        return "http/json".equals(otlp("PROTOCOL"));
    }

    /** Checks what this version of Mote cannot do, so that nothing is ignored in silence. */
    public void check() {
        oneOf("PROTOCOL", "http/protobuf", "http/json", "grpc");
        String exporter = get("OTEL_METRICS_EXPORTER");
        if (exporter != null && !exporter.equals("otlp") && !exporter.equals("none")
                && !exporter.equals("console")) {
            problems.error("OTEL_METRICS_EXPORTER=" + exporter + Suggestion.of(exporter,
                    Arrays.asList("otlp", "console", "none")));
        }
    }

    /** OTEL_METRICS_EXPORTER=console: print what is collected. */
    public boolean wantsConsole() {
        return "console".equals(get("OTEL_METRICS_EXPORTER"));
    }

    /** OTEL_METRIC_EXPORT_INTERVAL in nanoseconds, or the fallback. */
    public long intervalNanos(long fallbackNanos) {
        return get("OTEL_METRIC_EXPORT_INTERVAL") == null ? fallbackNanos
                : millis("OTEL_METRIC_EXPORT_INTERVAL", INTERVAL_MILLIS_MIN, INTERVAL_MILLIS_MAX,
                        fallbackNanos);
    }

    /** Attributes of the resource as name, value, …; OTEL_SERVICE_NAME wins over the list. */
    public String[] resource() {
        List<String> pairs = new ArrayList<>();
        String service = get("OTEL_SERVICE_NAME");
        if (service != null) {
            pairs.add("service.name");
            pairs.add(service);
        }
        readPairs("OTEL_RESOURCE_ATTRIBUTES", pairs);
        return pairs.toArray(new String[0]);
    }

    private String oneOf(String suffix, String... words) {
        String name = otlpName(suffix);
        if (name == null || Arrays.asList(words).contains(get(name))) {
            return name == null ? null : get(name);
        }
        problems.error(name + "=" + get(name) + ": unknown"
                + Suggestion.of(get(name), Arrays.asList(words)));
        return null;
    }

    private long millis(String name, long least, long most, long fallbackNanos) {
        long value;
        try {
            value = Long.parseLong(get(name));
        } catch (NumberFormatException e) {
            value = -1;
        }
        if (value < least || value > most) {
            problems.error(name + "=" + get(name) + ": expected milliseconds from " + least + " to "
                    + most);
            return fallbackNanos;
        }
        return value * NANOS_PER_MILLI;
    }

    /** {@code name=value,name=value}, percent-encoded, as W3C Baggage without properties. */
    private void readPairs(String variable, List<String> pairs) {
        String text = get(variable);
        int at = 0;
        while (text != null && at < text.length()) {
            int comma = text.indexOf(',', at);
            int end = comma < 0 ? text.length() : comma;
            String pair = text.substring(at, end).trim();
            int equals = pair.indexOf('=');
            if (equals > 0) {
                pairs.add(decoded(pair.substring(0, equals).trim()));
                pairs.add(decoded(pair.substring(equals + 1).trim()));
            } else if (!pair.isEmpty()) {
                problems.error(variable + ": expected name=value pairs with commas between; pair "
                        + "number " + (pairs.size() / 2 + 1) + " has no name or no \"=\"");
            }
            at = end + 1;
        }
    }

    /** Percent-decoding (RFC 3986, 2.1) of UTF-8; a stray percent sign stays one. */
    public static String decoded(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        Buffer bytes = new Buffer(text.length());
        int at = 0;
        while (at < text.length()) {
            boolean escape = text.charAt(at) == '%' && at + 2 < text.length();
            int high = escape ? Ascii.hexadecimal(text.charAt(at + 1)) : -1;
            int low = escape ? Ascii.hexadecimal(text.charAt(at + 2)) : -1;
            if (high >= 0 && low >= 0) {
                bytes.put(high << 4 | low);
                at += 3;
            } else {
                int next = text.offsetByCodePoints(at, 1);
                bytes.utf8(text.substring(at, next));
                at = next;
            }
        }
        return bytes.asUtf8();
    }
}
