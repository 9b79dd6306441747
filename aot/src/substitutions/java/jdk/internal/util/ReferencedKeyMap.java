package jdk.internal.util;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/** Replaced whole: the JDK's needs a collector that clears references; keys are held here. */
public final class ReferencedKeyMap<K, V> {
    private final HashMap<K, V> map = new HashMap<>();

    private ReferencedKeyMap() {
    }

    /** Nobody asks for the map inside. */
    public static <K, V> Supplier<Map<ReferenceKey<K>, V>> concurrentHashMapSupplier() {
        return null;
    }

    /** As in the JDK. */
    public static <K, V> ReferencedKeyMap<K, V> create(boolean soft,
            Supplier<Map<ReferenceKey<K>, V>> supplier) {
        return new ReferencedKeyMap<>();
    }

    /** As in the JDK. */
    public V computeIfAbsent(K key, Function<? super K, ? extends V> maker) {
        return map.computeIfAbsent(key, maker);
    }
}
