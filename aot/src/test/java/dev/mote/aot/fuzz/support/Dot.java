package dev.mote.aot.fuzz.support;

/** A shape of primitive components. */
public record Dot(int x, long y) implements Shape {
    @Override
    public int weight() {
        return x + (int) y;
    }
}
