package dev.mote.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mote.component.EventLoop;
import dev.mote.bytes.Buffer;
import dev.mote.os.sim.SimOs;
import dev.mote.otlp.Resource;
import org.junit.jupiter.api.Test;

class ViewsTest {
    private static final Style PLAIN = new Style(false, false);

    private final SampleHost host = new SampleHost();
    private final Buffer out = new Buffer(256);

    private String once(Style style, String sentence) {
        host.collect();
        Buffer before = new Buffer(16).put(host.latest.bytes(), 0, host.latest.length());
        host.collect();
        new OnceView(host.resource, "6.1.0-28-amd64", sentence, style).render(
                before.bytes(), before.length(), host.latest.bytes(), host.latest.length(), 1,
                out.clear());
        return text(out);
    }

    private static String text(Buffer bytes) {
        return bytes.asUtf8();
    }

    @Test
    void onceInAscii() {
        assertEquals("""
                web-1 - Debian GNU/Linux 12 (bookworm) - Linux 6.1.0-28-amd64 - amd64
                up 12 d 4 h, on the host itself

                CPU       [########..............] 35.0 %  4 CPUs - load 0.52 0.40 0.33
                          user 20.0 %  system 10.0 %  iowait 4.0 %  steal 1.0 %
                Memory    [##########............] 44.9 %  3.5 GiB of 7.8 GiB - 2.1 GiB cache
                Swap      [####################..] 90.0 %  900 MiB of 1000 MiB
                Waiting   for cpu 0.0 %  for memory 0.0 %  for io 15.0 %  of the time
                Heat      coretemp Package id 0 46 C   nvme Composite 39 C

                File systems                                                free          size
                  /                     ext4    [#########.]  93.8 %     3.0 GiB      50.0 GiB
                  /srv/a/very/long/pat~ xfs     [#.........]  10.0 %     900 GiB      1000 GiB
                  /boot/efi             vfat    [..........]   3.8 %     256 MiB       266 MiB

                Disks                         read/s     written/s  operations/s          busy
                  nvme0n1                    5.0 MiB       1.7 MiB          1.2k       100.0 %
                  sda                        1.0 MiB       341 KiB            12         3.1 %

                Network             received/s      sent/s    received       sent         lost
                  eth0                 121 KiB    12.1 KiB     617 GiB   24.1 KiB            7
                  lo                     800 B        80 B     4.0 GiB      160 B            0
                  TCP 11 established, 6 listening, 9 time wait, 10 close wait - UDP 7

                Processes  213 in all, 2 running, 1 defunct
                      pid  name                      CPU     memory  threads  files         up
                     2223  java                  131.0 %    589 MiB       83     83    2 d 0 h
                     1112  postgres               25.0 %    471 MiB       43     43    1 d 0 h
                     4445  a-rather-long-name~     0.0 %    824 MiB      163    163    4 d 0 h
                     3334  evil?[2Jname            0.0 %    706 MiB      123    123    3 d 0 h
                        1  systemd                 0.0 %    353 MiB        3      3      2 min
                """, once(PLAIN, "on the host itself"));
    }

    @Test
    void onceInUnicodeAndColours() {
        String page = once(new Style(true, true), null);
        assertTrue(page.startsWith("\033[1mweb-1\033[0m \u00b7 Debian GNU/Linux 12 (bookworm)"));
        assertTrue(page.contains("\033[32m\u2588\u2588\u2588\u2588\033[0m\033[36m\033[0m"));
        assertTrue(page.contains("\033[31m\u2588\u2588\u2588\u2588\u2588\u2588\u2588\u2588\u2588"));
        assertTrue(page.contains("\u2591"));
    }

    @Test
    void staysWithin80Columns() {
        String sentence = "inside a container: these are the container's numbers; mount the host's"
                + " / read-only at /hostfs to see the host";
        String page = once(new Style(false, true), sentence);
        int start = 0;
        while (start < page.length()) {
            String line = page.substring(start, page.indexOf('\n', start));
            assertTrue(line.length() <= 80, line);
            assertFalse(line.endsWith(" "), line);
            start += line.length() + 1;
        }
    }

    @Test
    void onceOfNothing() {
        new OnceView(new Resource(), null, null, PLAIN).render(new byte[0], 0, new byte[0], 0, 1,
                out);
        assertTrue(text(out).startsWith("this host\nup -\n\nCPU"), text(out));
    }

    private TopView top(SimOs sim) {
        return new TopView(new EventLoop(sim.os()), host.latest, host.resource, "6.1", null, PLAIN);
    }

    @Test
    void topFillsTheScreenAndGivesItBack() {
        SimOs sim = new SimOs();
        TopView view = top(sim);
        assertEquals(0, view.doWork(0));
        host.collect();
        assertEquals(1, view.doWork(1_000_000_000L));
        assertEquals(0, view.doWork(1_000_000_000L));
        assertTrue(text(sim.files.output).startsWith("\033[?1049h\033[?25l\033[?7l\033[Hweb-1"));
        sim.files.output.clear();
        host.collect();
        view.doWork(2_000_000_000L);
        String screen = text(sim.files.output);
        assertTrue(screen.startsWith("\033[Hweb-1"), screen);
        assertTrue(screen.contains(" 131.0 % "), screen);
        assertTrue(screen.endsWith("Ctrl-C ends\033[K\033[J"), screen);
        int lines = 1;
        for (int at = screen.indexOf('\n'); at >= 0; at = screen.indexOf('\n', at + 1)) {
            lines++;
        }
        assertTrue(lines <= 24, screen);
        sim.files.output.clear();
        view.beginShutdown(3);
        assertEquals("\033[?7h\033[?25h\033[?1049l", text(sim.files.output));
        host.collect();
        assertEquals(0, view.doWork(4));
    }

    @Test
    void topKeepsToTheTerminalAndFollowsItsSize() {
        SimOs sim = new SimOs();
        TopView view = top(sim);
        for (int[] size : new int[][] {{10, 40}, {24, 80}, {1, 1}, {60, 200}, {0, 0}}) {
            sim.files.output.clear();
            sim.files.terminalSize = size[0] << 16 | size[1];
            host.collect();
            view.doWork(1);
            assertTrue(sim.files.keys);
            String screen = text(sim.files.output).replaceAll("\033\\[[?0-9]*[a-zA-Z]", "");
            String[] lines = screen.split("\n", -1);
            assertTrue(lines.length <= (size[0] == 0 ? 24 : size[0]), screen);
            assertTrue("q ends".startsWith(lines[lines.length - 1]), screen);
            for (String line : lines) {
                assertTrue(line.length() <= (size[1] == 0 ? 80 : size[1]), line);
            }
        }
        view.leave();
        assertFalse(sim.files.keys);
        sim.files.output.clear();
        view.beginShutdown(2);
        assertEquals("", text(sim.files.output));
    }

    @Test
    void writesAmountsForPeople() {
        assertEquals("0 B", Amounts.bytes(0));
        assertEquals("1023 B", Amounts.bytes(1023));
        assertEquals("1.0 KiB", Amounts.bytes(1024));
        assertEquals("12.3 MiB", Amounts.bytes(12.34 * (1 << 20)));
        assertEquals("123 GiB", Amounts.bytes(123.4 * (1 << 30)));
        assertEquals("1.0 TiB", Amounts.bytes(1023.9 * (1 << 30)));
        assertEquals("-", Amounts.bytes(Double.NaN));
        assertEquals("1.2k", Amounts.count(1234));
        assertEquals("35 s", Amounts.duration(35.9));
        assertEquals("12 min", Amounts.duration(12 * 60));
        assertEquals("4 h 12 min", Amounts.duration(4 * 3600 + 12 * 60));
        assertEquals("1 d 0 h", Amounts.duration(86_400));
        assertEquals("-", Amounts.duration(-1));
    }

    @Test
    void detectsTheStyle() {
        SimOs sim = new SimOs();
        assertEquals(new Style(false, true), Style.detect(sim.files, new String[0]));
        sim.files.terminalSize = 0;
        assertEquals(new Style(true, true),
                Style.detect(sim.files, new String[] {"LANG=en_US.UTF-8"}));
        assertEquals(new Style(false, false), Style.detect(sim.files,
                new String[] {"NO_COLOR=1", "LC_ALL=C", "LANG=en_US.UTF-8"}));
        assertFalse(Style.detect(sim.files, new String[] {"TERM=dumb"}).colour());
    }
}
