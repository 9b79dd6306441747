package dev.mote.aot.options;

import java.util.List;

/** Exceptions with stack traces of many kinds; the last one is not caught. */
final class Traced {
    private static final int[] NUMBERS = {1, 2};

    private interface Operation {
        int apply(int value);
    }

    private static final class Bad extends RuntimeException {
        private static final long serialVersionUID = 1;

        Bad(String message, Throwable cause) {
            super(message, cause);
        }
    }

    private Traced(int value) {
        if (value > 1) {
            throw new Bad("in a constructor", new IllegalStateException("cause"));
        }
    }

    private static int deep(int n) {
        if (n == 0) {
            int[] nothing = n == 0 ? null : NUMBERS;
            int one = 1;
            synchronized (NUMBERS) {
                return one
                        + nothing[n];
            }
        }
        return deep(n - 1);
    }

    private static int element(int index) {
        int sum = NUMBERS[0];
        sum += NUMBERS[index];
        return sum;
    }

    private static int inlined(int index) {
        return element(index) + 1;
    }

    private static int nested(int index) {
        try {
            return inlined(index);
        } catch (ArrayIndexOutOfBoundsException e) {
            RuntimeException outer = new Bad("outer", e);
            outer.addSuppressed(new Error("suppressed"));
            throw outer;
        }
    }

    private static void show(Operation operation, int value) {
        try {
            System.out.println(operation.apply(value));
        } catch (RuntimeException e) {
            if (e instanceof NullPointerException) { // its message is HotSpot's own
                System.out.println(List.of(e.getStackTrace()));
            } else {
                e.printStackTrace(System.out);
            }
        }
    }

    public static void main(String[] arguments) {
        show(Traced::deep, 2);
        show(Traced::inlined, 5);
        show(k -> new Traced(k).hashCode(), 3);
        show(k -> List.of(1, 2, 3).indexOf(k) / (k - k), 2);
        show(Traced::nested, 9);
        List.of("a", "b").forEach(word -> {
            if (word.equals("b")) {
                throw new Bad(word, null);
            }
        });
    }
}
