package mote;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import jdk.internal.access.JavaUtilCollectionAccess;

/** The JDK's loads the class that makes trusted lists by its name. */
final class jdk_internal_access_SharedSecrets {
    private jdk_internal_access_SharedSecrets() {
    }

    static JavaUtilCollectionAccess getJavaUtilCollectionAccess() {
        return new Lists();
    }

    private static final class Lists implements JavaUtilCollectionAccess {
        @Override
        public <E> List<E> listFromTrustedArray(Object[] array) {
            return listFromTrustedArrayNullsAllowed(array);
        }

        @Override
        @SuppressWarnings("unchecked")
        public <E> List<E> listFromTrustedArrayNullsAllowed(Object[] array) {
            return Collections.unmodifiableList(Arrays.asList((E[]) array));
        }

        /** Stable values are a preview of Java 25. */
        @Override
        public <E> List<E> stableList(int size, IntFunction<? extends E> maker) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <K, V> Map<K, V> stableMap(Set<K> keys, Function<? super K, ? extends V> maker) {
            throw new UnsupportedOperationException();
        }
    }
}
