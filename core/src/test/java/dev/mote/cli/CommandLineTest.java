package dev.mote.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.mote.cli.CommandLine.Format;
import dev.mote.cli.CommandLine.Verb;
import org.junit.jupiter.api.Test;

class CommandLineTest {
    private static CommandLine parse(String... arguments) {
        return CommandLine.parse(arguments);
    }

    private static void wrong(String error, String... arguments) {
        assertEquals(error, parse(arguments).error());
    }

    @Test
    void runsWithoutArguments() {
        CommandLine line = parse();
        assertSame(Verb.RUN, line.verb());
        assertNull(line.error());
        assertNull(line.config());
        assertSame(Format.TEXT, line.format());
    }

    @Test
    void takesOptionsBeforeAndBehindTheVerb() {
        CommandLine line = parse("--config", "a.yaml", "run", "--listen=:80", "--data", "/d");
        assertSame(Verb.RUN, line.verb());
        assertEquals("a.yaml", line.config());
        assertEquals(":80", line.listen());
        assertEquals("/d", line.data());
        assertNull(line.error());
        assertSame(Format.OTLP_JSON, parse("once", "--format", "otlp-json").format());
        assertSame(Format.PROMETHEUS, parse("--format=prometheus", "once").format());
        assertEquals("x.yaml", parse("validate", "x.yaml").file());
        assertSame(Verb.DOCTOR, parse("doctor", "--config", "x").verb());
        assertSame(Verb.TOP, parse("top").verb());
    }

    @Test
    void knowsTheUsualForms() {
        assertSame(Verb.HELP, parse("--help").verb());
        assertSame(Verb.HELP, parse("once", "-h").verb());
        assertSame(Verb.HELP, parse("help", "once").verb());
        assertSame(Verb.VERSION, parse("--version").verb());
        assertSame(Verb.VERSION, parse("version").verb());
    }

    @Test
    void saysWhatIsWrongAndWhatToDo() {
        String verbs = "; known here: run, once, validate, top, doctor, buffer, version, help";
        String options = "; known here: --config, --data, --listen, --format";
        wrong("there is no \"rnu\"; did you mean \"run\"?", "rnu");
        wrong("there is no \"frobnicate\"" + verbs, "frobnicate");
        wrong("there is no option --cofnig; did you mean \"--config\"?", "--cofnig", "x");
        wrong("there is no option -x" + options, "-x");
        wrong("--config needs a value, as in --config /etc/mote.yaml", "--config");
        wrong("--listen needs a value, as in --listen 127.0.0.1:7077", "--listen", "--data");
        wrong("--data has an empty value; write --data /var/lib/mote", "--data=");
        wrong("there is no format josn; known here: text, otlp-json, prometheus", "once",
                "--format", "josn");
        wrong("there is no format txt; did you mean \"text\"?", "once", "--format", "txt");
        wrong("--listen: \"99999\" is not a port; ports are 0 to 65535", "--listen", "h:99999");
        assertNull(parse("--listen", "none").error());
        wrong("validate needs a file: mote validate FILE", "validate");
        wrong("run takes no --format", "run", "--format", "text");
        wrong("run takes no --format", "--format=text");
        wrong("top takes no --listen", "top", "--listen", ":1");
        wrong("\"twice\" is one word too many after once", "once", "twice");
    }
}
