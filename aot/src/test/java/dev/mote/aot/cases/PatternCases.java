package dev.mote.aot.cases;

/** Records, enums, sealed types and the switches over them. */
final class PatternCases {
    private PatternCases() {}

    sealed interface Expr permits Num, Add, Neg, Named {}

    record Num(int value) implements Expr {}

    record Add(Expr left, Expr right) implements Expr {}

    record Neg(Expr inner) implements Expr {}

    record Named(String name, double weight, long[] many) implements Expr {
        static int made;

        Named {
            made++;
            if (weight < 0) {
                throw new IllegalArgumentException("weight " + weight);
            }
        }

        Named(String name) {
            this(name, 1.5, null);
        }
    }

    record Box<T>(T held) {}

    record All(byte b, short s, char c, int i, long l, float f, double d, boolean z, Object o) {}

    record Nothing() {}

    enum Colour {
        RED, GREEN {
            @Override
            String show() {
                return "g!";
            }
        },
        BLUE;

        String show() {
            return name().substring(1);
        }
    }

    private static int eval(Expr e) {
        return switch (e) {
            case Num(int v) when v > 100 -> 100;
            case Num(int v) -> v;
            case Add(Num(var a), Num(int b)) -> a + b + 1000;
            case Add(Expr l, Expr r) -> eval(l) + eval(r);
            case Neg(Neg(var inner)) -> eval(inner);
            case Neg(var inner) -> -eval(inner);
            case Named(String n, double w, long[] m) -> n.length() + (int) w + (m == null ? 0
                    : m.length);
        };
    }

    private static String kind(Object o) {
        return switch (o) {
            case null -> "null";
            case Integer i when i > 10 -> "big " + i;
            case Integer i -> "int " + i;
            case Long l -> "long " + l;
            case String s when s.isEmpty() -> "empty";
            case String s -> "text " + s;
            case int[] a -> "ints " + a.length;
            case Colour.RED -> "red itself";
            case Colour c -> "colour " + c.ordinal();
            case Box<?>(String s) -> "box of text " + s;
            case Box<?>(Integer i) -> "box of int " + i;
            case Box<?>(var x) -> "box of " + x;
            default -> "other";
        };
    }

    @SuppressWarnings("fallthrough")
    private static int old(Colour c) {
        int sum = 0;
        switch (c) {
            case RED:
                sum += 1;
            case GREEN:
                sum += 10;
                break;
            default:
                sum += 100;
        }
        return sum;
    }

    static void run() {
        Expr sum = new Add(new Num(1), new Num(2));
        Out.line("eval", eval(sum) + " " + eval(new Add(sum, new Neg(new Num(500)))) + " "
                + eval(new Neg(new Neg(new Num(7)))) + " " + eval(new Named("abc")));
        Object[] all = {null, 5, 50, 7L, "", "x", new int[3], Colour.RED, Colour.BLUE,
                new Box<>("s"),
            new Box<>(3), new Box<>(null), 'c', 1.5};
        for (Object each : all) {
            Out.line("kind", kind(each));
        }
        Out.trial("null without a case", () -> eval((Expr) Out.nothing));
        Out.trial("null inside", () -> eval(new Add(null, new Num(1))));
        records();
        enums();
        if (all[4] instanceof String s && s.isEmpty() && !(all[1] instanceof String)) {
            Out.line("flow", s.length());
        }
        if (!(all[9] instanceof Box<?>(String inner))) {
            return;
        }
        Out.line("flow below", inner);
    }

    private static void records() {
        All one = new All((byte) 1, (short) 2, 'c', 3, 4, -0.0f, Double.NaN, true, "o");
        All two = new All((byte) 1, (short) 2, 'c', 3, 4, 0.0f, Double.NaN, true, "o");
        Out.line("toString", one);
        Out.line("equals", one.equals(two) + " " + one.equals(new All((byte) 1, (short) 2, 'c', 3,
                4, -0.0f,
                Double.NaN, true, new String("o"))) + " " + one.equals(null) + " "
                + one.equals("x"));
        Out.line("hashCode", one.hashCode() + " " + new Num(5).hashCode() + " "
                + new Nothing().hashCode()
                + " " + new Nothing() + " " + new Nothing().equals(new Nothing()) + " "
                + new Add(new Num(1), null).hashCode());
        Out.trial("compact constructor", () -> new Named("n", -1, null));
        Out.line("static", Named.made + " " + new Named("m").weight() + " "
                + new Box<>(new Box<>(1)));
    }

    private static void enums() {
        StringBuilder out = new StringBuilder();
        for (Colour each : Colour.values()) {
            out.append(each).append(each.show()).append(each.ordinal()).append(old(each))
                    .append(' ');
        }
        Out.line("enums", out.toString());
        Out.trial("valueOf", () -> Colour.valueOf("GREEN").compareTo(Colour.RED));
        Out.trial("no such", () -> Colour.valueOf("PINK"));
        Out.line("class", Colour.GREEN.getDeclaringClass().getName() + " "
                + (Colour.GREEN.getClass()
                == Colour.class) + " " + Colour.RED.equals(Colour.BLUE));
        Colour c = Colour.values()[Out.one];
        Out.line("expression", switch (c) {
            case RED -> 1;
            case GREEN -> {
                int x = Out.one;
                yield x + 41;
            }
            case BLUE -> throw new IllegalStateException();
        });
    }
}
