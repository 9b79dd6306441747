package dev.mote.cli;

import dev.mote.config.Suggestion;
import dev.mote.http.ListenAddress;
import java.util.List;

/**
 * What somebody asked for: {@code mote [VERB] [OPTIONS]}. Pure text to values; nothing is opened or
 * checked yet. Values that were not given are null.
 */
public final class CommandLine {
    /** What to do. */
    public enum Verb {
        RUN, ONCE, VALIDATE, TOP, DOCTOR, BUFFER, VERSION, HELP
    }

    /** How {@code once} prints. */
    public enum Format {
        TEXT, OTLP_JSON, PROMETHEUS
    }

    /** The value of --listen that serves nothing. */
    static final String NOWHERE = "none";

    private static final String[] VERBS =
            {"run", "once", "validate", "top", "doctor", "buffer", "version", "help"};
    private static final String[] FORMATS = {"text", "otlp-json", "prometheus"};
    private static final String[] BUFFER_ACTIONS = {"ls", "verify", "dump", "drop"};
    private static final String[] OPTIONS = {"--config", "--data", "--listen", "--format"};
    /** Which options a verb takes, in the order of {@link Verb}. */
    private static final String[] OPTIONS_OF = {"--config --data --listen", "--config --format",
        "", "--config", "--config --data --listen", "--data", "", ""};

    private Verb verb;
    private Format format = Format.TEXT;
    private String config;
    private String data;
    private String listen;
    private String file;
    private String error;

    private CommandLine() {
    }

    /** Reads the arguments; when they make no sense, {@link #error} says why. */
    public static CommandLine parse(String[] arguments) {
        CommandLine line = new CommandLine();
        int at = 0;
        while (at < arguments.length && line.error == null) {
            at = line.take(arguments, at);
        }
        if (line.verb == null) {
            line.verb = Verb.RUN;
        }
        if (line.error == null) {
            line.check(arguments);
        }
        return line;
    }

    private int take(String[] arguments, int at) {
        String argument = arguments[at];
        switch (argument) {
            case "-h", "--help" -> verb = Verb.HELP;
            case "-V", "--version" -> verb = verb == null ? Verb.VERSION : verb;
            default -> {
                if (argument.startsWith("-")) {
                    return takeOption(arguments, at);
                }
                takeWord(argument);
            }
        }
        return at + 1;
    }

    private void takeWord(String word) {
        int index = indexOf(VERBS, word);
        if (verb == Verb.HELP) {
            file = word;
        } else if (verb == null && index >= 0) {
            verb = Verb.values()[index];
        } else if (verb == Verb.VALIDATE && file == null) {
            file = word;
        } else if (verb == Verb.BUFFER && file == null) {
            file = word;
            error = indexOf(BUFFER_ACTIONS, word) >= 0 ? null : "buffer has no \"" + word + "\""
                    + Suggestion.of(word, List.of(BUFFER_ACTIONS));
        } else if (verb == null) {
            error = "there is no \"" + word + "\"" + Suggestion.of(word, List.of(VERBS));
        } else {
            error = "\"" + word + "\" is one word too many after " + VERBS[verb.ordinal()];
        }
    }

    private int takeOption(String[] arguments, int at) {
        String option = arguments[at];
        int equals = option.indexOf('=');
        String name = equals < 0 ? option : option.substring(0, equals);
        if (indexOf(OPTIONS, name) < 0) {
            error = "there is no option " + name + Suggestion.of(name, List.of(OPTIONS));
            return at;
        }
        if (equals < 0 && (at + 1 == arguments.length || arguments[at + 1].startsWith("--"))) {
            error = name + " needs a value, as in " + example(name);
            return at;
        }
        set(name, equals < 0 ? arguments[at + 1] : option.substring(equals + 1));
        return at + (equals < 0 ? 2 : 1);
    }

    private void set(String name, String value) {
        if (value.isEmpty()) {
            error = name + " has an empty value; write " + example(name);
            return;
        }
        switch (name) {
            case "--config" -> config = value;
            case "--data" -> data = value;
            case "--listen" -> setListen(value);
            default -> {
                int index = indexOf(FORMATS, value);
                if (index < 0) {
                    error = "there is no format " + value
                            + Suggestion.of(value, List.of(FORMATS));
                } else {
                    format = Format.values()[index];
                }
            }
        }
    }

    private void setListen(String value) {
        listen = value;
        try {
            if (!value.equals(NOWHERE)) {
                ListenAddress.parse(value);
            }
        } catch (IllegalArgumentException e) {
            error = "--listen: " + e.getMessage();
        }
    }

    private static String example(String option) {
        return switch (option) {
            case "--config" -> "--config /etc/mote.yaml";
            case "--data" -> "--data /var/lib/mote";
            case "--listen" -> "--listen 127.0.0.1:7077";
            default -> "--format prometheus";
        };
    }

    private void check(String[] arguments) {
        if (verb == Verb.VALIDATE && file == null) {
            error = "validate needs a file: mote validate FILE";
            return;
        }
        if (verb == Verb.BUFFER && file == null) {
            error = "buffer needs one of ls, verify, dump, drop, as in mote buffer ls";
            return;
        }
        if (verb == Verb.HELP) {
            return;
        }
        for (String argument : arguments) {
            for (String option : OPTIONS) {
                boolean given = argument.equals(option) || argument.startsWith(option + "=");
                if (given && !OPTIONS_OF[verb.ordinal()].contains(option)) {
                    error = VERBS[verb.ordinal()] + " takes no " + option;
                    return;
                }
            }
        }
    }

    private static int indexOf(String[] words, String word) {
        for (int at = 0; at < words.length; at++) {
            if (words[at].equals(word)) {
                return at;
            }
        }
        return -1;
    }

    /** {@link Verb#RUN} if none was given. */
    public Verb verb() {
        return verb;
    }

    public Format format() {
        return format;
    }

    public String config() {
        return config;
    }

    public String data() {
        return data;
    }

    public String listen() {
        return listen;
    }

    /** What {@code validate} reads, {@code buffer} does, or {@code help} is asked about. */
    public String file() {
        return file;
    }

    /** Why the line makes no sense, for people, without "mote:"; null when it does. */
    public String error() {
        return error;
    }
}
