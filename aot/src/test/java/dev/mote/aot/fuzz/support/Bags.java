package dev.mote.aot.fuzz.support;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;

/** The collections that generated code reads and changes, besides {@code State.list} and map. */
public final class Bags {
    private static final int LARGEST = 24;
    public static ArrayDeque<Object> deque;
    public static TreeMap<String, Object> tree;
    public static LinkedHashMap<String, Object> linked;
    public static PriorityQueue<String> queue;
    public static LinkedList<Object> chain;
    public static LinkedHashSet<Object> set;

    private Bags() {}

    static void reset() {
        deque = new ArrayDeque<>(2);
        deque.add("d");
        tree = new TreeMap<>();
        tree.put("beta", 1);
        tree.put("Aa", 'c');
        linked = new LinkedHashMap<>(4, 0.75f, true);
        linked.put("x", 1.5);
        linked.put("a", null);
        queue = new PriorityQueue<>(Comparator.comparing(String::length).thenComparing(
                Comparator.reverseOrder()));
        queue.add("hello");
        chain = new LinkedList<>(List.of("p", 2L));
        set = new LinkedHashSet<>(List.of(1, "one"));
    }

    static int digest() {
        int h = deque.size();
        for (Collection<?> each : List.of(deque, tree.entrySet(), linked.entrySet(), chain, set)) {
            for (Object x : each) {
                h = h * 31 + (x instanceof Map.Entry<?, ?> e
                        ? Tools.hash(e.getKey()) * 7 + Tools.hash(e.getValue()) : Tools.hash(x));
            }
        }
        return h * 31 + queue.size() + Tools.hash(queue.peek());
    }

    /** Keeps what grows small: true while there is room. */
    public static boolean room() {
        return deque.size() + tree.size() + linked.size() + queue.size() + chain.size()
                + set.size() < 6 * LARGEST;
    }

    /** A run over the elements that removes every n-th: by the iterator, or behind its back. */
    public static int thin(Collection<?> from, int n, boolean fair) {
        int seen = 0;
        for (Iterator<?> it = from.iterator(); it.hasNext();) {
            Object each = it.next();
            State.note(Tools.hash(each));
            if (++seen % (2 + (n & 3)) == 0) {
                if (fair) {
                    it.remove();
                } else {
                    from.remove(each);
                }
            }
        }
        return seen;
    }

    /** The elements in order, as text. */
    public static String text(Iterable<?> from) {
        StringBuilder out = new StringBuilder();
        for (Object each : from) {
            out.append(each).append(',');
        }
        return Tools.cut(out.toString());
    }
}
