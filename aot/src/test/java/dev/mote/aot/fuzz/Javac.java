package dev.mote.aot.fuzz;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The Java compiler in this process; what it has read of the library is kept from run to run. */
final class Javac {
    private final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    private final StandardJavaFileManager manager = compiler.getStandardFileManager(null, null,
            null);

    /** A source that is never written to a file unless something is wrong with it. */
    private static final class Text extends SimpleJavaFileObject {
        private final String text;

        Text(String name, String text) {
            super(URI.create("string:///fz/" + name + ".java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    /** Compiles sources by class name into the folder. */
    void compile(Map<String, String> files, boolean inlineConcatenation, Path classes)
            throws IOException {
        Files.createDirectories(classes);
        List<JavaFileObject> units = new ArrayList<>();
        files.forEach((name, text) -> units.add(new Text(name, text)));
        List<String> options = List.of("-nowarn", "-proc:none", "-XDstringConcat="
                + (inlineConcatenation ? "inline" : "indyWithConstants"), "-cp",
                Shell.supportClasses(), "-d", classes.toString());
        StringWriter messages = new StringWriter();
        if (!compiler.getTask(messages, manager, null, options, null, units).call()) {
            if (messages.toString().contains("An exception has occurred in the compiler")) {
                throw new JavacFault(messages.toString());
            }
            save(files, classes.resolveSibling("src"));
            throw new IllegalStateException("javac refuses what was generated into "
                    + classes.resolveSibling("src") + "\n" + messages);
        }
    }

    /** Writes sources to where a person can read them. */
    static void save(Map<String, String> files, Path folder) throws IOException {
        Path sources = Files.createDirectories(folder.resolve("fz"));
        for (Map.Entry<String, String> each : files.entrySet()) {
            Files.writeString(sources.resolve(each.getKey() + ".java"), each.getValue());
        }
    }
}
