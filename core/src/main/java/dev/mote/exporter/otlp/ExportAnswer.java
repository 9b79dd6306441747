package dev.mote.exporter.otlp;

import dev.mote.bytes.Buffer;
import dev.mote.exporter.AnswerText;
import dev.mote.otlp.ProtobufReader;

/**
 * What a response's body says.
 *
 * <pre>
 *   200    Export…ServiceResponse { 1 partial_success { 1 rejected, 2 error_message } }
 *   else   google.rpc.Status      { 1 code, 2 message }
 * </pre>
 */
final class ExportAnswer {
    private final ProtobufReader in = new ProtobufReader();
    private long rejected;
    private int messageOffset;
    private int messageLength;
    private byte[] bytes;

    /** Reads the body of a success. */
    void readSuccess(Buffer body) {
        clear(body);
        in.over(bytes, 0, body.length());
        while (in.nextField()) {
            if (in.field() == 1 && in.isBytes()) {
                in.over(bytes, in.offset(), in.offset() + in.length());
                readPartialSuccess();
                return;
            }
        }
    }

    private void readPartialSuccess() {
        while (in.nextField()) {
            if (in.field() == 1 && !in.isBytes()) {
                rejected = Math.max(0, in.value());
            } else if (in.field() == 2 && in.isBytes()) {
                messageOffset = in.offset();
                messageLength = in.length();
            }
        }
    }

    /** Reads the body of a failure: a Status, or text. */
    void readFailure(Buffer body, boolean protobuf) {
        if (!protobuf) {
            readText(body);
            return;
        }
        clear(body);
        in.over(bytes, 0, body.length());
        while (in.nextField()) {
            if (in.field() == 2 && in.isBytes()) {
                messageOffset = in.offset();
                messageLength = in.length();
            }
        }
    }

    /** What another reader has found. */
    void set(long rejected, String message) {
        Buffer text = new Buffer(message.length()).utf8(message);
        clear(text);
        this.rejected = rejected;
        messageLength = message.isEmpty() ? 0 : text.length();
    }

    /** Reads a message for people; a page in HTML is none. */
    void readText(Buffer text) {
        clear(text);
        messageLength = AnswerText.isForPeople(text) ? text.length() : 0;
    }

    private void clear(Buffer body) {
        bytes = body.bytes();
        rejected = 0;
        messageOffset = 0;
        messageLength = 0;
    }

    /** Items that the far end did not take. */
    long rejected() {
        return rejected;
    }

    boolean hasMessage() {
        return messageLength > 0;
    }

    /** The message in one short line of ASCII. */
    String message() {
        return AnswerText.of(bytes, messageOffset, messageLength);
    }
}
