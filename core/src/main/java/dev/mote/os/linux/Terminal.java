package dev.mote.os.linux;

/** Terminals by ioctl(2), as ioctl_tty(2) has it; the numbers are those of all our processors. */
final class Terminal {
    /** Fills struct winsize: lines and columns, 16 bits each, and the same in pixels. */
    private static final int TIOCGWINSZ = 0x5413;
    private static final int WINSIZE_BYTES = 8;
    /** The kernel's struct termios: four words of flags, the last those of input, and keys. */
    private static final int TCGETS = 0x5401;
    private static final int TCSETS = 0x5402;
    private static final int TERMIOS_BYTES = 36;
    private static final int LOCAL_FLAGS = 12;
    /** Lines, echo, and keys that send signals. */
    private static final int ICANON_ECHO_ISIG = 2 | 8 | 1;

    private final Libc libc;
    /** As the terminal was; null while nothing is changed. */
    private byte[] before;

    Terminal(Libc libc) {
        this.libc = libc;
    }

    int size(int file) {
        byte[] size = new byte[WINSIZE_BYTES];
        int result = libc.ioctl(file, TIOCGWINSZ, size);
        return result < 0 ? result : (size[0] & 0xFF | (size[1] & 0x7F) << 8) << 16
                | size[2] & 0xFF | (size[3] & 0xFF) << 8;
    }

    int keys(int file, boolean each) {
        if (!each) {
            int result = before == null ? 0 : libc.ioctl(file, TCSETS, before);
            before = null;
            return result;
        }
        byte[] modes = new byte[TERMIOS_BYTES];
        int result = libc.ioctl(file, TCGETS, modes);
        if (result >= 0) {
            before = modes.clone();
            modes[LOCAL_FLAGS] &= ~ICANON_ECHO_ISIG;
            result = libc.ioctl(file, TCSETS, modes);
        }
        return result;
    }
}
