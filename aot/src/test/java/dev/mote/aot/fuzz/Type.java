package dev.mote.aot.fuzz;

/** The types of generated variables, fields, parameters and results. */
enum Type {
    INT("int", "i"), LONG("long", "l"), FLOAT("float", "f"), DOUBLE("double", "d"),
    BOOLEAN("boolean", "z"), BYTE("byte", "b"), SHORT("short", "s"), CHAR("char", "c"),
    TEXT("String", "text"), NODE("Node", null), SHAPE("Shape", null), OBJECT("Object", "object"),
    INTS("int[]", "ints"), LONGS("long[]", "longs"), FLOATS("float[]", "floats"),
    DOUBLES("double[]", "doubles"), FLAGS("boolean[]", "flags"), BYTES("byte[]", "bytes"),
    SHORTS("short[]", "shorts"), CHARS("char[]", "chars"), TEXTS("String[]", "texts"),
    NODES("Node[]", null);

    static final Type[] NUMBERS = {INT, LONG, FLOAT, DOUBLE, BYTE, SHORT, CHAR};
    static final Type[] WIDE = {INT, LONG, FLOAT, DOUBLE};
    static final Type[] SCALARS = {INT, INT, LONG, LONG, FLOAT, DOUBLE, DOUBLE, BOOLEAN, BYTE,
            SHORT,
        CHAR, TEXT, NODE, OBJECT};

    /** The name in Java. */
    final String java;
    /** The field of {@code State} that has this type, or null. */
    final String state;

    Type(String java, String state) {
        this.java = java;
        this.state = state;
    }

    boolean isNumber() {
        return ordinal() <= DOUBLE.ordinal() || this == BYTE || this == SHORT || this == CHAR;
    }

    boolean isFloating() {
        return this == FLOAT || this == DOUBLE;
    }

    boolean isArray() {
        return java.endsWith("[]");
    }

    /** The type of an array's elements. */
    Type element() {
        return switch (this) {
            case INTS -> INT;
            case LONGS -> LONG;
            case FLOATS -> FLOAT;
            case DOUBLES -> DOUBLE;
            case FLAGS -> BOOLEAN;
            case BYTES -> BYTE;
            case SHORTS -> SHORT;
            case CHARS -> CHAR;
            case TEXTS -> TEXT;
            case NODES -> NODE;
            default -> throw new IllegalStateException(this + " is no array");
        };
    }

    /** The array of this element type, or null where there is none. */
    Type array() {
        for (Type each : values()) {
            if (each.isArray() && each.element() == this) {
                return each;
            }
        }
        return null;
    }
}
