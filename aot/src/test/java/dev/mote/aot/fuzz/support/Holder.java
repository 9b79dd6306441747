package dev.mote.aot.fuzz.support;

import java.util.function.Function;

/** A generic class: its calls go through casts and bridges. */
public class Holder<T> implements Comparable<Holder<T>> {
    protected T held;

    public Holder(T held) {
        this.held = held;
    }

    public T get() {
        return held;
    }

    /** Puts in another, returns the one before. */
    public T swap(T other) {
        T before = held;
        held = other;
        return before;
    }

    public <R> Holder<R> map(Function<? super T, ? extends R> step) {
        return new Holder<>(step.apply(held));
    }

    @Override
    public int compareTo(Holder<T> other) {
        return Integer.compare(Tools.hash(held), Tools.hash(other.held));
    }

    /** A holder of texts, which overrides with the narrower type. */
    public static final class OfText extends Holder<String> {
        public OfText(String held) {
            super(held);
        }

        @Override
        public String swap(String other) {
            return super.swap(Tools.cut(other + held));
        }

        @Override
        public String get() {
            return held == null ? "none" : held;
        }
    }
}
