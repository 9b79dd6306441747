package dev.mote.aot.refused;

import static java.lang.constant.ConstantDescs.MTD_void;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mote.aot.fuzz.Shell;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is outside is refused when the binary is made, with the way that leads there. */
@Tag("native")
class RefusedTest {
    @Test
    void threads() throws IOException {
        assertRefused(StartsThread.class, "java.lang.Thread.<init>",
                "one thread: there is nothing to start or to wait for",
                "reached from dev.mote.aot.refused.StartsThread.work < "
                        + "dev.mote.aot.refused.StartsThread.main");
    }

    @Test
    void formats() throws IOException {
        assertRefused(Formats.class, "java.lang.String.format", "formats by locale");
    }

    @Test
    void characterSets() throws IOException {
        assertRefused(Encodes.class, "java.nio.charset.StandardCharsets.UTF_16BE",
                "character sets but UTF-8, ISO-8859-1 and US-ASCII");
    }

    @Test
    void whatTheLibraryDoesInside() throws IOException {
        assertRefused(Deep.class, "java.security.SecureRandom.",
                "providers are found by reflection",
                "< java.util.UUID.randomUUID < dev.mote.aot.refused.Deep.main");
    }

    @Test
    void linkageErrors() throws IOException {
        Path folder = Files.createDirectories(Path.of("target/refused/mixed").toAbsolutePath());
        ClassDesc one = ClassDesc.of("One");
        Files.write(folder.resolve("One.class"), ClassFile.of().build(one, c -> c.withFlags(
                ClassFile.ACC_ABSTRACT).withMethodBody("ask", MTD_void, 0, CodeBuilder::return_)));
        Files.write(folder.resolve("Mixed.class"), ClassFile.of().build(ClassDesc.of("Mixed"),
                c -> c.withMethodBody("main", MethodTypeDesc.ofDescriptor("([Ljava/lang/String;)V"),
                        ClassFile.ACC_STATIC | ClassFile.ACC_PUBLIC, code -> code.new_(one).pop()
                                .invokestatic(one, "ask", MTD_void).return_())));
        assertRefused(folder.toString(), "Mixed", "InstantiationError: One is abstract",
                "IncompatibleClassChangeError: One.ask()V is not static");
    }

    @Test
    void nativeInstanceMethods() throws IOException {
        assertRefused(InstanceNative.class,
                "native method without an implementation: dev.mote.aot.refused.InstanceNative.ask");
    }

    private static void assertRefused(Class<?> program, String... parts) throws IOException {
        assertRefused(Shell.supportClasses(), program.getName(), parts);
    }

    private static void assertRefused(String classes, String program, String... parts)
            throws IOException {
        Path work = Files.createDirectories(Path.of("target/refused").toAbsolutePath());
        Shell.Result built = Shell.run(work, List.of(Shell.builder(), "-cp", classes, "-main",
                program, "-o", work.resolve("never").toString()));
        assertEquals(1, built.exit());
        for (String part : parts) {
            assertTrue(built.errors().contains(part), built.errors());
        }
    }
}
