package dev.mote.aot.refused;

/** Needs locale data. */
final class Formats {
    private Formats() {
    }

    public static void main(String[] arguments) {
        System.out.println(String.format("%d", arguments.length));
    }
}
