package dev.mote.bytes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Against the class library, which follows the same paper: the same digits, the same doubles. */
class DecimalFuzzTest {
    private static final int CASES = 4 * Integer.getInteger("fuzz.cases", 20_000);

    private final Decimal decimal = new Decimal();
    private final DecimalParser parser = new DecimalParser();
    private final Buffer out = new Buffer(32);

    @Test
    void everyDoubleIsWrittenShortestAndReadBack() {
        long seed = Long.getLong("fuzz.seed", 1);
        Random random = new Random(seed);
        for (int at = 0; at < CASES; at++) {
            check(Double.longBitsToDouble(random.nextLong()), seed);
            check(random.nextInt(1_000_000_000) / 100.0, seed);
            check(random.nextDouble(), seed);
            check(random.nextLong(), seed);
            check(Double.longBitsToDouble(random.nextLong() & 0xFFF0_0000_0000_0000L), seed);
        }
    }

    private void check(double value, long seed) {
        if (!Double.isFinite(value)) {
            return;
        }
        out.clear();
        decimal.append(out, value);
        String text = out.asText();
        assertEquals(value, Double.parseDouble(text), "seed " + seed);
        BigDecimal expected = new BigDecimal(Double.toString(value));
        BigDecimal written = new BigDecimal(text);
        if (expected.unscaledValue().abs().bitLength() > 7) {
            // Below two digits the class library prefers the nearer over the shorter.
            assertEquals(0, expected.compareTo(written), () -> value + " as " + text + " seed "
                    + seed);
        }
        assertTrue(parser.parse(out.bytes(), 0, out.length()), text);
        assertEquals(value, parser.value(), () -> text + " seed " + seed);
    }

    @Test
    void everyTextIsReadAsTheClassLibraryReadsIt() {
        long seed = Long.getLong("fuzz.seed", 1);
        Random random = new Random(seed);
        for (int at = 0; at < CASES; at++) {
            String text = number(random);
            byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
            assertTrue(parser.parse(bytes, 0, bytes.length), text);
            assertEquals(Double.parseDouble(text), parser.value(), () -> text + " seed " + seed);
        }
    }

    private static String number(Random random) {
        StringBuilder text = new StringBuilder(random.nextBoolean() ? "-" : "");
        int digits = 1 + random.nextInt(random.nextInt(20) == 0 ? 1000 : 30);
        int point = random.nextInt(digits + 1);
        for (int at = 0; at < digits; at++) {
            if (at == point) {
                text.append('.');
            }
            text.append((char) ('0' + random.nextInt(10)));
        }
        return random.nextBoolean() ? text.toString()
                : text.append('e').append(random.nextInt(700) - 350).toString();
    }

    @Test
    void halfWayPointsAreExact() {
        long seed = Long.getLong("fuzz.seed", 1);
        Random random = new Random(seed);
        for (int at = 0; at < 1 + CASES / 100; at++) {
            double value = Math.abs(Double.longBitsToDouble(random.nextLong()));
            if (value >= Double.MAX_VALUE || Double.isNaN(value)) {
                continue;
            }
            BigDecimal half = new BigDecimal(value).add(new BigDecimal(Math.nextUp(value)))
                    .divide(BigDecimal.TWO);
            for (String text : new String[] {half.toString(), half.toPlainString() + (
                    half.scale() > 0 ? "0000001" : ".0000001")}) {
                byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
                assertTrue(parser.parse(bytes, 0, bytes.length), text);
                assertEquals(Double.parseDouble(text), parser.value(), () -> text + " seed "
                        + seed);
            }
        }
    }
}
