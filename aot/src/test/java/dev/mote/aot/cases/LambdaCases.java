package dev.mote.aot.cases;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntBinaryOperator;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/** Lambdas, method references and nested classes: what they capture and how they adapt. */
final class LambdaCases {
    private int field = 3;

    private LambdaCases() {}

    interface Many {
        String take(byte b, long l, float f, double d, Object o);
    }

    interface Throwing<X extends Exception> {
        void run() throws X;
    }

    interface Maker {
        String make(int size);
    }

    private int addField(int x) {
        return field + x;
    }

    private static String text(Object... all) {
        return "" + all.length;
    }

    private Supplier<Integer> counter(int from) {
        int[] state = {from};
        long step = 2;
        return () -> state[0] += (int) step + field;
    }

    private final class Inner {
        int own = field * 2;

        Supplier<String> deep() {
            return () -> own + ":" + field + ":" + LambdaCases.this.field++;
        }
    }

    static void run() {
        LambdaCases self = new LambdaCases();
        Supplier<Integer> counter = self.counter(10);
        Out.line("captured", counter.get() + " " + counter.get());
        Out.line("inner", self.new Inner().deep().get() + " " + self.field);
        Maker maker = size -> "made " + size;
        Out.line("a method called make", maker.make(3));
        byte b = 1;
        double d = 2.5;
        Many many = (p, q, r, s, o) -> p + " " + q + " " + r + " " + s + " " + o + b + d;
        Out.line("many kinds", many.take((byte) -1, 1L << 40, 1.5f, 2.5, "o"));
        references(self);
        adapted();
        composed();
        locals(self);
        Out.trial("thrown", () -> {
            Throwing<Exception> step = () -> {
                throw new Exception("checked");
            };
            step.run();
            return 1;
        });
        Runnable empty = () -> {};
        empty.run();
        Out.line("cast", (Object) empty instanceof Runnable);
    }

    private static void references(LambdaCases self) {
        Function<Integer, Integer> bound = self::addField;
        self.field = 100;
        Function<String, Integer> unbound = String::length;
        BiFunction<String, String, Boolean> twice = String::equals;
        Supplier<List<String>> made = ArrayList::new;
        IntFunction<int[][]> array = int[][]::new;
        Function<Object, String> fixed = String::valueOf;
        Function<Object, String> variadic = LambdaCases::text;
        Out.line("references", bound.apply(1) + " " + unbound.apply("four") + " "
                + twice.apply("a", "a") + " "
                + made.get().size() + " " + array.apply(3).length + " " + fixed.apply(null) + " "
                + variadic.apply("x"));
        Out.trial("bound to null", () -> {
            String none = (String) Out.nothing;
            Supplier<Integer> length = none::length;
            return length;
        });
    }

    private static void adapted() {
        ToLongFunction<Integer> widened = Integer::intValue;
        Function<Integer, Long> boxed = x -> (long) x * 3;
        IntBinaryOperator max = Math::max;
        Supplier<Object> covariant = () -> "object";
        Predicate<String> empty = String::isEmpty;
        Out.line("adapted", widened.applyAsLong(7) + " " + boxed.apply(5) + " " + max.applyAsInt(3,
                4) + " "
                + covariant.get() + " " + empty.negate().test("") + " " + empty.or(s ->
                true).test("x"));
        Out.trial("unboxing null", () -> widened.applyAsLong((Integer) Out.nothing));
    }

    private static void composed() {
        Function<Integer, Integer> plus = x -> x + 1;
        Function<Integer, Integer> times = x -> x * 10;
        Out.line("composed", plus.andThen(times).apply(1) + " " + plus.compose(times).apply(1) + " "
                + Function.<String>identity().apply("same"));
        List<String> words = new ArrayList<>(List.of("pear", "fig", "apple", "date", "kiwi"));
        words.sort(Comparator.comparing(String::length).thenComparing(Comparator.reverseOrder()));
        Out.line("sorted", words);
        words.removeIf(w -> w.length() == 4);
        StringBuilder out = new StringBuilder();
        words.forEach(out::append);
        words.replaceAll(w -> w + w.length());
        Out.line("each", out + " " + words);
    }

    private static void locals(LambdaCases self) {
        int base = Out.one * 5;
        record Pair(int a, int b) {
            int sum() {
                return a + b;
            }
        }
        class Local {
            final int x;

            Local(int x) {
                this.x = x + base;
            }

            Local again() {
                return new Local(x);
            }
        }
        Object anonymous = new Object() {
            private final int twice = base * 2;

            @Override
            public String toString() {
                return "anonymous " + twice + " " + self.field;
            }
        };
        var typed = new Object() {
            int seen = base;
        };
        typed.seen += 3;
        Out.line("local", new Pair(1, base).sum() + " " + new Local(1).again().x + " " + anonymous
                + " "
                + typed.seen + " " + new Pair(3, 4));
        Function<Integer, Integer>[] self2 = newArray();
        self2[0] = n -> n <= 1 ? 1 : n * self2[0].apply(n - 1);
        Out.line("recursive", self2[0].apply(10));
    }

    @SuppressWarnings("unchecked")
    private static Function<Integer, Integer>[] newArray() {
        return (Function<Integer, Integer>[]) new Function<?, ?>[1];
    }
}
