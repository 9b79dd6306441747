package dev.mote.aot.refused;

import java.util.UUID;

/** What java.base does for it, not the call itself, is outside: random numbers by providers. */
final class Deep {
    private Deep() {
    }

    public static void main(String[] arguments) {
        System.out.println(UUID.randomUUID());
    }
}
