package dev.mote.pipeline;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SimulatedDayTest {
    @Test
    void everyPointOfADayArrivesOnceInOrderOrIsCounted() {
        SimulatedDay day = new SimulatedDay();
        day.run(hours -> { });
        day.end();
        String said = day.sim.files.errors.asText();
        assertTrue(said.contains("space for waiting data is full"), said);
        assertTrue(said.contains("host_metrics: memory: can be read again"), said);
    }
}
