package dev.mote.aot.cases;

import dev.mote.aot.cases.other.Stranger;

/** Which method a call ends in. */
public final class DispatchCases {
    private DispatchCases() {}

    /** Extended in another package. */
    public static class Guarded {
        String hidden() {
            return "Guarded.hidden";
        }

        /** Calls the method of this package. */
        public String call() {
            return hidden();
        }
    }

    static class Near extends Guarded {
        @Override
        String hidden() {
            return "Near.hidden";
        }
    }

    static class BelowStranger extends Stranger {
        // Overrides Guarded.hidden by package, though Stranger stands between.
        String hidden() {
            return "BelowStranger.hidden";
        }
    }

    static class Secret {
        private String name() {
            return "Secret";
        }

        String call() {
            return name();
        }

        static String fixed() {
            return "Secret.fixed";
        }
    }

    static class Public extends Secret {
        public String name() {
            return "Public";
        }

        static String fixed() {
            return "Public.fixed";
        }
    }

    interface Left {
        default String who() {
            return "Left";
        }
    }

    interface Right {
        default String who() {
            return "Right";
        }
    }

    interface MoreLeft extends Left {
        @Override
        default String who() {
            return "More" + Left.super.who();
        }
    }

    static class Both implements MoreLeft, Right {
        @Override
        public String who() {
            return MoreLeft.super.who() + Right.super.who();
        }
    }

    static class Inherits implements MoreLeft, Left {}

    static class FromClass {
        public String who() {
            return "FromClass";
        }
    }

    static class ClassWins extends FromClass implements Left {}

    abstract static class Halfway implements Comparable<Halfway>, Left {
        abstract int rank();

        @Override
        public int compareTo(Halfway other) {
            return Integer.compare(rank(), other.rank());
        }
    }

    static class Full extends Halfway {
        @Override
        int rank() {
            return 4;
        }
    }

    static class Copy implements Cloneable {
        int[] part = {1, 2};
        Object self = this;

        Copy twin() throws CloneNotSupportedException {
            return (Copy) super.clone();
        }
    }

    static class NoCopy {
        Object twin() throws CloneNotSupportedException {
            return super.clone();
        }
    }

    static class Generic<T> {
        T held;

        T set(T value) {
            held = value;
            return value;
        }

        Generic<T> me() {
            return this;
        }
    }

    static class OfText extends Generic<String> {
        @Override
        String set(String value) {
            return super.set(value + "!");
        }

        @Override
        OfText me() {
            return this;
        }
    }

    static String over(Object x) {
        return "Object";
    }

    static String over(long x) {
        return "long";
    }

    static String over(Integer x) {
        return "Integer";
    }

    static String over(int... x) {
        return "int..." + x.length;
    }

    static void run() {
        Out.line("package-private", new Near().call() + " " + new Stranger().call() + " "
                + new Stranger().callHidden() + " " + new BelowStranger().call() + " "
                + new BelowStranger().callHidden());
        Secret secret = new Public();
        Out.line("private is not overridden", secret.call() + " " + ((Public) secret).name() + " "
                + Secret.fixed() + " " + Public.fixed());
        Out.line("defaults", new Both().who() + " " + new Inherits().who() + " "
                + new ClassWins().who());
        Comparable<Halfway> comparable = new Full();
        Out.line("abstract between", comparable.compareTo(new Full()) + " " + new Full().who());
        Generic<String> generic = new OfText();
        Out.line("bridges", generic.set("x") + " " + generic.me().held + " "
                + new OfText().me().held);
        Out.trial("bridge casts", () -> {
            @SuppressWarnings({"unchecked", "rawtypes"})
            Object result = ((Generic) generic).set(Integer.valueOf(3));
            return result;
        });
        Out.line("overloads", over('c') + over((short) 1) + over(Integer.valueOf(1)) + over()
                + over("x"));
        Out.trial("clone", () -> {
            Copy one = new Copy();
            Copy two = one.twin();
            return (one != two) + " " + (one.part == two.part) + " " + (two.self == one);
        });
        Out.trial("no clone", () -> new NoCopy().twin());
        arrays();
        Object o = new Object();
        Out.line("identity", o.equals(o) + " " + o.equals(new Object()) + " " + (o.hashCode()
                == o.hashCode())
                + " " + (System.identityHashCode(o) == o.hashCode()) + " "
                + o.toString().startsWith(
                        "java.lang.Object@"));
    }

    private static void arrays() {
        Object[] rows = new int[2][3];
        Object numbers = new int[] {1};
        Out.line("arrays are objects", (rows instanceof int[][]) + " "
                + (numbers instanceof Object[]) + " "
                + (numbers instanceof Cloneable) + " " + (rows instanceof Comparable<?>[]) + " "
                + (new Full[0] instanceof Halfway[]) + " "
                + ((Object) new Full[0][0] instanceof Object[][]));
        Out.line("names", rows.getClass().getName() + " " + numbers.getClass().getName() + " "
                + new String[0][0].getClass().getName() + " " + new Full().getClass().getName()
                + " "
                + int.class.getName() + " " + String[].class.getSimpleName());
        Out.line("classes", (new int[0].getClass() == int[].class) + " " + (numbers.getClass()
                == int[].class)
                + " " + String.class + " " + Left.class + " "
                + new Full().getClass().getSuperclass().getName());
        boolean[] flags = new boolean[2];
        flags[1] |= Out.one == 1;
        Out.line("flags", flags[0] + " " + flags[1]);
        char[][] jagged = {{'a'}, {}, null};
        Out.line("jagged", jagged[0][0] + " " + jagged[1].length + " " + jagged[2]);
        long[][][] cube = new long[2][3][];
        cube[1][2] = new long[] {7};
        Out.line("cube", cube[1][2][0] + " " + cube[0][0] + " " + cube.clone()[1][2][0]);
    }
}
