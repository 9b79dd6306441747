package dev.mote.aot.options;

/** Has assertions: one that holds, one that fails, one in a class of its own. */
final class Asserting {
    private static int asked;

    private Asserting() {
    }

    private static final class Strict {
        static int check(int value) {
            assert value > 0 : "value is " + value;
            return value;
        }
    }

    public static void main(String[] arguments) {
        assert ++asked > 0;
        System.out.println("asked " + asked);
        try {
            System.out.println(Strict.check(-1));
        } catch (AssertionError e) {
            System.out.println(e);
        }
    }
}
