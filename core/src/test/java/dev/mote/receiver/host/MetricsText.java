package dev.mote.receiver.host;

import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.mote.otlp.MetricsReader;
import dev.mote.semconv.Metric.Instrument;
import java.nio.charset.StandardCharsets;

/**
 * Encoded metrics as text.
 *
 * <pre>
 *   system.network.io (counter, By)
 *     network.interface.name=eth0 network.io.direction=receive = 638196645
 *     network.interface.name=eth1 network.io.direction=receive = 4711 since +120.0 s
 * </pre>
 *
 * A start time is shown, in seconds after boot, when it is not the boot.
 */
final class MetricsText {
    private MetricsText() {
    }

    static void render(byte[] bytes, int offset, int length, long bootNanos, StringBuilder into) {
        MetricsReader reader = new MetricsReader().over(bytes, offset, length);
        while (reader.nextPoint()) {
            if (reader.newMetric()) {
                into.append(text(reader, reader.nameOffset(), reader.nameLength())).append(" (")
                        .append(word(reader.instrument())).append(", ")
                        .append(text(reader, reader.unitOffset(), reader.unitLength()))
                        .append(")\n");
            }
            into.append("  ");
            while (reader.nextAttribute()) {
                into.append(text(reader, reader.keyOffset(), reader.keyLength())).append('=');
                if (reader.attributeIsText()) {
                    into.append(text(reader, reader.textOffset(), reader.textLength()));
                } else {
                    into.append(reader.attributeNumber());
                }
                into.append(' ');
            }
            into.append("= ");
            if (reader.isInteger()) {
                into.append(reader.longValue());
            } else {
                into.append(reader.doubleValue());
            }
            if (reader.instrument() != Instrument.GAUGE && reader.startNanos() != bootNanos) {
                into.append(" since +").append((reader.startNanos() - bootNanos) / 1e9)
                        .append(" s");
            }
            into.append('\n');
        }
        assertFalse(reader.malformed(), "malformed OTLP");
    }

    private static String word(Instrument instrument) {
        return switch (instrument) {
            case COUNTER -> "counter";
            case UP_DOWN_COUNTER -> "up-down counter";
            case GAUGE -> "gauge";
        };
    }

    private static String text(MetricsReader reader, int offset, int length) {
        return new String(reader.bytes(), offset, length, StandardCharsets.UTF_8);
    }
}
