package dev.mote.bytes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Md5Test {
    @Test
    void asTheJdkHasIt() throws Exception {
        MessageDigest expected = MessageDigest.getInstance("MD5");
        Md5 md5 = new Md5();
        Random random = new Random(1);
        for (int length = 0; length < 300; length++) {
            byte[] bytes = new byte[length + 3];
            random.nextBytes(bytes);
            expected.update(bytes, 3, length);
            assertEquals(ByteBuffer.wrap(expected.digest()).getLong(8),
                    md5.lastWord(bytes, 3, length));
        }
    }
}
