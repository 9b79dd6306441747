package dev.mote.aot.refused;

import java.nio.charset.StandardCharsets;

/** Asks for a character set that is not in the binary. */
final class Encodes {
    private Encodes() {
    }

    public static void main(String[] arguments) {
        System.out.println(arguments[0].getBytes(StandardCharsets.UTF_16BE).length);
    }
}
