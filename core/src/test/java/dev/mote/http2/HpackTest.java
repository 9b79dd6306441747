package dev.mote.http2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mote.bytes.Buffer;
import dev.mote.http.Headers;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class HpackTest {
    private final Headers headers = new Headers(16 << 10);
    private final HpackDecoder decoder = new HpackDecoder(new HpackHuffman());

    private String decode(String hex) {
        Buffer bytes = new Buffer(100);
        String digits = hex.replace(" ", "");
        for (int at = 0; at < digits.length(); at += 2) {
            bytes.put(Character.digit(digits.charAt(at), 16) << 4
                    | Character.digit(digits.charAt(at + 1), 16));
        }
        return decoder.decode(bytes.bytes(), 0, bytes.length(), headers.clear()) ? text()
                : "malformed";
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (int index = 0; index < headers.count(); index++) {
            headers.at(index);
            for (int at = 0; at < headers.nameLength(); at++) {
                text.append((char) headers.bytes()[headers.nameOffset() + at]);
            }
            text.append('=').append(headers.value()).append('\n');
        }
        return text.toString();
    }

    @Test
    void theExamplesOfTheSpecificationWithoutHuffman() {
        String first = ":method=GET\n:scheme=http\n:path=/\n:authority=www.example.com\n";
        assertEquals(first, decode("8286 8441 0f77 7777 2e65 7861 6d70 6c65 2e63 6f6d"));
        assertEquals(first + "cache-control=no-cache\n",
                decode("8286 84be 5808 6e6f 2d63 6163 6865"));
        assertEquals(":method=GET\n:scheme=https\n:path=/index.html\n:authority=www.example.com\n"
                + "custom-key=custom-value\n", decode("8287 85bf 400a 6375 7374 6f6d 2d6b 6579 0c63"
                + "7573 746f 6d2d 7661 6c75 65"));
    }

    @Test
    void theExamplesOfTheSpecificationWithHuffman() {
        String first = ":method=GET\n:scheme=http\n:path=/\n:authority=www.example.com\n";
        assertEquals(first, decode("8286 8441 8cf1 e3c2 e5f2 3a6b a0ab 90f4 ff"));
        assertEquals(first + "cache-control=no-cache\n", decode("8286 84be 5886 a8eb 1064 9cbf"));
        assertEquals(":method=GET\n:scheme=https\n:path=/index.html\n:authority=www.example.com\n"
                + "custom-key=custom-value\n",
                decode("8287 85bf 4088 25a8 49e9 5ba9 7d7f 8925 a849 e95b b8e8 b4bf"));
    }

    @Test
    void aSmallTableEvicts() {
        decode("3f e1 01");
        assertEquals(":status=302\ncache-control=private\ndate=Mon, 21 Oct 2013 20:13:21 GMT\n"
                + "location=https://www.example.com\n", decode("4882 6402 5885 aec3 771a 4b61 96d0 "
                + "7abe 9410 54d4 44a8 2005 9504 0b81 66e0 82a6 2d1b ff6e 919d 29ad 1718 63c7 8f0b "
                + "97c8 e9ae 82ae 43d3"));
        assertTrue(decode("4883 640e ffc1 c0bf").startsWith(
                ":status=307\ncache-control=private\n"));
    }

    @Test
    void malformedBlocksAreRefused() {
        for (String hex : new String[] {"80", "be", "ff", "ff ff ff ff ff 0f", "40", "4001",
            "0085 ff", "3f e2 1f", "82 20", "4084 ffff ffff 00", "4081 ff 00", "4081 00 00"}) {
            assertEquals("malformed", decode(hex), hex);
        }
    }

    @Test
    void largeListsAreReadButNotKept() {
        Buffer block = new Buffer(64);
        byte[] value = new byte[9000];
        HpackEncoder encoder = new HpackEncoder();
        encoder.begin().passing("a", value, 0, 9000).passing("b", value, 0, 9000).header("c", "d");
        block.put(encoder.block().bytes(), 0, encoder.block().length());
        assertTrue(decoder.decode(block.bytes(), 0, block.length(), headers.clear()));
        assertTrue(headers.isTooLarge());
        assertEquals(1, headers.count());
        assertEquals("c=d\n", decode("be"), "the table goes on");
        assertFalse(headers.isTooLarge());
    }

    @Test
    void whatIsEncodedIsDecoded() {
        long seed = Long.getLong("fuzz.seed", 1);
        Random random = new Random(seed);
        HpackEncoder encoder = new HpackEncoder();
        for (int at = 0; at < 5_000; at++) {
            if (random.nextInt(50) == 0) {
                encoder.setTableSize(random.nextInt(5000));
            }
            encoder.begin();
            StringBuilder expected = new StringBuilder();
            for (int count = random.nextInt(12); count > 0; count--) {
                String name = random.nextInt(3) == 0 ? HpackStatic.name(1 + random.nextInt(61))
                        : "name-" + random.nextInt(20);
                String value = "x".repeat(random.nextInt(random.nextInt(300) + 1));
                switch (random.nextInt(3)) {
                    case 0 -> encoder.header(name, value);
                    case 1 -> encoder.secret(name, value);
                    default -> encoder.passing(name, value.getBytes(), 0, value.length());
                }
                expected.append(name).append('=').append(value).append('\n');
            }
            Buffer block = encoder.block();
            assertTrue(decoder.decode(block.bytes(), 0, block.length(), headers.clear()));
            assertEquals(expected.toString(), text(), "fuzz.seed=" + seed + " case " + at);
        }
    }
}
