package dev.mote.http;

import dev.mote.bytes.Buffer;
import dev.mote.os.sim.SimNetwork;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A scripted DNS server: a few names, and a few ways to misbehave. */
public final class SimDnsServer implements SimNetwork.Peer {
    private record Entry(String name, int type, byte[] data) {
    }

    private final boolean tcp;
    private final List<Entry> entries = new ArrayList<>();
    final List<String> asked = new ArrayList<>();
    int ttlSeconds = 60;
    public int failure;
    boolean truncates;
    boolean silent;
    boolean wrongIdFirst;
    public int silentType;

    public SimDnsServer(boolean tcp) {
        this.tcp = tcp;
    }

    public SimDnsServer put(String name, String address) {
        byte[] data = IpAddress.parse(address);
        entries.add(new Entry(name, data.length == 4 ? DnsMessage.A : DnsMessage.AAAA, data));
        return this;
    }

    public SimDnsServer service(String name, String target, int port) {
        Buffer data = new Buffer(64).put(0).put(1).put(0).put(2).put(port >> 8).put(port);
        name(data, target);
        entries.add(new Entry(name, 33, Arrays.copyOf(data.bytes(), data.length())));
        return this;
    }

    public void forget(String name) {
        entries.removeIf(entry -> entry.name.equals(name));
    }

    SimDnsServer alias(String name, String target) {
        Buffer data = new Buffer(64);
        name(data, target);
        entries.add(new Entry(name, 5, Arrays.copyOf(data.bytes(), data.length())));
        return this;
    }

    private static void name(Buffer out, String name) {
        int from = 0;
        while (from < name.length()) {
            int dot = name.indexOf('.', from);
            int end = dot < 0 ? name.length() : dot;
            out.put(end - from).ascii(name.substring(from, end));
            from = end + 1;
        }
        out.put(0);
    }

    @Override
    public void received(SimNetwork.Connection connection) {
        Buffer received = connection.received;
        while (received.length() > 0) {
            byte[] bytes = received.bytes();
            int from = tcp ? 2 : 0;
            int end = from + 12;
            while (bytes[end] != 0) {
                end += 1 + bytes[end];
            }
            end += 5;
            answer(connection, Arrays.copyOfRange(bytes, from, end));
            System.arraycopy(bytes, end, bytes, 0, received.length() - end);
            received.setLength(received.length() - end);
        }
    }

    private void answer(SimNetwork.Connection connection, byte[] question) {
        StringBuilder name = new StringBuilder();
        int at = 12;
        while (question[at] != 0) {
            name.append(name.isEmpty() ? "" : ".")
                    .append(new String(question, at + 1, question[at]));
            at += 1 + question[at];
        }
        int type = question[at + 2];
        asked.add(name + " " + type);
        if (silent || type == silentType) {
            return;
        }
        if (wrongIdFirst) {
            byte[] wrong = question.clone();
            wrong[0] ^= 1;
            send(connection, response(wrong, name.toString(), type));
        }
        send(connection, response(question, name.toString(), type));
    }

    private Buffer response(byte[] question, String name, int type) {
        Buffer out = new Buffer(512).put(question, 0, question.length);
        boolean known = false;
        int count = 0;
        String owner = name;
        for (int round = 0; round < entries.size() + 1; round++) {
            String next = owner;
            for (Entry entry : entries) {
                known |= entry.name.equalsIgnoreCase(owner);
                if (entry.name.equalsIgnoreCase(owner) && (entry.type == type || entry.type == 5)
                        && !truncates) {
                    if (owner.equals(name)) {
                        out.put(0xC0).put(12);
                    } else {
                        name(out, owner);
                    }
                    out.put(0).put(entry.type).put(0).put(1);
                    out.put(0).put(0).put(ttlSeconds >> 8).put(ttlSeconds);
                    out.put(0).put(entry.data.length).put(entry.data, 0, entry.data.length);
                    count++;
                    next = entry.type == 5 ? target(entry.data) : next;
                }
            }
            if (next.equals(owner)) {
                break;
            }
            owner = next;
        }
        out.bytes()[2] = (byte) (0x80 | (truncates ? 2 : 0));
        out.bytes()[3] = (byte) (failure != 0 ? failure : known ? 0 : 3);
        out.bytes()[7] = (byte) count;
        return out;
    }

    private static String target(byte[] data) {
        StringBuilder name = new StringBuilder();
        for (int at = 0; data[at] != 0; at += 1 + data[at]) {
            name.append(name.isEmpty() ? "" : ".").append(new String(data, at + 1, data[at]));
        }
        return name.toString();
    }

    private void send(SimNetwork.Connection connection, Buffer answer) {
        if (tcp) {
            int length = answer.length();
            connection.send(new byte[] {(byte) (length >> 8), (byte) length}, 0, 2);
        }
        connection.send(answer.bytes(), 0, answer.length());
    }
}
