package dev.mote.http;

import dev.mote.bytes.Buffer;
import dev.mote.os.Errno;
import dev.mote.os.Network;

/**
 * Asks a proxy for a tunnel to a server (RFC 9110, section 9.3.6). What comes behind the empty line
 * of its answer is the server's, so not a byte more is read.
 */
final class ProxyTunnel {
    /** A proxy's page about its refusal is not read: the status line says enough. */
    private static final int HEAD_BYTES_MAX = 8192;

    private final Proxy proxy;
    private final Buffer request = new Buffer(256);
    private final Buffer answer = new Buffer(128);
    private final byte[] one = new byte[1];
    private int sent;
    private boolean open;
    private String problem;

    ProxyTunnel(Proxy proxy, Url target) {
        this.proxy = proxy;
        String host = target.host().indexOf(':') >= 0 ? "[" + target.host() + "]" : target.host();
        String authority = host + ":" + target.port();
        request.ascii("CONNECT ").ascii(authority).ascii(" HTTP/1.1\r\nHost: ").ascii(authority)
                .ascii("\r\n");
        if (proxy.authorization != null) {
            request.ascii("Proxy-Authorization: ").ascii(proxy.authorization).ascii("\r\n");
        }
        request.ascii("\r\n");
    }

    void begin() {
        sent = 0;
        open = false;
        problem = null;
        answer.clear();
    }

    /** Goes on: 0 when the tunnel is open, EAGAIN or EINPROGRESS as {@link Network#secure}. */
    int step(Network network, int socket) {
        while (sent < request.length()) {
            int count = network.send(socket, request.bytes(), sent, request.length() - sent);
            if (count < 0) {
                return count == -Errno.EAGAIN ? -Errno.EINPROGRESS : count;
            }
            sent += count;
        }
        while (!open) {
            int count = network.receive(socket, one, 0, 1);
            if (count < 0) {
                return count;
            }
            answer.put(one[0]);
            if (count == 0 || answer.length() > HEAD_BYTES_MAX || headHasEnded()) {
                open = count == 1 && status() / 100 == 2;
                if (!open) {
                    problem = refusal(count);
                    return -Errno.ECONNREFUSED;
                }
            }
        }
        return 0;
    }

    private boolean headHasEnded() {
        byte[] bytes = answer.bytes();
        int end = answer.length();
        return bytes[end - 1] == '\n' && end > 1
                && (bytes[end - 2] == '\n' || end > 3 && bytes[end - 3] == '\n');
    }

    /** From {@code HTTP/1.1 200 …}; 0 when it is not that. */
    private int status() {
        byte[] bytes = answer.bytes();
        int status = 0;
        for (int at = 9; at < 12; at++) {
            int digit = answer.length() > 12 && bytes[0] == 'H' && bytes[8] == ' '
                    ? bytes[at] - '0' : 0;
            status = digit < 0 || digit > 9 ? 0 : status * 10 + digit;
        }
        return status;
    }

    private String refusal(int count) {
        int status = status();
        String name = "the proxy " + proxy.shown();
        return count == 0 ? name + " closed the connection without an answer"
                : status == 407 ? name + (proxy.authorization == null
                ? " wants a user and a password: http://USER:PASSWORD@HOST:PORT"
                : " does not accept the user and password")
                : status > 0 ? name + " answers " + status + " to CONNECT"
                : name + " does not answer as an HTTP proxy";
    }

    /** Why there is no tunnel, when the proxy has said so. */
    String problem() {
        return problem;
    }
}
