package dev.mote.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.mote.bytes.Buffer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("jvm")
class HttpDateTest {
    @Test
    void agreesWithTheClassLibrary() {
        DateTimeFormatter format = DateTimeFormatter
                .ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT).withZone(ZoneOffset.UTC);
        Buffer out = new Buffer(32);
        for (long day = -1000; day < 83_000; day++) {
            long seconds = day * 86_400 + day % 86_400;
            HttpDate.append(out.clear(), seconds * 1_000_000_000L);
            assertEquals(format.format(Instant.ofEpochSecond(seconds)), out.asText());
        }
    }
}
