package dev.mote.aot;

/** The C text, piece by piece. */
final class CWriter {
    private final StringBuilder out = new StringBuilder(1 << 20);

    CWriter add(Object... parts) {
        for (Object part : parts) {
            out.append(part);
        }
        return this;
    }

    CWriter line(Object... parts) {
        return add(parts).add("\n");
    }

    StringBuilder buffer() {
        return out;
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
