package dev.mote.otlp;

import dev.mote.bytes.Buffer;
import dev.mote.component.Batch.Signal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A request that is built from records with what is around them: equal resources, scopes and
 * metrics become one. Its memory is used again after {@link #clear}.
 *
 * <pre>
 *   place(item)  resource node ─ scope node ─ metric node   heads: bytes, compared
 *   append       the record's bytes, to the innermost node
 *   writeTo      each node with what it holds, from the outside in
 * </pre>
 */
public final class Regrouping {
    /** One resource, scope or metric. */
    private static final class Node {
        int parent;
        int level;
        /** The fields of the message around the records, besides these. */
        final Buffer head = new Buffer(64);
        /** Of a metric: the number of its data's field, and where that one's head begins. */
        int dataField;
        int dataHead;
        long hash;
        final Buffer records = new Buffer(64);
    }

    private static final int NONE = -1;

    private final List<Node> nodes = new ArrayList<>();
    private int count;
    private final Buffer head = new Buffer(256);
    private int items;
    /** The place of the last one, by level: most records follow others of the same place. */
    private final int[] last = new int[3];

    public void clear() {
        count = 0;
        items = 0;
        Arrays.fill(last, NONE);
    }

    public Regrouping() {
        clear();
    }

    public int items() {
        return items;
    }

    /** The place for records around which is what is around the item. */
    public int place(Item item) {
        head.clear();
        about(item.resource);
        int resource = node(NONE, 0, 0, 0);
        head.clear();
        about(item.scope);
        int scope = node(resource, 1, 0, 0);
        if (item.signal != Signal.METRICS) {
            return scope;
        }
        head.clear();
        item.metric.writeTo(head);
        int dataHead = head.length();
        item.data.writeTo(head);
        return node(scope, 2, item.dataField, dataHead);
    }

    private void about(Message message) {
        if (message.isPresent()) {
            int start = Protobuf.begin(head, 1);
            message.writeTo(head);
            Protobuf.end(head, start);
        }
    }

    /** The node with the head that has just been written, and this parent. */
    private int node(int parent, int level, int dataField, int dataHead) {
        if (last[level] != NONE && is(nodes.get(last[level]), parent, level, 0, false)) {
            return last[level];
        }
        long hash = hash(parent);
        for (int at = 0; at < count; at++) {
            if (is(nodes.get(at), parent, level, hash, true)) {
                last[level] = at;
                return at;
            }
        }
        if (count == nodes.size()) {
            nodes.add(new Node());
        }
        Node node = nodes.get(count);
        node.parent = parent;
        node.level = level;
        node.head.clear().put(head.bytes(), 0, head.length());
        node.dataField = dataField;
        node.dataHead = dataHead;
        node.hash = hash;
        node.records.clear();
        last[level] = count;
        return count++;
    }

    private boolean is(Node node, int parent, int level, long hash, boolean byHash) {
        return node.level == level && node.parent == parent && (!byHash || node.hash == hash)
                && Arrays.equals(node.head.bytes(), 0, node.head.length(), head.bytes(), 0,
                        head.length());
    }

    private long hash(int parent) {
        long hash = parent;
        for (int at = 0; at < head.length(); at++) {
            hash = hash * 31 + head.bytes()[at];
        }
        return hash;
    }

    /** Appends a record's content to a place. */
    public void append(int place, Message record) {
        Node node = nodes.get(place);
        int start = Protobuf.begin(node.records, node.level == 2 ? 1 : 2);
        record.writeTo(node.records);
        Protobuf.end(node.records, start);
        items++;
    }

    /** Appends a record's content to a place. */
    public void append(int place, byte[] bytes, int offset, int length) {
        Node node = nodes.get(place);
        Protobuf.bytes(node.records, node.level == 2 ? 1 : 2, bytes, offset, length);
        items++;
    }

    /** Appends the request, from the inside out. To be called once; then {@link #clear}. */
    public void writeTo(Buffer out) {
        for (int level = 2; level >= 0; level--) {
            for (int at = 0; at < count; at++) {
                Node node = nodes.get(at);
                if (node.level == level) {
                    encode(node, node.parent == NONE ? out : nodes.get(node.parent).records);
                }
            }
        }
    }

    private static void encode(Node node, Buffer out) {
        Buffer below = node.records;
        int expected = node.head.length() + below.length();
        int start = Protobuf.begin(out, node.level == 0 ? 1 : 2, expected);
        if (node.level == 2) {
            out.put(node.head.bytes(), 0, node.dataHead);
            int data = Protobuf.begin(out, node.dataField, below.length());
            out.put(node.head.bytes(), node.dataHead, node.head.length() - node.dataHead)
                    .put(below.bytes(), 0, below.length());
            Protobuf.end(out, data, below.length());
        } else {
            out.put(node.head.bytes(), 0, node.head.length()).put(below.bytes(), 0, below.length());
        }
        Protobuf.end(out, start, expected);
    }
}
