package dev.mote.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.mote.config.Environment;
import dev.mote.config.Problems;
import dev.mote.os.Errno;
import dev.mote.os.sim.SimOs;
import dev.mote.telemetry.Log;
import java.util.List;
import org.junit.jupiter.api.Test;

class DataDirectoryTest {
    private final SimOs sim = new SimOs();
    private final DataDirectory data = new DataDirectory(sim.files, new Log(sim.files));

    private static Environment environment(String... variables) {
        return new Environment(variables, new Problems("test"));
    }

    @Test
    void theUsualPlacesInTheirOrder() {
        assertEquals(List.of("/run/state", "/var/lib/mote", "/home/x/.local/state/mote"),
                DataDirectory.candidates(environment("STATE_DIRECTORY=/run/state:/other",
                        "HOME=/home/x")));
        assertEquals(List.of("/var/lib/mote", "/xdg/mote"),
                DataDirectory.candidates(environment("HOME=/h", "XDG_STATE_HOME=/xdg")));
        assertEquals(List.of("/var/lib/mote"), DataDirectory.candidates(environment()));
    }

    @Test
    void theFirstThatCanBeWrittenIsTaken() {
        sim.files.fail("/var/lib/mote/mote.lock", Errno.EACCES);
        sim.files.directory("/home/x");
        assertEquals("/home/x/.local/state/mote", data.open(null, environment("HOME=/home/x")));
        assertEquals("", sim.files.errors.asText());
    }

    @Test
    void withoutAnyItGoesOnInMemoryAndSaysSo() {
        sim.files.writeError = Errno.EROFS;
        assertEquals("", data.open(null, environment("HOME=/home/x")));
        assertEquals("mote: warning: /var/lib/mote, /home/x/.local/state/mote: read-only file "
                + "system; going on without it, what is not delivered is kept in memory only\n",
                sim.files.errors.asText());
        assertEquals("", data.open("none", environment()));
    }

    @Test
    void twoOnOneDirectoryIsAnError() {
        assertEquals("/d", data.open("/d", environment()));
        assertNull(data.open("/d", environment()));
        assertEquals("mote: error: /d is in use by another mote; give this one a directory of its "
                + "own with --data\n", sim.files.errors.asText());
    }

    @Test
    void whoOnlyLooksTakesWhatIsThere() {
        assertEquals("/var/lib/mote", DataDirectory.existing(sim.files, environment()));
        sim.files.directory("/s");
        assertEquals("/s", DataDirectory.existing(sim.files, environment("STATE_DIRECTORY=/s")));
    }
}
