package jdk.internal.util;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Replaced whole: the JDK's needs a collector that clears references; keys are held here. */
public final class ReferencedKeySet<T> {
    private final HashMap<T, T> map = new HashMap<>();

    private ReferencedKeySet() {
    }

    /** Nobody asks for the map inside. */
    public static <E> Supplier<Map<ReferenceKey<E>, ReferenceKey<E>>> concurrentHashMapSupplier() {
        return null;
    }

    /** As in the JDK. */
    public static <E> ReferencedKeySet<E> create(boolean soft,
            Supplier<Map<ReferenceKey<E>, ReferenceKey<E>>> supplier) {
        return new ReferencedKeySet<>();
    }

    /** As in the JDK. */
    public T intern(T key) {
        return map.computeIfAbsent(key, k -> k);
    }

    /** As in the JDK. */
    public T intern(T key, UnaryOperator<T> maker) {
        return map.computeIfAbsent(key, maker);
    }
}
