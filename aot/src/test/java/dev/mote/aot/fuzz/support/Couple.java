package dev.mote.aot.fuzz.support;

/** A shape of two; its constructor refuses a null first part. */
public record Couple(Shape left, Shape right) implements Shape {
    public Couple {
        if (left == null) {
            throw new IllegalArgumentException("left is null");
        }
    }
}
