package dev.mote.cli;

import dev.mote.os.FileSystem;
import dev.mote.os.Path;

/**
 * How to print here.
 *
 * @param colour whether escape sequences for colours may be used
 * @param unicode whether more than ASCII may be used
 * @param lines how many lines the terminal has
 */
public record Style(boolean colour, boolean unicode, int lines) {
    private static final int LINES_BY_DEFAULT = 24;
    private static final int LINES_MAX = 500;

    /**
     * Colours only on a terminal and without NO_COLOR (no-color.org) or TERM=dumb; more than ASCII
     * unless the locale says otherwise; 24 lines unless LINES is set.
     *
     * @param environment {@code NAME=value}
     */
    public static Style detect(FileSystem files, String[] environment) {
        String locale = value(environment, "LC_ALL");
        locale = locale.isEmpty() ? value(environment, "LC_CTYPE") : locale;
        locale = locale.isEmpty() ? value(environment, "LANG") : locale;
        boolean unicode = locale.isEmpty() || locale.endsWith("UTF-8") || locale.endsWith("utf8")
                || locale.endsWith("UTF8") || locale.endsWith("utf-8");
        boolean colour = isTerminal(files) && value(environment, "NO_COLOR").isEmpty()
                && !value(environment, "TERM").equals("dumb");
        return new Style(colour, unicode, lines(value(environment, "LINES")));
    }

    /** Whether standard output is a terminal. */
    public static boolean isTerminal(FileSystem files) {
        byte[] target = new byte[64];
        int length = files.readLink(new Path("/proc/self/fd/1").bytes(), target);
        return starts(target, length, "/dev/pts/") || starts(target, length, "/dev/tty")
                || starts(target, length, "/dev/console");
    }

    private static boolean starts(byte[] text, int length, String start) {
        if (length < start.length()) {
            return false;
        }
        for (int at = 0; at < start.length(); at++) {
            if (text[at] != start.charAt(at)) {
                return false;
            }
        }
        return true;
    }

    private static String value(String[] environment, String name) {
        for (String each : environment) {
            if (each.startsWith(name) && each.length() > name.length()
                    && each.charAt(name.length()) == '=') {
                return each.substring(name.length() + 1);
            }
        }
        return "";
    }

    private static int lines(String text) {
        int number = 0;
        for (int at = 0; at < text.length() && number <= LINES_MAX; at++) {
            char digit = text.charAt(at);
            if (digit < '0' || digit > '9') {
                return LINES_BY_DEFAULT;
            }
            number = 10 * number + digit - '0';
        }
        return number < 10 ? LINES_BY_DEFAULT : Math.min(number, LINES_MAX);
    }
}
