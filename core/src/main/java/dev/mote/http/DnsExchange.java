package dev.mote.http;

import dev.mote.bytes.RandomBits;
import dev.mote.component.EventLoop;
import dev.mote.os.Errno;
import dev.mote.os.Network;
import dev.mote.os.Poller;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks one server for records of one name, as for its IPv6 and its IPv4 addresses: by UDP, and by
 * TCP when the answer does not fit. Its memory lives as long as the question.
 */
final class DnsExchange implements EventLoop.Handler {
    /** {@link #result}: no answer yet. */
    static final int PENDING = -1;
    static final int IPV6 = 0;
    static final int IPV4 = 1;

    private static final int PORT = 53;
    private static final int QUESTION_BYTES = 272;
    /** An answer by UDP that is not asked for with extensions has at most 512 bytes. */
    private static final int UDP_BYTES = 512;
    private static final int[] ADDRESSES = {DnsMessage.AAAA, DnsMessage.A};
    /** By TCP: room for a hundred addresses; longer answers count as failures. */
    private static final int TCP_BYTES = 4096;
    /** When all records are wanted, not only some addresses: as many as an answer can have. */
    private static final int TCP_BYTES_MAX = 65_537;
    /** Prometheus would not scrape as many targets of one name. */
    static final int RECORDS_MAX = 1024;

    private final EventLoop loop;
    private final Network network;
    /** Which records are asked for, each with a question of its own. */
    private final int[] types;
    private final int tcpBytes;
    private final DnsMessage message;
    private final Addresses[] found;
    private final List<String> services = new ArrayList<>();
    private final int[] results;
    private final int[] lengths;
    private byte[][] questions;
    private byte[] server;
    private byte[] input;
    private int inputLength;
    private int socket = -1;
    private boolean tcp;
    private boolean connecting;
    private int ttlSeconds;

    /** Asks for addresses. */
    DnsExchange(EventLoop loop) {
        this(loop, ADDRESSES, Addresses.COUNT_MAX, TCP_BYTES);
    }

    /** Asks for all records of a type. */
    DnsExchange(EventLoop loop, int type) {
        this(loop, new int[] {type}, RECORDS_MAX, TCP_BYTES_MAX);
    }

    private DnsExchange(EventLoop loop, int[] types, int addressesMax, int tcpBytes) {
        this.loop = loop;
        this.types = types;
        this.tcpBytes = tcpBytes;
        network = loop.os().network();
        message = new DnsMessage(new Addresses(addressesMax));
        found = new Addresses[types.length];
        for (int kind = 0; kind < types.length; kind++) {
            found[kind] = new Addresses(addressesMax);
        }
        results = new int[types.length];
        lengths = new int[types.length];
    }

    /** Asks; false when {@code name} cannot be asked for. */
    boolean begin(byte[] server, String name, RandomBits random) {
        end();
        this.server = server;
        questions = new byte[types.length][QUESTION_BYTES];
        services.clear();
        int id = (int) random.next();
        for (int kind = 0; kind < types.length; kind++) {
            found[kind].clear();
            results[kind] = PENDING;
            lengths[kind] = DnsMessage.write(questions[kind], id + kind * 0x5A5A, name,
                    types[kind]);
        }
        ttlSeconds = Integer.MAX_VALUE;
        if (lengths[0] == 0) {
            end();
            return false;
        }
        open(Network.UDP, UDP_BYTES);
        if (socket >= 0) {
            sendQuestions();
        }
        return true;
    }

    private void open(int protocol, int inputBytes) {
        close();
        tcp = protocol == Network.TCP;
        connecting = tcp;
        input = new byte[inputBytes];
        inputLength = 0;
        socket = network.connect(protocol, server, PORT);
        if (socket < 0 || watch(tcp ? Poller.WRITABLE : Poller.READABLE) < 0) {
            fail();
        }
    }

    private int watch(int interest) {
        return loop.watch(socket, interest, this);
    }

    /** Sends what is not answered yet; by TCP, each question's length stands before it. */
    private void sendQuestions() {
        for (int kind = 0; kind < types.length; kind++) {
            if (results[kind] == PENDING) {
                int length = lengths[kind];
                byte[] bytes = questions[kind];
                if (tcp) {
                    bytes = new byte[length + 2];
                    bytes[0] = (byte) (length >> 8);
                    bytes[1] = (byte) length;
                    System.arraycopy(questions[kind], 0, bytes, 2, length);
                    length += 2;
                }
                if (network.send(socket, bytes, 0, length) != length) {
                    fail();
                    return;
                }
            }
        }
    }

    @Override
    public void ready(int readySocket, int events, long nowNanos) {
        if (readySocket != socket) {
            return;
        }
        if (connecting) {
            connecting = false;
            if (network.error(socket) < 0 || watch(Poller.READABLE) < 0) {
                fail();
            } else {
                sendQuestions();
            }
        } else if (tcp) {
            receiveStream();
        } else {
            receiveDatagrams();
        }
    }

    private void receiveDatagrams() {
        while (!tcp && socket >= 0) {
            int count = network.receive(socket, input, 0, input.length);
            if (count < 0) {
                if (count != -Errno.EAGAIN) {
                    fail();
                }
                return;
            }
            read(input, count);
        }
    }

    private void receiveStream() {
        int count = network.receive(socket, input, inputLength, input.length - inputLength);
        if (count <= 0) {
            if (count != -Errno.EAGAIN) {
                fail();
            }
            return;
        }
        inputLength += count;
        while (socket >= 0 && inputLength >= 2) {
            int length = (input[0] & 0xFF) << 8 | input[1] & 0xFF;
            if (length > tcpBytes - 2) {
                fail();
                return;
            }
            if (inputLength < 2 + length) {
                return;
            }
            byte[] answer = new byte[length];
            System.arraycopy(input, 2, answer, 0, length);
            inputLength -= 2 + length;
            System.arraycopy(input, 2 + length, input, 0, inputLength);
            read(answer, length);
        }
    }

    private void read(byte[] bytes, int length) {
        for (int kind = 0; kind < types.length; kind++) {
            if (results[kind] != PENDING) {
                continue;
            }
            int result = message.read(bytes, length, questions[kind], lengths[kind]);
            if (result == DnsMessage.TRUNCATED && !tcp) {
                open(Network.TCP, tcpBytes);
                return;
            }
            if (result != DnsMessage.NOT_OURS) {
                results[kind] = result == DnsMessage.TRUNCATED ? DnsMessage.SERVER_FAILED : result;
                take(found[kind]);
                break;
            }
        }
        if (isDone()) {
            end();
        }
    }

    private void take(Addresses into) {
        Addresses read = message.addresses();
        for (int at = 0; at < read.count(); at++) {
            into.add(read.get(at));
        }
        services.addAll(message.services());
        ttlSeconds = Math.min(ttlSeconds, message.ttlSeconds());
    }

    /** What is not answered will not be. */
    private void fail() {
        for (int kind = 0; kind < types.length; kind++) {
            if (results[kind] == PENDING) {
                results[kind] = DnsMessage.SERVER_FAILED;
            }
        }
        end();
    }

    private void close() {
        if (socket >= 0) {
            watch(0);
            network.close(socket);
        }
        socket = -1;
    }

    /** Ends the exchange, answered or not, and lets its memory go. */
    void end() {
        close();
        questions = null;
        input = null;
    }

    boolean isDone() {
        return pending() == 0;
    }

    /** Questions without an answer. */
    int pending() {
        return count(PENDING);
    }

    /** How many questions ended so. */
    int count(int result) {
        int count = 0;
        for (int each : results) {
            count += each == result ? 1 : 0;
        }
        return count;
    }

    boolean hasFound() {
        int count = services.size();
        for (Addresses each : found) {
            count += each.count();
        }
        return count > 0;
    }

    List<String> services() {
        return services;
    }

    /** Of one of the questions; none when there is no such question. */
    Addresses found(int kind) {
        return kind < found.length ? found[kind] : new Addresses(0);
    }

    int ttlSeconds() {
        return ttlSeconds;
    }
}
