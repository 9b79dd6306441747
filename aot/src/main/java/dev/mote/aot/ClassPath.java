package dev.mote.aot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where class files come from: made ones, directories and jars in order, then java.base. */
final class ClassPath {
    private final Map<String, byte[]> made = new HashMap<>();
    private final List<Path> roots = new ArrayList<>();

    /**
     * @param path directories and jars, colon-separated
     * @throws Unsupported if an entry does not exist
     */
    ClassPath(String path) {
        for (String entry : path.split(":")) {
            if (!entry.isEmpty()) {
                roots.add(root(Path.of(entry)));
            }
        }
        FileSystem runtime = FileSystems.getFileSystem(URI.create("jrt:/"));
        roots.add(runtime.getPath("/modules/java.base"));
    }

    private static Path root(Path entry) {
        if (Files.isDirectory(entry)) {
            return entry;
        }
        try {
            return FileSystems.newFileSystem(entry).getPath("/");
        } catch (IOException | RuntimeException e) {
            throw new Unsupported("class path: cannot open " + entry);
        }
    }

    /** Adds a synthetic class, found before all others. */
    void add(String internalName, byte[] bytes) {
        made.put(internalName, bytes);
    }

    /** The class file's bytes, or null if there is none. */
    byte[] find(String internalName) {
        byte[] bytes = made.get(internalName);
        if (bytes != null) {
            return bytes;
        }
        try {
            for (Path root : roots) {
                Path file = root.resolve(internalName + ".class");
                if (Files.exists(file)) {
                    return Files.readAllBytes(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return null;
    }
}
