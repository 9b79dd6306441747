package dev.mote.otlp;

import dev.mote.component.Batch.Signal;

/** Where a rewriter stands: a record, or a message further out, and what is around it. */
public final class Item {
    public Signal signal = Signal.METRICS;
    public final Message resource = new Message();
    public final Message scope = new Message();
    public final Message metric = new Message();
    /** The metric's Gauge, Sum, Histogram …, without its points. */
    public final Message data = new Message();
    /** Which of them it is: the number of its field in Metric, 0 when there is none. */
    public int dataField;
    /** A data point, log record or span. */
    public final Message record = new Message();
    /** An event of a span. */
    public final Message event = new Message();

    public Message at(Level level) {
        return switch (level) {
            case RESOURCE -> resource;
            case SCOPE -> scope;
            case METRIC -> metric;
            case RECORD -> record;
            case EVENT -> event;
        };
    }

    Message.Kind recordKind() {
        return switch (signal) {
            case LOGS -> Message.Kind.LOG;
            case TRACES -> Message.Kind.SPAN;
            case METRICS -> switch (dataField) {
                case Otlp.HISTOGRAM -> Message.Kind.HISTOGRAM;
                case Otlp.EXPONENTIAL -> Message.Kind.EXPONENTIAL;
                case Otlp.SUMMARY -> Message.Kind.SUMMARY;
                default -> Message.Kind.NUMBER;
            };
        };
    }
}
