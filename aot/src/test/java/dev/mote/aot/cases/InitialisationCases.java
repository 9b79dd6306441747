package dev.mote.aot.cases;

/** When static initialisers run, in which order, and what happens after one failed. */
final class InitialisationCases {
    private static final StringBuilder LOG = new StringBuilder();

    private InitialisationCases() {}

    static int note(String what, int value) {
        LOG.append(what).append(' ');
        return value;
    }

    private static String taken() {
        String text = LOG.toString();
        LOG.setLength(0);
        return text;
    }

    static class Parent {
        static final int CONSTANT = 5;
        static final Integer BOXED = note("Parent", 7);
        static int field = 1;

        static int method() {
            return 1;
        }
    }

    static class Child extends Parent {
        static int own = note("Child", 8);
    }

    interface Plain {
        int VALUE = note("Plain", 9);

        int call();
    }

    interface WithDefault {
        int VALUE = note("WithDefault", 10);

        default int call() {
            return VALUE;
        }
    }

    static class Implements implements Plain, WithDefault {
        static int own = note("Implements", 11);

        @Override
        public int call() {
            return own;
        }
    }

    static class First {
        static int a = Second.b + note("First", 1);
    }

    static class Second {
        static int b = First.a + note("Second", 10);
    }

    static class Fails {
        static int value = 1 / note("Fails", Out.zero);

        static int method() {
            return 3;
        }
    }

    static class FailsToo {
        static final Object FAILED = fail();

        private static Object fail() {
            throw new Error("an error stays itself");
        }
    }

    static class BelowFailing extends Fails {
        static int other = note("BelowFailing", 2);
    }

    static class OnlyArray {
        static {
            note("OnlyArray", 0);
        }
    }

    static class Counter {
        static int count;
        final int number = ++count;
        int twice;

        {
            twice = number * 2;
            note("instance" + twice, 0);
        }

        Counter() {
            note("constructor" + twice, 0);
        }
    }

    static class EarlyCall {
        EarlyCall() {
            note("early " + value(), 0);
        }

        int value() {
            return -1;
        }
    }

    static class SeesDefaults extends EarlyCall {
        int x = 5;
        final int constant = 6;

        @Override
        int value() {
            return x * 10 + constant;
        }
    }

    static void run() {
        Out.line("constant does not initialise", Parent.CONSTANT + taken());
        Out.line("array does not initialise", new OnlyArray[2].length + taken());
        Out.line("inherited static initialises the owner only", Child.field + taken());
        Out.line("own static", Child.own + taken());
        Out.line("interface without default is left alone", new Implements().call() + " "
                + taken());
        Out.line("interface field", Plain.VALUE + " " + taken());
        Out.line("circle", First.a + " " + Second.b + " " + taken());
        Out.trial("failing", () -> Fails.value);
        Out.trial("failing again", () -> Fails.value);
        Out.trial("failing method", Fails::method);
        Out.trial("below failing", () -> BelowFailing.other);
        Out.trial("below failing again", () -> new BelowFailing().toString());
        Out.trial("error", () -> FailsToo.FAILED);
        Out.trial("error again", () -> FailsToo.FAILED);
        Out.line("after", taken());
        new Counter();
        new Counter();
        Out.line("instances", taken());
        new SeesDefaults();
        Out.line("early virtual call", taken());
    }
}
