package dev.mote.receiver.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mote.bytes.Buffer;
import dev.mote.os.Errno;
import dev.mote.os.Path;
import dev.mote.os.sim.SimFileSystem;
import org.junit.jupiter.api.Test;

class KeptFileTest {
    private final SimFileSystem system = new SimFileSystem();
    private final HostFiles files = new HostFiles(system, "");
    private final KeptFile file = new KeptFile("/proc/f");

    private String read(KeptFile file) {
        int length = file.read(files);
        return length < 0 ? Errno.describe(length)
                : new Buffer(length).put(files.content(), 0, length).asText();
    }

    @Test
    void staysOpenAndBringsWhatIsThereNow() {
        system.put("/proc/f", "one");
        assertEquals("one", read(file));
        system.put("/proc/f", "another");
        assertEquals("another", read(file));
        assertEquals(1, system.openHandles());
        file.close(files);
        assertEquals(0, system.openHandles());
    }

    @Test
    void growsToTheContent() {
        system.put("/proc/f", "x".repeat(10_000));
        assertEquals(10_000, file.read(files));
        assertEquals(10_000, file.read(files));
    }

    @Test
    void oneThatVanishesIsOpenedAgain() {
        system.put("/proc/f", "old");
        assertEquals("old", read(file));
        system.fail("/proc/f", Errno.ENODEV).remove(new Path("/proc/f").bytes());
        assertEquals("no such file or directory", read(file));
        assertEquals(0, system.openHandles());
        system.put("/proc/f", "new");
        assertEquals("new", read(file));
        system.fail("/proc/f", Errno.EIO).remove(new Path("/proc/f").bytes());
        system.put("/proc/f", "newer");
        assertEquals("newer", read(file));
        assertEquals(1, system.openHandles());
    }

    @Test
    void oneThatHandsAnErrorIsClosed() {
        system.put("/proc/f", "well").fail("/proc/f", Errno.EIO);
        assertEquals("input/output error", read(file));
        system.fail("/proc/f", 0);
        assertEquals("well", read(file));
        system.fail("/proc/f", Errno.EIO);
        assertEquals("input/output error", read(file));
        assertEquals(0, system.openHandles());
    }

    @Test
    void whatAKernelDoesNotHaveIsLookedForSeldom() {
        KeptFile optional = KeptFile.optional("/proc/f");
        assertEquals("no such file or directory", read(optional));
        system.put("/proc/f", "there");
        int turns = 1;
        while (!read(optional).equals("there")) {
            turns++;
        }
        assertEquals(31, turns);
    }

    @Test
    void belowARootPathItIsTheOneOfProcess1() {
        system.put("/proc/net/dev", "own").put("/hostfs/proc/1/net/dev", "host's");
        HostFiles below = new HostFiles(system, "/hostfs");
        KeptFile.network("dev", KeptFile.WHOLE).read(below);
        assertEquals("host's", new Buffer(8).put(below.content(), 0, below.length()).asText());
    }

    @Test
    void aShortReadIsAllOnlyIfAnotherRecordWouldHaveFit() {
        assertTrue(HostFiles.isAll(4095, 4096, KeptFile.WHOLE));
        assertFalse(HostFiles.isAll(4096, 4096, KeptFile.WHOLE));
        assertTrue(HostFiles.isAll(3995, 4096, 100));
        assertFalse(HostFiles.isAll(3996, 4096, 100));
        assertFalse(HostFiles.isAll(3996, 8192, 100));
        assertFalse(HostFiles.isAll(950, 1000, 100));
        assertFalse(HostFiles.isAll(1, 4096, KeptFile.ANY_RECORDS));
    }
}
