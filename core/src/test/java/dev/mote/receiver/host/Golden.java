package dev.mote.receiver.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.mote.semconv.Convention;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Captured machines, and comparison with the text that was right before. Run the tests with
 * {@code -Dgolden.update=true} to write the golden files anew, then read the difference.
 */
final class Golden {
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
        Path tree = FIXTURES.resolve(machine);
        try (Stream<Path> all = Files.walk(tree)) {
            for (Path each : all.sorted().toList()) {
                if (Files.isRegularFile(each)) {
                    host.os.files.put(prefix + "/" + tree.relativize(each),
                            Files.readAllBytes(each));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return host;
    }
}
