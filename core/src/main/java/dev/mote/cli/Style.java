package dev.mote.cli;

import dev.mote.os.FileSystem;

/**
 * How to print here.
 *
 * @param colour whether escape sequences for colours may be used
 * @param unicode whether more than ASCII may be used
 */
public record Style(boolean colour, boolean unicode) {
    private static final int STANDARD_OUTPUT = 1;

    /**
     * Colours only on a terminal and without NO_COLOR (no-color.org) or TERM=dumb; more than ASCII
     * unless the locale says otherwise.
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
        return new Style(colour, unicode);
    }

    /** Whether standard output is a terminal. */
    public static boolean isTerminal(FileSystem files) {
        return files.terminalSize(STANDARD_OUTPUT) >= 0;
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
}
