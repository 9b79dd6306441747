package dev.mote.aot.refused;

/** Needs a second thread. */
final class StartsThread {
    private StartsThread() {
    }

    public static void main(String[] arguments) {
        work();
    }

    private static void work() {
        new Thread(() -> { }).start();
    }
}
