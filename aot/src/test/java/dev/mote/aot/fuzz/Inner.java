package dev.mote.aot.fuzz;

import java.util.List;
import java.util.Map;

/** Classes inside classes, construction order, generic bounds, iterators, calls of the super. */
final class Inner implements Feature {
    /** {@code %1} to {@code %6} stand for generated int expressions over x. */
    private static final String SOURCE = """
            class Outer<T extends Comparable<T>> implements Iterable<Integer>, Shown {
                static int count = State.seen(800);
                final int v;
                int late = State.seen(7) + hook(%1);
                T held;
                { State.note(late); count++; }
                Outer(int x, T held) {
                    if (x == 31) {
                        throw new IllegalArgumentException("refused " + x);
                    }
                    this.v = x;
                    super();
                    this.held = held;
                    State.note(hook(x));
                }
                Outer(int x) {
                    int y = %2;
                    this(y, null);
                }
                int hook(int x) { return %3; }
                synchronized int locked(int x) {
                    synchronized (this) {
                        return 1000 / (x - v);
                    }
                }
                class In {
                    int w = v + late;
                    class Deep {
                        int sum(int x) { return v + w + Outer.this.late + In.this.w++ + (%4); }
                    }
                    int get(int x) { return new Deep().sum(x) + hook(w); }
                }
                int local(final int x) {
                    int twice = x * 2;
                    class Local extends In {
                        int own = twice + x;
                        @Override int get(int y) { return super.get(y) + own + twice + v; }
                        Local again(int n) { return n <= 0 ? this : new Local().again(n - 1); }
                    }
                    record Pair(int a, Object b) {
                        static int made = 3;
                        int both() { return a + made++; }
                    }
                    enum Way {
                        UP, DOWN { @Override int step() { return -1; } };
                        int step() { return 1; }
                    }
                    interface Step { int go(int a); }
                    Step step = a -> a + twice + Way.values()[x & 1].step();
                    return new Local().again(2).get(x) + new Pair(x, held).both() + step.go(x);
                }
                static <X extends Comparable<? super X>> X max(X a, X b) {
                    return a.compareTo(b) >= 0 ? a : b;
                }
                @SafeVarargs
                static <X> int many(X... all) {
                    int sum = all.length;
                    for (X each : all) {
                        sum = sum * 31 + Tools.hash(each);
                    }
                    return sum;
                }
                @Override public Iterator<Integer> iterator() {
                    return new Iterator<>() {
                        int at = v & 3;
                        @Override public boolean hasNext() { return at > 0; }
                        @Override public Integer next() {
                            if (at <= 0) {
                                throw new NoSuchElementException("at " + at);
                            }
                            return at-- * late;
                        }
                    };
                }
            }
            interface Shown {
                int BASE = State.seen(801);
                private int secret(int x) { return %5; }
                static int free(int x) { return x ^ BASE; }
                default String show(int x) { return getClass().getSimpleName() + secret(x); }
            }
            class Sub extends Outer<String> implements Comparable<Sub> {
                int x = 5;
                String name = "sub";
                Sub(int x) { super(x, "s" + x); this.x += x; }
                @Override int hook(int y) {
                    return y + x + (name == null ? 1 : 2) + super.hook(y >> 1);
                }
                @Override public int compareTo(Sub other) { return Integer.compare(x, other.x); }
                @Override public boolean equals(Object o) {
                    return o instanceof Sub s && s.x == x;
                }
                @Override public int hashCode() { return x; }
                @Override public String show(int x) { return Outer.count + super.show(x); }
                @Override public String toString() { return "Sub" + x; }
            }
            """;

    @Override
    public void declare(Dice dice, Hierarchy hierarchy, Map<String, String> files) {
        Context context = new Context(dice, hierarchy, List.of());
        String source = SOURCE;
        for (int k = 1; k <= 5; k++) {
            context.scope.release(0);
            if (k != 1) {
                context.scope.add("x", Type.INT, true);
            }
            source = source.replace("%" + k, "State.fuel-- < 0 ? 1 : "
                    + context.exactly(Type.INT, 2));
        }
        files.put("Outer", Source.file() + source);
    }

    @Override
    public String expression(Context context, Type type, int depth) {
        Dice dice = context.dice;
        String number = "(int) " + context.of(Type.INT, Math.min(1, depth - 1));
        String outer = dice.pick("new Outer<String>(" + number + ")", "new Sub(" + number + ")",
                "new Outer<>(" + number + ", " + context.of(Type.TEXT, 1) + ")",
                "new Outer<Integer>(" + number + ", 5) { @Override int hook(int y) "
                        + "{ return y ^ v; } }");
        String other = context.of(Type.INT, 1);
        return switch (type) {
            case INT -> switch (dice.below(9)) {
                case 0 -> outer + ".new In().get(" + other + ")";
                case 1 -> outer + ".new In().new Deep().sum(" + other + ")";
                case 2 -> outer + ".local(" + other + ")";
                case 3 -> outer + ".locked(" + other + ")";
                case 4 -> "Outer.many(" + context.of(Type.TEXT, 1) + ", " + number + ", "
                        + context.of(Type.OBJECT, 1) + ")";
                case 5 -> "Outer.max((Integer) (" + number + "), 7)";
                case 6 -> outer + ".iterator().next()";
                case 7 -> "Shown.free(" + number + ")";
                default -> "Outer.max(new Sub(" + number + "), new Sub(" + other + ")).x";
            };
            case BOOLEAN -> "new Sub(" + number + ").equals(" + dice.pick("new Sub(" + other + ")",
                    context.of(Type.OBJECT, 1)) + ")";
            case TEXT -> dice.chance(50) ? "Outer.max(" + context.of(Type.TEXT, 1) + ", "
                    + context.of(Type.TEXT, 1) + ")" : outer + ".show(" + other + ")";
            case OBJECT -> "new Sub(" + number + ")";
            default -> null;
        };
    }

    @Override
    public boolean statement(Context context, Source out, Statements statements, int depth) {
        String name = context.fresh("v");
        out.open("for (int " + name + " : new Sub((int) " + context.of(Type.INT, 1) + "))");
        int mark = context.scope.mark();
        context.scope.add(name, Type.INT, true);
        statements.loopBody(depth, "");
        out.close();
        context.scope.release(mark);
        return true;
    }
}
