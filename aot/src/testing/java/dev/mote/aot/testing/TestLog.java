package dev.mote.aot.testing;

/** Says how each test went; the generated runners call it. */
public final class TestLog {
    private static int passed;
    private static int failed;
    private static String running = "";

    private TestLog() {}

    /** Remembers the name, so that a crash can be placed: see {@link #running}. */
    public static void begin(String name) {
        running = name;
    }

    public static void passed(String name) {
        passed++;
        System.out.println("ok " + name);
    }

    public static void failed(String name, Throwable thrown) {
        failed++;
        String message = thrown.getMessage();
        String line = thrown instanceof AssertionError ? "" : thrown.getClass().getName() + " ";
        System.out.println("FAILED " + name + ": " + line + (message == null ? "" : message));
        thrown.printStackTrace();
    }

    /** The test that began last. */
    public static String running() {
        return running;
    }

    /** The last line, and exit code 1 when a test failed. */
    public static void end() {
        System.out.println(passed + " passed, " + failed + " failed");
        System.exit(failed == 0 ? 0 : 1);
    }
}
