package mote;

import java.util.function.UnaryOperator;

/** Equal keys stay two objects: the JDK's map of soft references needs a collector that clears. */
final class jdk_internal_util_ReferencedKeySet {
    private jdk_internal_util_ReferencedKeySet() {
    }

    static Object intern(Object set, Object key) {
        return key;
    }

    static Object intern(Object set, Object key, UnaryOperator<Object> maker) {
        return maker.apply(key);
    }
}
