package dev.mote.server;

import java.util.Arrays;

/** One accepted connection. */
final class TcpLink {
    final int socket;
    final Machine machine;
    /** Its place among the links; -1 when it is closed. */
    int index;
    int interest = 1;
    /** Whether the TLS handshake is under way. */
    boolean securing;
    /** Whether a request was under way, or an answer not taken, when the deadline was set. */
    boolean busy;
    boolean sending;
    /** Whether it only waits for the other side's end. */
    boolean lingers;
    /** Received since the deadline was set. */
    long receivedBytes;
    long deadlineNanos;
    /** When it is asked to end because of its age. */
    long leaveNanos;

    private byte[] output;
    private int outputAt;

    TcpLink(int socket, Machine machine, int index) {
        this.socket = socket;
        this.machine = machine;
        this.index = index;
    }

    boolean isOpen() {
        return index >= 0;
    }

    /** Keeps bytes that the socket did not take. */
    void keepOutput(byte[] from, int offset, int end) {
        if (from == output) {
            outputAt = offset;
        } else {
            output = Arrays.copyOfRange(from, offset, end);
            outputAt = 0;
        }
    }

    void clearOutput() {
        output = null;
    }

    boolean hasOutput() {
        return output != null;
    }

    byte[] output() {
        return output;
    }

    int outputAt() {
        return outputAt;
    }

    int outputLeft() {
        return output.length - outputAt;
    }
}
