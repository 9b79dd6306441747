package dev.mote.otlp;

import dev.mote.component.Batch.Signal;

/** Counts the data points, log records or spans in a part of a request. */
final class ItemCount {
    /** Request, resource, scope, metric, data. */
    private final ProtobufReader[] readers = {new ProtobufReader(), new ProtobufReader(),
        new ProtobufReader(), new ProtobufReader(), new ProtobufReader()};

    /**
     * Items in the content of one message.
     *
     * @param depth which message: 0 the request, 1 that of a resource, 2 of a scope, 3 a metric,
     * 4 its data
     */
    int of(Signal signal, int depth, byte[] bytes, int from, int to) {
        ProtobufReader in = readers[depth].over(bytes, from, to);
        boolean last = depth == (signal == Signal.METRICS ? 4 : 2);
        int items = 0;
        while (in.nextField()) {
            if (in.isBytes() && leadsDown(depth, in.field())) {
                items += last ? 1
                        : of(signal, depth + 1, bytes, in.offset(), in.offset() + in.length());
            }
        }
        return items;
    }

    private static boolean leadsDown(int depth, int field) {
        return switch (depth) {
            case 0, 4 -> field == 1;
            case 3 -> Otlp.isData(field);
            default -> field == 2;
        };
    }
}
