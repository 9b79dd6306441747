package dev.mote.aot.fuzz;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs commands and knows where the compiler is. */
public final class Shell {
    private static final long LONGEST_RUN_MINUTES = 10;

    /** What a command did; its output is in lines, errors apart. */
    public record Result(int exit, List<String> lines, String errors) {
        /** The end of what was said, to be shown with a failure. */
        public String tail() {
            String all = errors.isBlank() ? String.join("\n", lines) : errors.strip();
            return all.substring(Math.max(0, all.length() - 2000));
        }
    }

    private Shell() {}

    public static Result run(Path folder, List<String> command) throws IOException {
        Path output = Files.createTempFile(folder, "out", ".txt");
        Path errors = Files.createTempFile(folder, "err", ".txt");
        try {
            Process process = new ProcessBuilder(command).directory(folder.toFile())
                    .redirectOutput(output.toFile()).redirectError(errors.toFile()).start();
            if (!process.waitFor(LONGEST_RUN_MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                return new Result(-1, List.of(), "still running after " + LONGEST_RUN_MINUTES
                        + " min");
            }
            return new Result(process.exitValue(),
                    Files.readString(output, StandardCharsets.ISO_8859_1).lines().toList(),
                    Files.readString(errors, StandardCharsets.ISO_8859_1));
        } catch (InterruptedException e) {
            throw new IOException("interrupted", e);
        } finally {
            Files.deleteIfExists(output);
            Files.deleteIfExists(errors);
        }
    }

    /** The command that makes a binary; {@code -Daot.build=FILE} puts another in its place. */
    public static String builder() {
        String given = System.getProperty("aot.build");
        return given != null ? given : aotFolder().resolve("build").toString();
    }

    /** Brings the compiler and its substitutions up to date, for use inside this process. */
    public static void makeCompiler() throws IOException {
        Result made = run(aotFolder(), List.of(builder(), "--self"));
        if (made.exit() != 0) {
            throw new IOException(made.tail());
        }
    }

    /** What runs a binary of that processor here. */
    public static List<String> execute(String arch, Path binary) {
        return arch.equals(hostArch()) ? List.of(binary.toString())
                : List.of("qemu-" + (arch.equals("armv7") ? "arm" : arch), binary.toString());
    }

    /** Whether a command is to be found. */
    public static boolean hasCommand(String name) {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
    }

    public static String hostArch() {
        return System.getProperty("os.arch").equals("aarch64") ? "aarch64" : "x86_64";
    }

    /** The folder aot/, found upwards of where the compiled tests are. */
    public static Path aotFolder() {
        Path folder = Path.of(supportClasses()).toAbsolutePath();
        while (folder != null && !Files.exists(folder.resolve("toolchain"))) {
            folder = folder.getParent();
        }
        if (folder == null) {
            throw new IllegalStateException("the folder aot/ is not above " + supportClasses());
        }
        return folder;
    }

    /** The class path entry with the classes that generated programs stand on. */
    public static String supportClasses() {
        return Path.of(java.net.URI.create(Shell.class.getProtectionDomain().getCodeSource()
                .getLocation().toString())).toString();
    }
}
