package dev.mote.os.jvm;

import dev.mote.os.TlsConfig;
import dev.mote.os.linux.Libc;
import dev.mote.os.linux.TlsLibrary;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.ArrayList;
import java.util.List;

/** TLS by the JDK: settings and connections by their numbers. Not for several threads. */
public final class EngineTls implements TlsLibrary {
    private final Libc libc;
    private final List<EngineSettings> settings = new ArrayList<>();
    /** By descriptor. */
    private EngineConnection[] connections = new EngineConnection[64];

    /** {@code libc} sends and receives what is encrypted. */
    public EngineTls(Libc libc) {
        this.libc = libc;
    }

    @Override
    public int settings(TlsConfig config) {
        EngineSettings made = new EngineSettings(config);
        if (made.code() != 0) {
            return -made.code();
        }
        int free = settings.indexOf(null);
        if (free >= 0) {
            settings.set(free, made);
            return free;
        }
        settings.add(made);
        return settings.size() - 1;
    }

    @Override
    public void forget(int number) {
        settings.set(number, null);
    }

    @Override
    public int secure(int fd, int number, byte[] serverName) {
        if (fd >= connections.length) {
            connections = Arrays.copyOf(connections, 2 * fd);
        }
        if (connections[fd] == null) {
            int end = 0;
            while (end < serverName.length && serverName[end] != 0) {
                end++;
            }
            String name = new String(serverName, 0, end, StandardCharsets.US_ASCII);
            connections[fd] = new EngineConnection(libc, fd, settings.get(number), name);
        }
        return connections[fd].handshake();
    }

    @Override
    public int receive(int fd, byte[] into, int offset, int length) {
        return connections[fd].receive(into, offset, length);
    }

    @Override
    public int send(int fd, byte[] from, int offset, int length) {
        return connections[fd].send(from, offset, length);
    }

    @Override
    public int certificate(int fd, byte[] into) {
        byte[] der = connections[fd] == null ? new byte[0] : connections[fd].certificate();
        System.arraycopy(der, 0, into, 0, Math.min(der.length, into.length));
        return der.length;
    }

    @Override
    public void close(int fd) {
        if (connections[fd] != null) {
            connections[fd].close();
            connections[fd] = null;
        }
    }
}
