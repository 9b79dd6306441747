package dev.mote.bench.pipeline;

import dev.mote.component.Batch;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Sends to a target, as fast as it answers or at a rate, and is its far end; one thread. */
final class Load implements AutoCloseable {
    private static final int CONNECTIONS = 4;
    /** Requests that wait for their answer on each connection. */
    private static final int UNDER_WAY_MAX = 4;
    private static final long CONNECT_NANOS = 10_000_000_000L;
    private static final long MILLISECOND = 1_000_000;

    private final Selector selector = Selector.open();
    private final ServerSocketChannel far = ServerSocketChannel.open();
    private final List<Client> clients = new ArrayList<>();
    private final Sink.Count sunk = new Sink.Count();
    private long[] latencies = new long[1 << 16];
    private int answered;

    Load() throws IOException {
        far.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        far.configureBlocking(false).register(selector, SelectionKey.OP_ACCEPT);
    }

    int sinkPort() {
        return far.socket().getLocalPort();
    }

    /** Connects, as soon as the target listens. */
    void connect(int port, Batch batch) throws IOException, InterruptedException {
        long end = System.nanoTime() + CONNECT_NANOS;
        while (clients.size() < CONNECTIONS) {
            try {
                SocketChannel channel = SocketChannel.open(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                Client client = new Client(channel, batch, this::answered);
                clients.add(client);
                register(client);
            } catch (IOException e) {
                if (System.nanoTime() > end) {
                    throw e;
                }
                Thread.sleep(20);
            }
        }
    }

    private void register(FrameLink link) throws IOException {
        link.channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        link.channel.configureBlocking(false).register(selector, SelectionKey.OP_READ, link);
    }

    private void answered(long startNanos) {
        if (answered == latencies.length) {
            latencies = Arrays.copyOf(latencies, 2 * answered);
        }
        latencies[answered++] = System.nanoTime() - startNanos;
    }

    /** Sends for a while; {@code perSecond} requests, or 0: as fast as they are answered. */
    void run(long nanos, double perSecond) throws IOException {
        answered = 0;
        sunk.requests = 0;
        sunk.bytes = 0;
        long start = System.nanoTime();
        long begun = 0;
        for (long now = start; now - start < nanos; now = System.nanoTime()) {
            long dueNanos = perSecond == 0 ? now : start + (long) (begun * 1e9 / perSecond);
            boolean began = dueNanos <= now && begin(perSecond == 0 ? now : dueNanos);
            begun += began ? 1 : 0;
            if (began || perSecond > 0 && dueNanos - now < 2 * MILLISECOND) {
                selector.selectNow(this::ready);
            } else {
                selector.select(this::ready, 1);
            }
        }
    }

    /** Gives the next request to the connection with the least to do; false: all are busy. */
    private boolean begin(long nanos) throws IOException {
        Client best = null;
        for (Client each : clients) {
            if (!each.isWriting() && each.underWay() < UNDER_WAY_MAX
                    && (best == null || each.underWay() < best.underWay())) {
                best = each;
            }
        }
        if (best != null) {
            best.begin(nanos);
            move(best);
        }
        return best != null;
    }

    private void move(FrameLink link) throws IOException {
        boolean all = link instanceof Client client && client.isWriting() ? client.write()
                : link.writeOutput();
        SelectionKey key = link.channel.keyFor(selector);
        int interest = all ? SelectionKey.OP_READ : SelectionKey.OP_READ | SelectionKey.OP_WRITE;
        if (key.interestOps() != interest) {
            key.interestOps(interest);
        }
    }

    private void ready(SelectionKey key) {
        try {
            if (key.isAcceptable()) {
                register(new Sink(far.accept(), sunk));
                return;
            }
            FrameLink link = (FrameLink) key.attachment();
            if (key.isReadable()) {
                link.read();
            }
            move(link);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Requests of the last run that were answered. */
    int answered() {
        return answered;
    }

    /** DATA of the last run that came to the far end. */
    long sunkBytes() {
        return sunk.bytes;
    }

    /** The time from when a request was due to its answer, of the last run. */
    double latencyMillis(double quantile) {
        long[] sorted = Arrays.copyOf(latencies, answered);
        Arrays.sort(sorted);
        return sorted[(int) ((answered - 1) * quantile)] / 1e6;
    }

    @Override
    public void close() throws IOException {
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }
}
