package dev.mote.aot.cases;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;

/** The collections that programs use most, from the real java.base. */
final class CollectionCases {
    private CollectionCases() {}

    static void run() {
        lists();
        maps();
        queues();
        arrays();
        failures();
    }

    private static void lists() {
        List<Integer> list = new ArrayList<>();
        for (int k = 0; k < 40; k++) {
            list.add(k * 7 % 40);
        }
        list.remove(Integer.valueOf(7));
        list.remove(3);
        list.add(2, -1);
        list.subList(5, 30).clear();
        Out.line("list", list + " " + list.indexOf(-1) + " " + list.contains(99) + " "
                + list.hashCode());
        Collections.sort(list);
        Collections.reverse(list);
        Out.line("sorted", list + " " + Collections.max(list) + " "
                + list.equals(new ArrayList<>(list)));
        LinkedList<String> linked = new LinkedList<>(List.of("a", "b"));
        linked.addFirst("z");
        linked.removeLast();
        Out.line("linked", linked + " " + List.of(1, 2, 3).indexOf(2) + " " + Arrays.asList(1,
                null));
        int sum = 0;
        for (Iterator<Integer> it = list.iterator(); it.hasNext();) {
            int x = it.next();
            if (x % 2 == 0) {
                it.remove();
            }
            sum += x;
        }
        Out.line("iterated", sum + " " + list.size());
    }

    private static void maps() {
        Map<String, Integer> counts = new HashMap<>();
        for (String word : new String[] {"a", "b", "a", "Aa", "BB", "c", "a", "AaAa", "BBBB",
                "AaBB"}) {
            counts.merge(word, 1, Integer::sum);
        }
        counts.computeIfAbsent("new", String::length);
        counts.computeIfPresent("b", (k, v) -> null);
        counts.putIfAbsent("a", 100);
        Out.line("map", counts + " " + counts.getOrDefault("none", -1) + " "
                + counts.containsValue(3));
        Map<Integer, String> many = new HashMap<>();
        for (int k = 0; k < 2000; k++) {
            many.put(k * 65536, "v" + k);
        }
        many.keySet().removeIf(k -> k % 3 == 0);
        Out.line("many", many.size() + " " + many.get(65536) + " " + many.get(65536 * 3));
        LinkedHashMap<String, Integer> linked = new LinkedHashMap<>(counts);
        linked.remove("c");
        linked.put("c", 1);
        Out.line("linked", linked.keySet() + " " + linked.values());
        TreeMap<String, Integer> tree = new TreeMap<>(counts);
        Out.line("tree", tree + " " + tree.floorKey("b") + " " + tree.headMap("B") + " "
                + tree.lastEntry());
        HashSet<Long> set = new HashSet<>();
        for (long k = 0; k < 100; k++) {
            set.add(k % 7);
        }
        Out.line("set", set + " " + set.add(3L) + " " + set.containsAll(List.of(1L, 2L)));
        int sum = 0;
        for (Map.Entry<String, Integer> each : tree.entrySet()) {
            sum += each.getKey().length() * each.setValue(0);
        }
        Out.line("entries", sum + " " + tree.get("a"));
    }

    private static void queues() {
        ArrayDeque<Integer> deque = new ArrayDeque<>();
        for (int k = 0; k < 40; k++) {
            deque.addLast(k);
            if (k % 3 == 0) {
                deque.pollFirst();
            }
        }
        Out.line("deque", deque.size() + " " + deque.peekFirst() + " " + deque.peekLast());
        PriorityQueue<String> queue = new PriorityQueue<>(Collections.reverseOrder());
        Collections.addAll(queue, "m", "z", "a", "q");
        Out.line("queue", queue.poll() + queue.poll() + queue.size());
        BitSet bits = new BitSet();
        bits.set(3, 70);
        bits.clear(64);
        Out.line("bits", bits.cardinality() + " " + bits.nextClearBit(3) + " " + bits.length());
    }

    private static void arrays() {
        int[] numbers = {5, -1, 9, 3, 3, Integer.MIN_VALUE, 0};
        Arrays.sort(numbers);
        Out.line("ints", Arrays.toString(numbers) + " " + Arrays.binarySearch(numbers, 3) + " "
                + Arrays.hashCode(numbers) + " " + Arrays.equals(numbers, numbers.clone()));
        double[] doubles = {1, -0.0, Double.NaN, 0.0, -5};
        Arrays.sort(doubles);
        Out.line("doubles", Arrays.toString(doubles));
        long[] big = new long[500];
        for (int k = 0; k < big.length; k++) {
            big[k] = k * 7919L % 503;
        }
        Arrays.sort(big);
        Out.line("longs", big[0] + " " + big[250] + " " + big[499]);
        String[] words = {"b", "a", "C", null};
        Arrays.sort(words, 0, 3);
        Out.line("words", Arrays.asList(words) + " " + Arrays.deepToString(new int[][] {{1}, {2,
                3}}));
        byte[] bytes = new byte[9];
        Arrays.fill(bytes, 2, 5, (byte) 7);
        System.arraycopy(bytes, 1, bytes, 3, 5);
        Out.line("bytes", Arrays.toString(bytes) + " " + Arrays.mismatch(bytes, new byte[9]));
        Object[] copy = Arrays.copyOf(new String[] {"x"}, 2, Object[].class);
        copy[1] = 3;
        Out.line("copied", Arrays.toString(copy) + " " + copy.getClass().getName());
    }

    private static void failures() {
        Out.trial("get", () -> new ArrayList<>(List.of(1)).get(3));
        Out.trial("add", () -> {
            new ArrayList<Integer>().add(2, 1);
            return 0;
        });
        Out.trial("capacity", () -> new ArrayList<String>(-1));
        Out.trial("next", () -> new ArrayList<String>().iterator().next());
        Out.trial("first", () -> new ArrayDeque<String>().removeFirst());
        Out.trial("modified", () -> {
            List<Integer> list = new ArrayList<>(List.of(1, 2, 3));
            for (Integer each : list) {
                list.remove(each);
            }
            return list;
        });
        Out.trial("immutable", () -> List.of(1).add(2));
        Out.trial("null in List.of", () -> List.of(1, null));
        Out.trial("unmodifiable", () -> Collections.unmodifiableMap(new HashMap<>()).put(1, 2));
        Out.trial("empty", () -> java.util.Optional.empty().get());
        Out.trial("mixed tree", () -> {
            TreeMap<Object, Integer> tree = new TreeMap<>();
            tree.put("a", 1);
            return tree.put(1, 2);
        });
    }
}
