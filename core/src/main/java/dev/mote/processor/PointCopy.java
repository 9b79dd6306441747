package dev.mote.processor;

import dev.mote.bytes.Buffer;
import dev.mote.otlp.Message;

/** A data point as it was before an edit changed it. */
final class PointCopy {
    private final Buffer bytes = new Buffer(128);
    private final Message message = new Message();

    void copy(Message point) {
        point.writeTo(bytes.clear());
        message.begin(point.kind()).read(bytes.bytes(), 0, bytes.length());
    }

    Message message() {
        return message;
    }
}
