package dev.mote.gateway.user;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mote.component.Outcome;
import dev.mote.processor.ProcessorFixture;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example, and code that does what it should not, from a jar as a user makes it. */
class JavaProcessorTest {
    private static final String LOGS = """
            resource service.name=acme-shop
            scope lib
            log user=anna password=secret @time=1 @severity=9 @body=hello
            resource service.name=nobody
            scope lib
            log user=bert @time=1 @severity=9 @body=hello
            """;
    private static final String BAD = """
            package com.example;
            import dev.mote.gateway.user.*;
            public final class Bad implements UserProcessor {
                public boolean process(UserItem item) {
                    item.set("half", "done");
                    switch (String.valueOf(item.attribute("do"))) {
                        case "throw": throw new IllegalStateException("as asked");
                        case "recurse": return process(item);
                        case "null": item.set("x", null); return true;
                        case "assert": throw new AssertionError();
                        default: return !"drop".equals(item.attribute("do"));
                    }
                }
            }
            """;

    @TempDir
    static Path folder;
    private static Path jar;

    @BeforeAll
    static void makeJar() throws IOException {
        Path bad = Files.writeString(folder.resolve("Bad.java"), BAD);
        Path classes = Files.createDirectory(folder.resolve("classes"));
        int status = ToolProvider.getSystemJavaCompiler().run(null, null, null, "-d",
                classes.toString(), "-cp", System.getProperty("java.class.path"), bad.toString(),
                "src/example/java/com/example/Tenant.java");
        assertEquals(0, status);
        jar = folder.resolve("user.jar");
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream zip = new JarOutputStream(out);
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                zip.putNextEntry(new JarEntry(classes.relativize(file).toString()));
                zip.write(Files.readAllBytes(file));
            }
        }
    }

    private static ProcessorFixture code(String name, String more) {
        return new ProcessorFixture(JavaProcessor::from, "jar: " + jar + "\nclass: " + name + "\n"
                + more);
    }

    private static String log(String attributes) {
        return "resource service.name=shop\nscope lib\nlog " + attributes
                + " @time=1 @severity=9 @body=hello\n";
    }

    @Test
    void theExampleSetsRemovesAndLeavesOut() {
        ProcessorFixture tenant = code("com.example.Tenant", "settings: {separator: \"-\"}");
        tenant.expect("""
                resource service.name=acme-shop
                scope lib
                log user=anna tenant=acme @time=1 @severity=9 @body=hello
                """, LOGS);
        assertEquals(1, tenant.filtered());
        assertEquals("", tenant.errors());
    }

    @Test
    void seesEverySignal() {
        ProcessorFixture tenant = code("com.example.Tenant", "");
        tenant.expect("""
                resource service.name=a-b
                scope lib
                metric requests sum cumulative monotonic
                point method=GET tenant=a @time=2 @value=7
                """, """
                resource service.name=a-b
                scope lib
                metric requests sum cumulative monotonic
                point method=GET @time=2 @value=7
                """);
        tenant.expect("""
                resource service.name=a-b
                scope lib
                span checkout tenant=a @trace=01 @id=03 @start=1 @end=2
                """, """
                resource service.name=a-b
                scope lib
                span checkout @trace=01 @id=03 @start=1 @end=2
                """);
    }

    @Test
    void whatFailsGoesOnAsItWasAndIsCounted() {
        ProcessorFixture bad = code("com.example.Bad", "");
        for (String how : List.of("throw", "recurse", "null", "assert")) {
            bad.expect(log("do=" + how), log("do=" + how));
        }
        bad.expect(log("do=well half=done"), log("do=well"));
        assertEquals(4, bad.counted("mote.processor.failed.items", null));
        assertEquals(0, bad.dropped("failed"));
    }

    @Test
    void whatFailsIsDroppedWhenTheConfigSaysSo() {
        ProcessorFixture bad = code("com.example.Bad", "on_error: drop");
        bad.expect("", log("do=throw"));
        bad.expect("", log("do=drop"));
        assertEquals(1, bad.counted("mote.processor.failed.items", null));
        assertEquals(1, bad.dropped("failed"));
        assertEquals(1, bad.filtered());
    }

    @Test
    void whatIsToComeAgainIsNotCountedAsDropped() {
        ProcessorFixture bad = code("com.example.Bad", "on_error: drop");
        bad.answer = Outcome.RETRY_LATER;
        bad.through(log("do=throw") + log("do=well"));
        assertEquals(0, bad.dropped("failed"));
    }

    @Test
    void saysWhatIsWrongWithTheConfig() {
        assertTrue(code("com.example.Missing", "").errors().contains("has no class"));
        assertTrue(code("com.example.Tenant", "settings: {separator: \"\"}").errors()
                .contains("separator is empty"));
        assertTrue(code("dev.mote.component.Outcome", "").errors().contains("constructor"));
        assertTrue(code("java.lang.Object", "").errors().contains("does not implement"));
        assertTrue(new ProcessorFixture(JavaProcessor::from, "jar: /nowhere\nclass: X").errors()
                .contains("there is no file"));
        assertTrue(new ProcessorFixture(JavaProcessor::from, "class: X").errors()
                .contains("needs jar: and class:"));
    }
}
