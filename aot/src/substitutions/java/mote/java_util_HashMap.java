package mote;

/** The JDK's asks reflection whether a key's class is Comparable to itself. */
final class java_util_HashMap {
    private java_util_HashMap() {
    }

    static Class<?> comparableClassFor(Object key) {
        return key instanceof Comparable ? key.getClass() : null;
    }
}
