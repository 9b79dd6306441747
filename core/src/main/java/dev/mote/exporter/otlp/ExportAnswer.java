package dev.mote.exporter.otlp;

import dev.mote.bytes.Buffer;
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
    /** Enough for a cause; servers send whole pages. */
    private static final int MESSAGE_LENGTH_MAX = 200;

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
        messageLength = text.length() > 0 && bytes[0] != '<' ? text.length() : 0;
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
        StringBuilder text = new StringBuilder();
        int count = Math.min(messageLength, MESSAGE_LENGTH_MAX);
        for (int at = messageOffset; at < messageOffset + count; at++) {
            boolean printable = bytes[at] >= ' ' && bytes[at] < 127;
            text.append(printable ? (char) bytes[at] : bytes[at] == '\n' ? ' ' : '?');
        }
        while (text.length() > 0 && text.charAt(text.length() - 1) == ' ') {
            text.setLength(text.length() - 1);
        }
        return messageLength > count ? text.append("...").toString() : text.toString();
    }
}
