package dev.mote.os.sim;

import dev.mote.bytes.Buffer;
import dev.mote.os.Errno;
import dev.mote.os.Network;
import dev.mote.os.Poller;
import dev.mote.os.TlsConfig;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A network of this process, scripted peers that it reaches, and clients that reach it. */
public final class SimNetwork implements Network {
    /** A scripted far end: a server that the code under test connects to. */
    public interface Peer {
        /** A connection has been made. */
        default void connected(Connection connection) {
        }

        /** Bytes have arrived: they are in {@link Connection#received}. */
        void received(Connection connection);

        /** The code under test closed it. */
        default void closed(Connection connection) {
        }

        /** How long connecting takes; {@link Long#MAX_VALUE}: for ever. */
        default long connectNanos(long usualNanos) {
            return usualNanos;
        }
    }

    /** The far end's side of one connection or datagram socket. */
    public final class Connection {
        /** All bytes that the code under test sent and nobody consumed: clear it as you read. */
        public final Buffer received = new Buffer(16_384);
        private final Socket socket;
        private final Peer peer;

        private Connection(Socket socket, Peer peer) {
            this.socket = socket;
            this.peer = peer;
        }

        /** Sends bytes, for UDP one datagram, to the code under test. */
        public void send(byte[] bytes, int offset, int length) {
            if (socket.datagrams) {
                socket.arrived.add(Arrays.copyOfRange(bytes, offset, offset + length));
            } else {
                socket.inbound.put(bytes, offset, length);
            }
        }

        public void send(String text) {
            Buffer bytes = new Buffer(text.length() + 1).utf8(text);
            send(bytes.bytes(), 0, bytes.length());
        }

        /** Ends the connection in good order. */
        public void close() {
            socket.ended = true;
        }

        /** Breaks the connection. */
        public void reset() {
            socket.error = Errno.ECONNRESET;
        }

        /** How many bytes {@link Network#send} takes from now on before it says EAGAIN. */
        public void room(int bytes) {
            socket.room = bytes;
        }

        public boolean isOpen() {
            return socket.open;
        }
    }

    /** Told which socket was closed. */
    interface CloseListener {
        void closed(int socket);
    }

    private static final class Socket {
        boolean open = true;
        boolean connecting;
        boolean listening;
        boolean datagrams;
        final List<byte[]> arrived = new ArrayList<>();
        boolean ended;
        int port;
        int error;
        int room = Integer.MAX_VALUE;
        final Buffer inbound = new Buffer(256);
        int inboundRead;
        final List<Socket> backlog = new ArrayList<>();
        Connection connection;
        int number = -1;
        SimTls tls;
    }

    private record Registered(int protocol, byte[] address, int port, Peer peer) {
        boolean hears(int protocol, byte[] to, int port) {
            return this.protocol == protocol && this.port == port
                    && (address == null || Arrays.equals(address, to));
        }
    }

    /** What {@link #tls} gives begins here. */
    private static final int TLS = 1 << 30;

    private final SimClock clock;
    private final SimFileSystem files;
    private final List<TlsConfig> tlsConfigs = new ArrayList<>();
    private final List<Socket> sockets = new ArrayList<>();
    private final List<Registered> peers = new ArrayList<>();
    private CloseListener closeListener = socket -> { };
    private int nextPort = 40_000;
    /** How long connecting takes; {@link Long#MAX_VALUE}: for ever. */
    public long connectNanos = 100_000;
    /** When not 0: {@link #connect} to an IPv6 address fails, as ENETUNREACH without IPv6. */
    public int connectError6;
    /** Sockets that are open: a test that ends with more than it began with has found a leak. */
    public int openSockets;

    SimNetwork(SimClock clock, SimFileSystem files) {
        this.clock = clock;
        this.files = files;
    }

    void onClose(CloseListener listener) {
        closeListener = listener;
    }

    /** Somebody listens at {@code port} of every address from now on; null: nobody any more. */
    public void peer(int protocol, int port, Peer peer) {
        peer(protocol, null, port, peer);
    }

    /** Somebody listens at {@code port} of one address from now on; null: nobody any more. */
    public void peer(int protocol, byte[] address, int port, Peer peer) {
        peers.removeIf(each -> each.protocol == protocol && each.port == port
                && Arrays.equals(each.address, address));
        if (peer != null) {
            peers.add(new Registered(protocol, address, port, peer));
        }
    }

    /** A client connects to a listener of the code under test; null when nobody listens there. */
    public Connection client(int port, Peer peer) {
        for (Socket listener : sockets) {
            if (listener.open && listener.listening && listener.port == port) {
                Socket socket = new Socket();
                socket.connection = new Connection(socket, peer);
                listener.backlog.add(socket);
                return socket.connection;
            }
        }
        return null;
    }

    private Socket get(int socket) {
        return socket < 0 || socket >= sockets.size() || !sockets.get(socket).open ? null
                : sockets.get(socket);
    }

    boolean isOpen(int socket) {
        return get(socket) != null;
    }

    private int add(Socket socket) {
        openSockets++;
        for (int at = 0; at < sockets.size(); at++) {
            if (!sockets.get(at).open) {
                sockets.set(at, socket);
                socket.number = at;
                return at;
            }
        }
        sockets.add(socket);
        socket.number = sockets.size() - 1;
        return socket.number;
    }

    @Override
    public int connect(int protocol, byte[] address, int port) {
        if (address.length == 16 && connectError6 != 0) {
            return -connectError6;
        }
        Socket socket = new Socket();
        socket.port = nextPort++;
        socket.datagrams = protocol == UDP;
        int number = add(socket);
        Registered registered = registered(protocol, address, port);
        if (protocol == UDP) {
            connected(socket, registered, port);
            return number;
        }
        socket.connecting = true;
        long takesNanos = registered == null ? connectNanos
                : registered.peer.connectNanos(connectNanos);
        if (takesNanos != Long.MAX_VALUE) {
            clock.schedule(takesNanos,
                    () -> connected(socket, registered(protocol, address, port), port));
        }
        return number;
    }

    private Registered registered(int protocol, byte[] address, int port) {
        for (Registered each : peers) {
            if (each.hears(protocol, address, port)) {
                return each;
            }
        }
        return null;
    }

    private void connected(Socket socket, Registered registered, int port) {
        if (!socket.open) {
            return;
        }
        socket.connecting = false;
        if (registered == null) {
            socket.error = connectedToOwnListener(socket, port) ? 0 : Errno.ECONNREFUSED;
        } else {
            socket.connection = new Connection(socket, registered.peer);
            registered.peer.connected(socket.connection);
        }
    }

    /** The code under test reaches itself: each end's bytes arrive at the other. */
    private boolean connectedToOwnListener(Socket near, int port) {
        Connection far = client(port, new Peer() {
            @Override
            public void received(Connection connection) {
                near.inbound.put(connection.received.bytes(), 0, connection.received.length());
                connection.received.clear();
            }

            @Override
            public void closed(Connection connection) {
                near.ended = true;
            }
        });
        if (far == null) {
            return false;
        }
        near.connection = new Connection(near, new Peer() {
            @Override
            public void received(Connection connection) {
                far.send(connection.received.bytes(), 0, connection.received.length());
                connection.received.clear();
            }

            @Override
            public void closed(Connection connection) {
                far.close();
            }
        });
        return true;
    }

    @Override
    public int listen(byte[] address, int port) {
        for (Socket each : sockets) {
            if (each.open && each.listening && each.port == port) {
                return -Errno.EADDRINUSE;
            }
        }
        Socket socket = new Socket();
        socket.listening = true;
        socket.port = port == 0 ? nextPort++ : port;
        return add(socket);
    }

    @Override
    public int port(int socket) {
        return get(socket) == null ? -Errno.EBADF : get(socket).port;
    }

    @Override
    public int accept(int listener) {
        Socket socket = get(listener);
        if (socket == null) {
            return -Errno.EBADF;
        }
        return socket.backlog.isEmpty() ? -Errno.EAGAIN : add(socket.backlog.remove(0));
    }

    @Override
    public int tls(TlsConfig config) {
        int problem = SimTls.check(config);
        if (problem < 0) {
            return problem;
        }
        tlsConfigs.add(config);
        return TLS + tlsConfigs.size() - 1;
    }

    @Override
    public int secure(int number, int tls, byte[] serverName) {
        Socket socket = get(number);
        if (socket == null) {
            return -Errno.EBADF;
        }
        if (socket.tls == null) {
            int length = 0;
            while (length < serverName.length && serverName[length] != 0) {
                length++;
            }
            TlsConfig config = SimTls.withFile(tlsConfigs.get(tls - TLS), files);
            socket.tls = new SimTls(config, new Buffer(32).put(serverName, 0, length).asText(),
                    clock.wallNanos() / 1_000_000_000, new SimTls.Wire() {
                        @Override
                        public int receive(byte[] into, int offset, int length) {
                            return receiveBytes(socket, into, offset, length);
                        }

                        @Override
                        public int send(byte[] from, int offset, int length) {
                            return sendBytes(socket, from, offset, length);
                        }
                    });
        }
        return socket.tls.handshake();
    }

    @Override
    public int certificate(int number, byte[] into) {
        Socket socket = get(number);
        byte[] shown = socket == null || socket.tls == null ? new byte[0]
                : socket.tls.certificate();
        System.arraycopy(shown, 0, into, 0, Math.min(shown.length, into.length));
        return shown.length;
    }

    @Override
    public int receive(int number, byte[] into, int offset, int length) {
        Socket socket = get(number);
        return socket == null ? -Errno.EBADF
                : socket.tls != null ? socket.tls.receive(into, offset, length)
                : receiveBytes(socket, into, offset, length);
    }

    private static int receiveBytes(Socket socket, byte[] into, int offset, int length) {
        if (!socket.arrived.isEmpty()) {
            byte[] datagram = socket.arrived.remove(0);
            int part = Math.min(length, datagram.length);
            System.arraycopy(datagram, 0, into, offset, part);
            return part;
        }
        int there = socket.inbound.length() - socket.inboundRead;
        if (there == 0) {
            return socket.error != 0 ? -socket.error : socket.ended ? 0 : -Errno.EAGAIN;
        }
        int taken = Math.min(there, length);
        System.arraycopy(socket.inbound.bytes(), socket.inboundRead, into, offset, taken);
        socket.inboundRead += taken;
        if (socket.inboundRead == socket.inbound.length()) {
            socket.inbound.clear();
            socket.inboundRead = 0;
        }
        return taken;
    }

    @Override
    public int send(int number, byte[] from, int offset, int length) {
        Socket socket = get(number);
        return socket == null ? -Errno.EBADF
                : socket.tls != null ? socket.tls.send(from, offset, length)
                : sendBytes(socket, from, offset, length);
    }

    private static int sendBytes(Socket socket, byte[] from, int offset, int length) {
        if (socket.error != 0) {
            return -socket.error;
        }
        if (socket.connecting || socket.room == 0) {
            return -Errno.EAGAIN;
        }
        int taken = Math.min(length, socket.room);
        socket.room -= socket.room == Integer.MAX_VALUE ? 0 : taken;
        socket.connection.received.put(from, offset, taken);
        socket.connection.peer.received(socket.connection);
        return taken;
    }

    @Override
    public int error(int number) {
        Socket socket = get(number);
        return socket == null ? -Errno.EBADF : -socket.error;
    }

    @Override
    public int close(int number) {
        if (number >= TLS) {
            return 0;
        }
        Socket socket = get(number);
        if (socket == null) {
            return -Errno.EBADF;
        }
        if (socket.tls != null) {
            socket.tls.close();
        }
        socket.open = false;
        openSockets--;
        closeListener.closed(number);
        if (socket.connection != null) {
            socket.connection.peer.closed(socket.connection);
        }
        return 0;
    }

    /** What epoll would say of this socket. */
    int events(int number) {
        Socket socket = get(number);
        if (socket == null || socket.connecting) {
            return 0;
        }
        int events = 0;
        if (socket.listening) {
            return socket.backlog.isEmpty() ? 0 : Poller.READABLE;
        }
        if (socket.inbound.length() > 0 || !socket.arrived.isEmpty() || socket.ended) {
            events |= Poller.READABLE;
        }
        if (socket.error != 0) {
            events |= Poller.FAILED | Poller.READABLE | Poller.WRITABLE;
        } else if (socket.room > 0) {
            events |= Poller.WRITABLE;
        }
        return events;
    }
}
