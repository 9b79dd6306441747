package dev.mote.it;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A process that a test starts, watches and ends. Closing it kills it if it still runs. */
class Child implements AutoCloseable {
    /** Output kept of one process. More than this is a flood, and {@link #outputBytes} shows it. */
    private static final int OUTPUT_BYTES_MAX = 1 << 20;
    private static final String TICKS_PER_SECOND = "100";

    final String name;
    private final Process process;
    private final StringBuilder output = new StringBuilder();
    private final Thread[] readers = new Thread[2];
    private volatile long outputBytes;

    Child(String name, List<String> command, Map<String, String> environment, File directory) {
        this.name = name;
        ProcessBuilder builder = new ProcessBuilder(command);
        // A variable of the person who runs the tests must not change what a test sees.
        builder.environment().keySet().removeIf(key -> key.startsWith("OTEL_"));
        builder.environment().putAll(environment);
        builder.directory(directory);
        try {
            process = builder.start();
            process.getOutputStream().close();
        } catch (IOException e) {
            throw new UncheckedIOException(name + " does not start", e);
        }
        readers[0] = Thread.ofVirtual().start(() -> keep(process.getInputStream()));
        readers[1] = Thread.ofVirtual().start(() -> keep(process.getErrorStream()));
    }

    private void keep(InputStream in) {
        byte[] chunk = new byte[8192];
        try {
            for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
                outputBytes += n;
                synchronized (output) {
                    if (output.length() < OUTPUT_BYTES_MAX) {
                        output.append(new String(chunk, 0, n, StandardCharsets.UTF_8));
                    }
                }
            }
        } catch (IOException e) {
            // The process is gone, and its pipe with it.
        }
    }

    /** What the process has written so far, to both streams. */
    String output() {
        synchronized (output) {
            return output.toString();
        }
    }

    long outputBytes() {
        return outputBytes;
    }

    long pid() {
        return process.pid();
    }

    boolean isRunning() {
        return process.isAlive();
    }

    /** Waits until the output holds the text; fails when the process ends or the time is over. */
    void awaitOutput(String text, int secondsMax) {
        await("\"" + text + "\" in its output", secondsMax, () -> output().contains(text));
    }

    /** Waits until something accepts connections on the port of the loopback interface. */
    void awaitPort(int port, int secondsMax) {
        await("port " + port, secondsMax, () -> accepts(port));
    }

    /** Waits until the condition holds, as long as the process runs. */
    void await(String what, int secondsMax, BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(secondsMax);
        while (!condition.getAsBoolean()) {
            if (!process.isAlive()) {
                joinReaders();
                if (condition.getAsBoolean()) {
                    return;
                }
                throw new AssertionError(name + " ended with " + process.exitValue()
                        + " while waiting for " + what + "; it wrote:\n" + output());
            }
            if (System.nanoTime() > end) {
                throw new AssertionError(name + ": no " + what + " within " + secondsMax
                        + " s; it wrote:\n" + output());
            }
            pause(20);
        }
    }

    /** Sends SIGTERM. */
    void terminate() {
        process.toHandle().destroy();
    }

    /** Sends SIGKILL and waits for the end. */
    void kill() {
        process.toHandle().destroyForcibly();
        awaitExit(10);
    }

    /** Waits for the end and returns the exit code; the whole output is there afterwards. */
    int awaitExit(int secondsMax) {
        try {
            if (!process.waitFor(secondsMax, TimeUnit.SECONDS)) {
                throw new AssertionError(name + " still runs after " + secondsMax
                        + " s; it wrote:\n" + output());
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        joinReaders();
        return process.exitValue();
    }

    private void joinReaders() {
        for (Thread reader : readers) {
            try {
                reader.join(2000);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** CPU time used so far, user and system, in seconds; the kernel counts in 1/100 s. */
    double cpuSeconds() {
        String stat = read("stat");
        // The name in parentheses may hold spaces; the fields after it are numbered from 3.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12]))
                / Double.parseDouble(TICKS_PER_SECOND);
    }

    /** Resident memory in kB (VmRSS). */
    long residentKilobytes() {
        for (String line : read("status").split("\n")) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("[^0-9]", ""));
            }
        }
        throw new AssertionError(name + " has no VmRSS");
    }

    private String read(String file) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid()), file));
        } catch (IOException e) {
            throw new UncheckedIOException(name + " (" + pid() + ") is gone:\n" + output(), e);
        }
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            process.toHandle().destroyForcibly();
        }
        joinReaders();
    }

    /** A port of the loopback interface that nothing uses at this moment. */
    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static boolean accepts(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
