package dev.mote.semconv;

/** An attribute's key under each convention. */
public final class Attribute {
    public final Wire wire = new Wire();
    private final String name;
    private final String otelcolName;

    private Attribute(String name, String otelcolName) {
        this.name = name;
        this.otelcolName = otelcolName;
    }

    public static Attribute of(String name) {
        return new Attribute(name, name);
    }

    public static Attribute of(String name, String otelcolName) {
        return new Attribute(name, otelcolName);
    }

    public String name(Convention convention) {
        return convention == Convention.OTELCOL ? otelcolName : name;
    }

    /** One of an attribute's known values, as in {@code cpu.mode=iowait}. */
    public static final class Value {
        public final Wire wire = new Wire();
        private final String text;
        private final String otelcolText;

        private Value(String text, String otelcolText) {
            this.text = text;
            this.otelcolText = otelcolText;
        }

        public static Value of(String text) {
            return new Value(text, text);
        }

        public static Value of(String text, String otelcolText) {
            return new Value(text, otelcolText);
        }

        public String text(Convention convention) {
            return convention == Convention.OTELCOL ? otelcolText : text;
        }
    }
}
