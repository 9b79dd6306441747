package mote;

import java.util.Map;
import java.util.function.Supplier;
import jdk.internal.util.ReferenceKey;
import jdk.internal.util.ReferencedKeyMap;

/** There is no map behind a set that does not intern. */
final class jdk_internal_util_ReferencedKeyMap {
    private jdk_internal_util_ReferencedKeyMap() {
    }

    static <K, V> ReferencedKeyMap<K, V> create(boolean soft,
            Supplier<Map<ReferenceKey<K>, V>> supplier) {
        return null;
    }
}
