package java.io;

import java.nio.charset.StandardCharsets;

/**
 * Replaced whole: the JDK's encodes through writers and locks, 150 kB of code. Text is UTF-8;
 * standard output and error are written at once.
 */
public class PrintStream extends FilterOutputStream {
    private final int fd;
    private boolean trouble;

    /** Of a file descriptor. */
    public PrintStream(int fd) {
        super(null);
        this.fd = fd;
    }

    /** As in the JDK. */
    public PrintStream(OutputStream out) {
        super(out);
        fd = -1;
    }

    /** As in the JDK; always flushed. */
    public PrintStream(OutputStream out, boolean autoFlush) {
        this(out);
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        if (fd >= 0) {
            trouble |= mote.Faults.write(fd, bytes, offset, length) < 0;
            return;
        }
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            trouble = true;
        }
    }

    @Override
    public void write(byte[] bytes) {
        write(bytes, 0, bytes.length);
    }

    @Override
    public void flush() {
        if (fd < 0) {
            try {
                out.flush();
            } catch (IOException e) {
                trouble = true;
            }
        }
    }

    @Override
    public void close() {
        flush();
    }

    /** As in the JDK. */
    public boolean checkError() {
        return trouble;
    }

    /** As in the JDK. */
    public void print(String text) {
        write((text == null ? "null" : text).getBytes(StandardCharsets.UTF_8));
    }

    /** As in the JDK. */
    public void println(String text) {
        print((text == null ? "null" : text).concat("\n"));
    }

    /** As in the JDK. */
    public void println() {
        print("\n");
    }

    /** As in the JDK. */
    public void print(Object value) {
        print(String.valueOf(value));
    }

    /** As in the JDK. */
    public void print(boolean value) {
        print(String.valueOf(value));
    }

    /** As in the JDK. */
    public void print(char value) {
        print(String.valueOf(value));
    }

    /** As in the JDK. */
    public void print(int value) {
        print(String.valueOf(value));
    }

    /** As in the JDK. */
    public void print(long value) {
        print(String.valueOf(value));
    }

    /** As in the JDK. */
    public void print(float value) {
        print(String.valueOf(value));
    }

    /** As in the JDK. */
    public void print(double value) {
        print(String.valueOf(value));
    }

    /** As in the JDK. */
    public void print(char[] value) {
        print(String.valueOf(value));
    }

    /** As in the JDK. */
    public void println(Object value) {
        println(String.valueOf(value));
    }

    /** As in the JDK. */
    public void println(boolean value) {
        println(String.valueOf(value));
    }

    /** As in the JDK. */
    public void println(char value) {
        println(String.valueOf(value));
    }

    /** As in the JDK. */
    public void println(int value) {
        println(String.valueOf(value));
    }

    /** As in the JDK. */
    public void println(long value) {
        println(String.valueOf(value));
    }

    /** As in the JDK. */
    public void println(float value) {
        println(String.valueOf(value));
    }

    /** As in the JDK. */
    public void println(double value) {
        println(String.valueOf(value));
    }

    /** As in the JDK. */
    public void println(char[] value) {
        println(String.valueOf(value));
    }
}
