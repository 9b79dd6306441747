package dev.mote.aot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The methods that the C run time implements itself, natives and intrinsics alike.
 *
 * <p>A line {@code //: java/lang/System.nanoTime()J} in the run time's sources declares that the
 * function below it, or the one named after {@code =}, is that method; the words {@code throws} and
 * {@code collects} say that it may leave an exception pending or run the garbage collector.
 */
final class Natives {
    /** A C function and what a caller must reckon with. */
    record Native(String function, boolean mayThrow, boolean mayCollect) {
    }

    private static final Pattern DECLARATION = Pattern.compile(
            "^//: (\\S+\\(\\S*\\)\\S+)(?: = (\\w+))?((?: \\w+)*)$", Pattern.MULTILINE);
    private static final Pattern FUNCTION = Pattern.compile("\\b([a-z]\\w*)\\(");

    private final Map<String, Native> byMethod = new HashMap<>();

    Natives(Path sources) throws IOException {
        List<Path> files;
        try (Stream<Path> list = Files.list(sources)) {
            files = list.filter(p -> p.toString().endsWith(".c")).sorted().toList();
        }
        for (Path file : files) {
            read(Files.readString(file));
        }
    }

    private void read(String source) {
        Matcher declaration = DECLARATION.matcher(source);
        Matcher function = FUNCTION.matcher(source);
        while (declaration.find()) {
            String name = declaration.group(2);
            if (name == null && function.find(functionLine(source, declaration.end()))) {
                name = function.group(1);
            }
            String effects = declaration.group(3);
            boolean collects = effects.contains("collects");
            byMethod.put(declaration.group(1),
                    new Native(name, collects || effects.contains("throws"), collects));
        }
    }

    /** The line after the declarations. */
    private static int functionLine(String source, int from) {
        int line = source.indexOf('\n', from) + 1;
        while (source.startsWith("//:", line)) {
            line = source.indexOf('\n', line) + 1;
        }
        return line;
    }

    /** The C function that is this method, or null. */
    Native find(JavaMethod method) {
        return byMethod.get(method.owner.name + "." + method.key());
    }
}
