package dev.mote.http;

import java.util.Arrays;

/**
 * One client's connection. It owns memory only while a request has come in part or an answer could
 * not be sent whole; an idle one holds none.
 */
final class ServerConnection {
    /** What the connection waits for. */
    enum State {
        /** Nothing: this place is free. */
        CLOSED,
        /** The first byte of a request. */
        IDLE,
        /** The rest of a request. */
        READING,
        /** Room to send the rest of an answer. */
        WRITING,
        /** The client's end, after an error: closing with bytes unread would destroy the answer. */
        LINGERING
    }

    State state = State.CLOSED;
    int socket;
    /** When it is closed if nothing happens, monotonic. */
    long deadlineNanos;
    /** Whether it is closed once the answer is sent. */
    boolean closing;
    /** Whether the answer is an error, so that it lingers before it is closed. */
    boolean failed;

    private byte[] input;
    private byte[] output;
    private int outputAt;

    void open(int socket) {
        this.socket = socket;
        state = State.IDLE;
        closing = false;
        failed = false;
    }

    void close() {
        state = State.CLOSED;
        input = null;
        output = null;
    }

    /** Keeps bytes of requests that are not answered yet. */
    void keepInput(byte[] from, int offset, int length) {
        input = length == 0 ? null : Arrays.copyOfRange(from, offset, offset + length);
    }

    /** Moves the kept bytes to the start of {@code into}; returns how many. */
    int takeInput(byte[] into) {
        if (input == null) {
            return 0;
        }
        int length = input.length;
        System.arraycopy(input, 0, into, 0, length);
        input = null;
        return length;
    }

    boolean hasInput() {
        return input != null;
    }

    /** Keeps bytes of an answer that the socket did not take. */
    void keepOutput(byte[] from, int offset, int end) {
        output = Arrays.copyOfRange(from, offset, end);
        outputAt = 0;
    }

    byte[] output() {
        return output;
    }

    int outputAt() {
        return outputAt;
    }

    int outputLeft() {
        return output == null ? 0 : output.length - outputAt;
    }

    void sent(int count) {
        outputAt += count;
        if (outputAt == output.length) {
            output = null;
        }
    }
}
