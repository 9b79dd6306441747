package dev.mote.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;

class MemoryLogTest extends LogContract {
    @Override
    LogFixture fixture() {
        return new LogFixture(false);
    }

    @Test
    void itIsNoTroubleWhenNobodyAskedForADisk() {
        with.start();
        with.append(7, "1");
        assertNull(with.log.trouble());
        assertNull(with.log.directory());
        assertEquals(0, with.files().size());
    }
}
