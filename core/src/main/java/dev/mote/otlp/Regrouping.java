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
        int hash;
        final Buffer records = new Buffer(64);
    }

    private static final int NONE = -1;

    private final List<Node> nodes = new ArrayList<>();
    private int count;
    /** Nodes by hash, open addressing: number + 1, or 0. */
    private int[] index = new int[64];
    private final Buffer head = new Buffer(256);
    private int items;
    /** The place of the last one, by level: most records follow others of the same place. */
    private final int[] last = new int[3];

    public void clear() {
        count = 0;
        Arrays.fill(index, 0);
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
        if (last[level] != NONE && is(nodes.get(last[level]), parent, level)) {
            return last[level];
        }
        int hash = hash(parent, level);
        int slot = hash & index.length - 1;
        while (index[slot] != 0) {
            if (is(nodes.get(index[slot] - 1), parent, level)) {
                last[level] = index[slot] - 1;
                return last[level];
            }
            slot = slot + 1 & index.length - 1;
        }
        index[slot] = count + 1;
        return add(parent, level, dataField, dataHead, hash);
    }

    private int add(int parent, int level, int dataField, int dataHead, int hash) {
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
        last[level] = count++;
        if (2 * count > index.length) {
            grow();
        }
        return last[level];
    }

    private void grow() {
        index = new int[2 * index.length];
        for (int at = 0; at < count; at++) {
            int slot = nodes.get(at).hash & index.length - 1;
            while (index[slot] != 0) {
                slot = slot + 1 & index.length - 1;
            }
            index[slot] = at + 1;
        }
    }

    private boolean is(Node node, int parent, int level) {
        return node.level == level && node.parent == parent && Arrays.equals(node.head.bytes(), 0,
                node.head.length(), head.bytes(), 0, head.length());
    }

    private int hash(int parent, int level) {
        int hash = 4 * parent + level;
        for (int at = 0; at < head.length(); at++) {
            hash = hash * 31 + head.bytes()[at];
        }
        return hash ^ hash >>> 15;
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
