package dev.mote.aot.fuzz;

import dev.mote.aot.fuzz.support.Result;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Runs a program in this process, in a class loader of its own. */
final class HotSpot {
    private HotSpot() {}

    /** The lines that the program prints by {@link Result}. */
    static List<String> run(Path classes) throws IOException {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        URL[] urls = {classes.toUri().toURL(), Path.of(Shell.supportClasses()).toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(urls,
                ClassLoader.getPlatformClassLoader())) {
            loader.loadClass(Result.class.getName()).getField("out")
                    .set(null, new PrintStream(printed, false, StandardCharsets.ISO_8859_1));
            loader.loadClass(ProgramWriter.MAIN).getMethod("main", String[].class)
                    .invoke(null, (Object) new String[0]);
        } catch (ReflectiveOperationException e) {
            if (e.getCause() instanceof VerifyError fault) {
                throw new JavacFault(fault.toString());
            }
            throw new IllegalStateException("HotSpot ended with " + e.getCause() + " in "
                    + classes, e);
        }
        return printed.toString(StandardCharsets.ISO_8859_1).lines().toList();
    }
}
