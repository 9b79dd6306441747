package dev.mote.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.mote.bytes.Buffer;
import dev.mote.config.Problems;
import dev.mote.config.Section;
import dev.mote.config.Yaml;
import dev.mote.config.YamlNode;
import dev.mote.os.FileSystem;
import dev.mote.os.Path;
import dev.mote.os.sim.SimOs;
import org.junit.jupiter.api.Test;

class CredentialsTest {
    private static final long SECOND = 1_000_000_000L;
    private final SimOs sim = new SimOs();

    private static Credentials read(String yaml) {
        YamlNode map = Yaml.parse(new Buffer(64).utf8(yaml).bytes(), yaml.length());
        return Credentials.from(new Section(map, map, new Problems("test")));
    }

    private String value(Credentials credentials, long second) {
        return "" + credentials.value(sim.os(), second * SECOND);
    }

    private void write(String text) {
        int file = sim.files.open(new Path("/token").bytes(), FileSystem.READ_WRITE);
        sim.files.truncate(file, 0);
        sim.files.write(file, 0, new Buffer(64).ascii(text).bytes(), 0, text.length());
        sim.files.close(file);
    }

    @Test
    void tokensAndPasswordsBecomeAHeader() {
        assertEquals("Bearer abc", value(read("bearer_token: abc"), 0));
        assertEquals("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==",
                value(read("{username: Aladdin, password: open sesame}"), 0));
        assertEquals("Basic YTpiYg==", value(read("{username: a, password: bb}"), 0));
    }

    @Test
    void aFileIsReadAgainWhenItHasChanged() {
        Credentials credentials = read("bearer_token_file: /token");
        assertEquals("null", value(credentials, 0));
        write("first\n");
        assertEquals("null", value(credentials, 5));
        assertEquals("Bearer first", value(credentials, 20));
        write("the second, which is longer\n");
        assertEquals("Bearer first", value(credentials, 21));
        assertEquals("Bearer the second, which is longer", value(credentials, 40));
        write("");
        assertEquals("Bearer the second, which is longer", value(credentials, 60));
        sim.files.remove(new Path("/token").bytes());
        assertEquals("Bearer the second, which is longer", value(credentials, 80));
        write("third");
        assertEquals("Bearer third", value(credentials, 100));
        write("a\nb");
        assertEquals("Bearer third", value(credentials, 120));
    }
}
