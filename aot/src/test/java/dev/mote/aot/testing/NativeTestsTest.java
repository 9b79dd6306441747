package dev.mote.aot.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mote.aot.fuzz.Shell;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The generated runner does what JUnit would do, tried on the JVM. */
class NativeTestsTest {
    @TempDir
    private Path folder;

    @Test
    void runsEachTestInANewInstanceAndReportsFailures() throws IOException {
        compile("""
                package t;
                import org.junit.jupiter.api.*;
                abstract class Base {
                    final StringBuilder log = new StringBuilder("new");
                    @BeforeEach void first() { log.append(",before"); }
                    @AfterEach void last() { System.out.println(log.append(",after")); }
                    @Test void inherited() { log.append(",inherited"); }
                }
                class Some extends Base {
                    @Test void fine() { log.append(",fine"); Assertions.assertEquals(3, 1 + 2); }
                    @Test void wrong() { Assertions.assertEquals(4, 1 + 2, "sum"); }
                    @Test void thrown() { throw new IllegalStateException("oops"); }
                    @Test @Tag("jvm") void elsewhere() {}
                }
                @Tag("jvm")
                class Other { @Test void elsewhere() {} }
                """);
        assertEquals(4, prepare());
        Shell.Result run = Shell.run(folder, List.of(System.getProperty("java.home") + "/bin/java",
                "-cp", "out" + File.pathSeparator + "classes", NativeTests.MAIN));
        assertEquals(List.of("new,before,fine,after", "ok t.Some.fine",
                "new,before,after", "FAILED t.Some.wrong: sum ==> expected: <4> but was: <3>",
                "new,before,after", "FAILED t.Some.thrown: java.lang.IllegalStateException oops",
                "new,before,inherited,after", "ok t.Some.inherited",
                "2 passed, 2 failed"), run.lines());
        assertEquals(1, run.exit());
    }

    @Test
    void refusesWhatItWouldNotRun() throws IOException {
        compile("""
                package t;
                import org.junit.jupiter.api.*;
                class Repeats { @RepeatedTest(3) void again() {} }
                """);
        String message = assertThrows(IllegalArgumentException.class, this::prepare).getMessage();
        assertTrue(message.contains("t/Repeats") && message.contains("RepeatedTest"), message);
    }

    private int prepare() throws IOException {
        return NativeTests.prepare(folder.resolve("out"),
                Shell.aotFolder().resolve("src/testing/java"), folder.resolve("classes"),
                List.of());
    }

    private void compile(String source) throws IOException {
        Path file = folder.resolve("Some.java");
        Files.writeString(file, source);
        String junit = Path.of(java.net.URI.create(Test.class.getProtectionDomain().getCodeSource()
                .getLocation().toString())).toString();
        String others = System.getProperty("java.class.path");
        assertEquals(0, ToolProvider.getSystemJavaCompiler().run(null, null, null, "-proc:none",
                "-cp",
                junit + File.pathSeparator + others, "-d", folder.resolve("classes").toString(),
                file.toString()));
    }
}
