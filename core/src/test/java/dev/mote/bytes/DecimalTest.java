package dev.mote.bytes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class DecimalTest {
    private final Decimal decimal = new Decimal();
    private final DecimalParser parser = new DecimalParser();
    private final Buffer out = new Buffer(32);

    private String text(double value) {
        out.clear();
        decimal.append(out, value);
        return out.asText();
    }

    private static String rounded(double value, int places) {
        Buffer out = new Buffer(32);
        Decimal.appendRounded(out, value, places);
        return out.asText();
    }

    private double parse(String text) {
        Buffer in = new Buffer(32).ascii(text);
        assertTrue(parser.parse(in.bytes(), 0, in.length()), text);
        return parser.value();
    }

    private boolean isNumber(String text) {
        Buffer in = new Buffer(32).ascii(text);
        return parser.parse(in.bytes(), 0, in.length());
    }

    @Test
    void writesWhatPeopleExpect() {
        assertEquals("0", text(0));
        assertEquals("-0", text(-0.0));
        assertEquals("1", text(1));
        assertEquals("-17", text(-17));
        assertEquals("0.1", text(0.1));
        assertEquals("0.3", text(0.3));
        assertEquals("0.30000000000000004", text(0.1 + 0.2));
        assertEquals("12345.67", text(12345.67));
        assertEquals("3.141592653589793", text(Math.PI));
        assertEquals("9007199254740993000", text(9007199254740993000.0));
        assertEquals("0.00001", text(0.00001));
        assertEquals("0.0000015", text(0.0000015));
        assertEquals("1.5e-7", text(1.5e-7));
    }

    @Test
    void writesTheExtremes() {
        assertEquals("5e-324", text(Double.MIN_VALUE));
        assertEquals("2.2250738585072014e-308", text(Double.MIN_NORMAL));
        assertEquals("1.7976931348623157e+308", text(Double.MAX_VALUE));
        assertEquals("9007199254740992", text(0x1p53));
        assertEquals("1e+21", text(1e21));
        assertEquals("100000000000000000000", text(1e20));
        assertEquals("2e-323", text(4 * Double.MIN_VALUE));
        assertEquals("NaN", text(Double.NaN));
        assertEquals("+Inf", text(Double.POSITIVE_INFINITY));
        assertEquals("-Inf", text(Double.NEGATIVE_INFINITY));
    }

    @Test
    void roundsForPeople() {
        assertEquals("0.5", rounded(0.46, 1));
        assertEquals("100", rounded(99.6, 0));
        assertEquals("-1.25", rounded(-1.25, 2));
        assertEquals("0.0", rounded(-0.01, 1));
        assertEquals("12.007", rounded(12.0071, 3));
        assertEquals("NaN", rounded(Double.NaN, 1));
        assertEquals("Inf", rounded(1e300, 1));
    }

    @Test
    void readsNumbers() {
        assertEquals(0.0, parse("0"));
        assertEquals(1234.5, parse("+1234.5"));
        assertEquals(-0.001, parse("-1e-3"));
        assertEquals(0.5, parse(".5"));
        assertEquals(5.0, parse("5."));
        assertEquals(Double.MAX_VALUE, parse("179769313486231570000e288"));
        assertEquals(Double.POSITIVE_INFINITY, parse("1e999999999999"));
        assertEquals(0.0, parse("1e-999999999999"));
        assertEquals(0.0, parse("0e999999999999"));
        assertTrue(Double.isNaN(parse("NaN")));
        assertEquals(Double.NEGATIVE_INFINITY, parse("-Inf"));
        assertEquals(Double.MIN_VALUE, parse("2.4703282292062328e-324"));
        assertEquals(0.0, parse("2.4703282292062327e-324"));
    }

    @Test
    void decidesHalfWayByTheLastDigit() {
        // 2^53 + 1 lies half-way; anything behind it, however far, decides.
        assertEquals(9007199254740992.0, parse("9007199254740993"));
        assertEquals(9007199254740994.0, parse("9007199254740993." + "0".repeat(900) + "1"));
        assertEquals(9007199254740992.0, parse("9007199254740992." + "9".repeat(900)));
        assertEquals(1e300, parse("1" + "0".repeat(300)));
        assertEquals(1e-300, parse("0." + "0".repeat(299) + "1"));
        assertEquals(1.0, parse("1" + "0".repeat(1000) + "e-1000"));
    }

    @Test
    void refusesWhatIsNoNumber() {
        for (String text : new String[] {"", "-", ".", "e5", "1e", "1e+", "1.2.3", "1 ", " 1",
                "0x10",
            "nan", "1_000", "--1", "Infinit"}) {
            assertFalse(isNumber(text), text);
        }
    }
}
