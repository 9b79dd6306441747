package dev.mote.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class UnitsTest {
    @Test
    void durations() {
        assertEquals(10_000_000_000L, Units.nanos("10s"));
        assertEquals(90_000_000_000L, Units.nanos("1m30s"));
        assertEquals(500_000_000L, Units.nanos("500ms"));
        assertEquals(5_400_000_000_000L, Units.nanos("1.5h"));
        assertEquals(1_250_000L, Units.nanos("1.25ms"));
        assertEquals(0, Units.nanos("0s"));
        assertEquals(0, Units.nanos("0"));
        for (String wrong : new String[] {"", "10", "s", "10 s x", "1..5s", "-1s", "1.s", "10sec",
            "99999999999999999s", "9999999999h"}) {
            assertEquals(Units.INVALID, Units.nanos(wrong), wrong);
        }
    }

    @Test
    void sizes() {
        assertEquals(4 << 20, Units.bytes("4MiB"));
        assertEquals(65536, Units.bytes("65536"));
        assertEquals(512_000, Units.bytes("512 kB"));
        assertEquals(1_500_000, Units.bytes("1.5MB"));
        assertEquals(Units.INVALID, Units.bytes("4MiB2"));
        assertEquals(Units.INVALID, Units.bytes("4 mib"));
    }

    @Test
    void distances() {
        assertEquals(0, Suggestion.distance("abc", "abc"));
        assertEquals(1, Suggestion.distance("endpiont", "endpoint"));
        assertEquals(3, Suggestion.distance("kitten", "sitting"));
        assertEquals(4, Suggestion.distance("", "four"));
    }
}
