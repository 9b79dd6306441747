package dev.mote.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Directories in which files were changed, cut, lengthened, swapped or made up: Mote starts, what
 * it reads was written, what is missing was counted, and it goes on.
 */
@Tag("jvm")
class LogFuzzTest {
    private static final int CASES = Integer.getInteger("fuzz.cases", 1_500);
    private static final long SECONDS = Long.getLong("fuzz.seconds", 0);
    private static final int RECORDS = 60;

    @Test
    void damagedFilesAreSurvived() {
        long seed = Long.getLong("fuzz.seed", 1);
        long until = System.nanoTime() + SECONDS * LogFixture.SECOND;
        for (long at = 0; at < CASES || System.nanoTime() < until; at++) {
            try {
                run(new Random(seed + at));
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("replay with -Dfuzz.seed=" + (seed + at)
                        + " -Dfuzz.cases=1", e);
            }
        }
    }

    private static void run(Random random) {
        LogFixture with = new LogFixture(true);
        with.settings.bytesMax = 1 << 20;
        with.start();
        LogReader reader = with.reader("a");
        for (int at = 0; at < RECORDS; at++) {
            with.append(1 + at % 2, LogFixture.padded(at + " ", 3 + random.nextInt(6_000)));
        }
        LogFixture.read(reader, random.nextInt(RECORDS));
        reader.acknowledge(reader.position());
        with.log.close();
        List<String> files = with.files();
        files.add(LogFixture.DIRECTORY + "/" + Positions.NAME);
        for (int times = 1 + random.nextInt(3); times > 0; times--) {
            damage(with, files, random);
        }
        with.start();
        look(with);
        readAll(with, with.reader("a"));
        readAll(with, with.reader("b", 2));
        with.append(2, "afterwards");
        assertEquals("afterwards", LogFixture.read(with.reader("b", 2)));
        with.pass(2 * LogFixture.SECOND);
        assertTrue(with.log.trouble() == null, "on disk");
    }

    /** Reads to the end: in order, as written, and what does not come is told. */
    private static void readAll(LogFixture with, LogReader reader) {
        with.losses.clear();
        long expected = reader.waitingItems();
        long seen = 0;
        int last = -1;
        while (reader.next()) {
            byte[] bytes = new byte[reader.length()];
            reader.copy(reader.start(), 0, bytes, 0, bytes.length);
            int number = number(bytes);
            assertTrue(number > last && number < RECORDS, number + " after " + last);
            last = number;
            seen += reader.items();
        }
        long lost = 0;
        for (String each : with.losses) {
            String[] words = each.split(" ");
            lost += words[1].equals("DAMAGED") ? Long.parseLong(words[2]) : 0;
        }
        reader.acknowledge(reader.position());
        assertEquals(0, reader.waitingItems());
        assertTrue(seen + lost >= expected, expected + " waited, " + seen + " came, " + lost
                + " were lost");
    }

    private static int number(byte[] bytes) {
        int number = 0;
        int at = 0;
        while (bytes[at] != ' ') {
            number = 10 * number + bytes[at++] - '0';
        }
        for (int rest = at + 1; rest < bytes.length; rest++) {
            assertEquals('-', bytes[rest]);
        }
        return number;
    }

    /** The view for people reads the same directory. */
    private static void look(LogFixture with) {
        LogDirectory directory = new LogDirectory(with.sim.files, LogFixture.DIRECTORY);
        assertTrue(directory.open() >= 0);
        directory.places();
        while (directory.nextSegment()) {
            while (directory.nextRecord(true)) {
                assertTrue(directory.items() > 0);
            }
            directory.problem();
        }
    }

    private static void damage(LogFixture with, List<String> files, Random random) {
        String file = files.get(random.nextInt(files.size()));
        byte[] content = with.sim.files.content(file);
        if (content == null || content.length == 0) {
            return;
        }
        int place = random.nextBoolean() ? random.nextInt(content.length)
                : random.nextInt(Math.min(content.length, 200));
        switch (random.nextInt(7)) {
            case 0 -> content[place] ^= (byte) (1 << random.nextInt(8));
            case 1 -> content = Arrays.copyOf(content, place);
            case 2 -> content = Arrays.copyOf(content, content.length + random.nextInt(5_000));
            case 3 -> Arrays.fill(content, place, content.length, (byte) 0);
            case 4 -> {
                for (int at = place; at < Math.min(content.length, place + 64); at++) {
                    content[at] = (byte) random.nextInt();
                }
            }
            case 5 -> {
                byte[] other = with.sim.files.content(files.get(random.nextInt(files.size())));
                content = other == null ? content : other;
            }
            default -> random.nextBytes(content);
        }
        with.sim.files.put(file, content);
    }
}
