package dev.mote.tidy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Style that would otherwise be argued about: widths, lengths, names, package pages. */
@Tag("jvm")
class TidyTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final List<String> MODULES =
            List.of("core", "aot", "os-jvm", "os-native", "agent", "it", "bench");
    private static final int WIDTH_MAX = 100;
    private static final int FILE_LINES_MAX = 500;
    private static final int BLOB_BYTES_MAX = 256 * 1024;
    private static final Pattern VAGUE = Pattern.compile("(Util|Utils|Helper|Manager)\\.java$");
    private static final Pattern UNFINISHED = Pattern.compile("\\b(FIXME|XXX|TODO)\\b");

    private final List<String> complaints = new ArrayList<>();

    private static List<Path> files(String below, String ending) throws IOException {
        List<Path> found = new ArrayList<>();
        for (String module : MODULES) {
            Path start = ROOT.resolve(module).resolve(below);
            if (Files.exists(start)) {
                try (Stream<Path> walk = Files.walk(start)) {
                    walk.filter(file -> file.toString().endsWith(ending)).forEach(found::add);
                }
            }
        }
        return found;
    }

    private void complain(Path file, int line, String text) {
        complaints.add(ROOT.relativize(file) + ":" + line + ": " + text);
    }

    private void nothingToComplainAbout() {
        assertEquals("", String.join("\n", complaints));
    }

    @Test
    void sourcesKeepToTheStyle() throws IOException {
        for (Path file : files("src", ".java")) {
            List<String> lines = Files.readAllLines(file);
            for (int at = 0; at < lines.size(); at++) {
                check(file, at + 1, lines.get(at));
            }
            if (lines.size() > FILE_LINES_MAX) {
                complain(file, 1, lines.size() + " lines; the limit is " + FILE_LINES_MAX);
            }
            if (VAGUE.matcher(file.toString()).find()) {
                complain(file, 1, "a name that says nothing: name it after what it does");
            }
        }
        nothingToComplainAbout();
    }

    private void check(Path file, int line, String text) {
        if (text.length() > WIDTH_MAX) {
            complain(file, line, text.length() + " columns; the limit is " + WIDTH_MAX);
        }
        if (text.indexOf('\t') >= 0) {
            complain(file, line, "a tab; use four spaces");
        }
        if (text.endsWith(" ")) {
            complain(file, line, "blanks at the end");
        }
        if (UNFINISHED.matcher(text).find() && !file.endsWith("TidyTest.java")) {
            complain(file, line, "unfinished work belongs into an issue");
        }
    }

    @Test
    void everyPackageSaysWhatItIsFor() throws IOException {
        for (Path file : files("src/main/java", ".java")) {
            if (!Files.exists(file.resolveSibling("package-info.java"))
                    && !file.endsWith("module-info.java")) {
                complain(file, 1, "its package has no package-info.java");
            }
        }
        nothingToComplainAbout();
    }

    @Test
    void nothingLargeIsCommitted() throws IOException {
        for (Path file : files("src", "")) {
            if (Files.isRegularFile(file) && Files.size(file) > BLOB_BYTES_MAX) {
                complain(file, 1, "larger than " + BLOB_BYTES_MAX + " bytes");
            }
        }
        nothingToComplainAbout();
    }
}
