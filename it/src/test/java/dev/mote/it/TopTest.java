package dev.mote.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code mote top} on a terminal, which script(1) makes. */
@Tag("it")
class TopTest {
    private static final String FRAME = "\033[H";

    @TempDir
    Path folder;

    /** A shell on a terminal of 12 lines that runs top and then says how the terminal is. */
    private Child terminal() throws IOException {
        Path keys = folder.resolve("keys");
        Peers.write(folder.resolve("session"), "stty rows 12 cols 60; echo on $(tty);\n"
                + String.join(" ", MoteProcess.command()) + " top\necho status $?\nstty -a\n");
        Child mkfifo = new Child("mkfifo", List.of("mkfifo", keys.toString()), Map.of(), null);
        assertEquals(0, mkfifo.awaitExit(10));
        return new Child("script", List.of("sh", "-c",
                "script -qfec 'sh " + folder.resolve("session") + "' /dev/null <" + keys),
                Map.of("TERM", "xterm"), null);
    }

    private OutputStream keys() throws IOException {
        return Files.newOutputStream(folder.resolve("keys"));
    }

    private static int frames(Child top) {
        return top.output().split("\033\\[H", -1).length - 1;
    }

    /** The lines of the last frame that is whole. */
    private static String[] frame(Child top) {
        String[] frames = top.output().split("\033\\[H", -1);
        return frames[frames.length - 2].replaceAll("\033\\[[?0-9]*[a-zA-Z]", "").split("\r\n");
    }

    private static void assertGivenBack(Child top) {
        String output = top.output();
        int left = output.indexOf("\033[?1049l");
        assertTrue(left > 0, output);
        String modes = output.substring(left);
        assertTrue(modes.contains("status 0"), modes);
        assertTrue(modes.contains(" icanon") && modes.contains(" echo ")
                && modes.contains("isig"), modes);
        assertFalse(modes.contains("-icanon") || modes.contains("-isig"), modes);
    }

    @Test
    void followsTheSizeAndEndsWithQ() throws IOException {
        try (Child top = terminal(); OutputStream keys = keys()) {
            top.await("two screens", 60, () -> frames(top) > 1);
            assertTrue(frame(top).length <= 12, top.output());
            assertTrue(top.output().contains("q ends"));
            String output = top.output();
            String device = output.substring(output.indexOf("/dev/"), output.indexOf("\r\n"));
            Child resize = new Child("stty", List.of("stty", "-F", device, "rows", "7",
                    "cols", "30"), Map.of(), null);
            assertEquals(0, resize.awaitExit(10));
            int before = frames(top);
            top.await("two screens more", 60, () -> frames(top) > before + 2);
            String[] lines = frame(top);
            assertEquals(7, lines.length, top.output());
            for (String line : lines) {
                assertTrue(line.length() <= 30, line);
            }
            keys.write("x\033OqB".getBytes());
            keys.flush();
            int still = frames(top);
            top.await("a screen after other keys", 60, () -> frames(top) > still);
            keys.write('q');
            keys.flush();
            assertEquals(0, top.awaitExit(10));
            assertGivenBack(top);
        }
    }

    @Test
    void givesTheTerminalBackAfterASignal() throws IOException {
        try (Child top = terminal(); OutputStream keys = keys()) {
            top.await("a screen", 60, () -> top.output().contains(FRAME));
            ProcessHandle.of(top.pid()).orElseThrow().descendants()
                    .filter(each -> each.children().findAny().isEmpty())
                    .forEach(ProcessHandle::destroy);
            assertEquals(0, top.awaitExit(10));
            assertGivenBack(top);
        }
    }
}
