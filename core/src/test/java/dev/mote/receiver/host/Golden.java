package dev.mote.receiver.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.mote.os.sim.SimFileSystem;
import dev.mote.semconv.Convention;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Captured machines, and comparison with the text that was right before. Run the tests with
 * {@code -Dgolden.update=true} to write the golden files anew, then read the difference.
 */
public final class Golden {
    /** Where the captured trees lie, seen from the module's directory. */
    private static final Path FIXTURES = Path.of("src/test/fixtures");

    private Golden() {
    }

    /** Compares with {@code golden/<machine>/<name>.txt}. */
    static void check(String machine, String name, String text) {
        Path file = FIXTURES.resolve("golden").resolve(machine).resolve(name + ".txt");
        try {
            if (Boolean.getBoolean("golden.update")) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, text);
            }
            assertEquals(Files.exists(file) ? Files.readString(file) : "", text,
                    file + " (write it anew with -Dgolden.update=true)");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The captured machines: the directories of the fixtures that have a {@code proc}. */
    static List<String> machines() {
        try (Stream<Path> all = Files.list(FIXTURES)) {
            return all.filter(each -> Files.isDirectory(each.resolve("proc")))
                    .map(each -> each.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A host with a captured machine's files. */
    static HostFixture host(String machine) {
        return host(machine, Convention.SEMCONV);
    }

    static HostFixture host(String machine, Convention convention) {
        return load(machine, new HostFixture("", convention), "");
    }

    /** Puts a captured machine's files below {@code prefix} ("" or "/hostfs"). */
    static HostFixture load(String machine, HostFixture host, String prefix) {
        put(machine, host.os.files, prefix);
        return host;
    }

    /** Puts a captured machine's files below {@code prefix} into any simulated machine. */
    public static void put(String machine, SimFileSystem files, String prefix) {
        Path tree = FIXTURES.resolve(machine);
        try (Stream<Path> all = Files.walk(tree)) {
            for (Path each : all.sorted().toList()) {
                if (Files.isRegularFile(each)) {
                    files.put(prefix + "/" + tree.relativize(each),
                            Files.readAllBytes(each));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        putSpaces(files, tree.resolve("statvfs"), prefix);
    }

    /** Mount point, then block size, fragment size, blocks, free, available, inodes, free ones. */
    private static void putSpaces(SimFileSystem files, Path file, String prefix) {
        try {
            for (String line : Files.readAllLines(file)) {
                String[] words = line.split(" ");
                byte[] point = words[0].getBytes(StandardCharsets.UTF_8);
                int length = OctalEscapes.decode(point, 0, point.length, point, 0);
                long unit = Long.parseLong(words[2]);
                String path = new String(point, 0, length, StandardCharsets.UTF_8);
                files.space(path.equals("/") && !prefix.isEmpty() ? prefix : prefix + path,
                        unit * Long.parseLong(words[3]), unit * Long.parseLong(words[4]),
                        unit * Long.parseLong(words[5]), Long.parseLong(words[6]),
                        Long.parseLong(words[7]), 0);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
