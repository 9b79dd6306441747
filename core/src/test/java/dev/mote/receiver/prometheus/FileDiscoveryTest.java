package dev.mote.receiver.prometheus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mote.bytes.Buffer;
import dev.mote.config.Problems;
import dev.mote.config.Section;
import dev.mote.config.Yaml;
import dev.mote.config.YamlNode;
import dev.mote.os.Path;
import dev.mote.os.sim.SimFileSystem;
import dev.mote.telemetry.Log;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FileDiscoveryTest {
    private static final String JSON = """
            [
              {
                "targets": ["a:1", "b:2"],
                "labels": {
                  "zone": "eu"
                }
              }
            ]
            """;

    private final SimFileSystem files = new SimFileSystem();
    private final Log log = new Log(files);
    private final Problems problems = new Problems("mote.yaml");
    private long nowNanos;

    private FileDiscovery discovery(String yaml) {
        Buffer text = new Buffer(64).utf8(yaml);
        YamlNode root = Yaml.parse(text.bytes(), text.length());
        return FileDiscovery.from(new Section(root, root, problems));
    }

    private boolean refresh(FileDiscovery discovery) {
        nowNanos = discovery.nextDeadlineNanos();
        return discovery.doWork(files, log, nowNanos);
    }

    private static String shown(FileDiscovery discovery) {
        StringBuilder text = new StringBuilder();
        for (TargetGroup group : discovery.groups()) {
            text.append(String.join(",", group.targets())).append(' ')
                    .append(String.join(",", group.labels())).append('\n');
        }
        return text.toString();
    }

    private int told(String words) {
        String said = files.errors.asText();
        int count = 0;
        for (int at = said.indexOf(words); at >= 0; at = said.indexOf(words, at + 1)) {
            count++;
        }
        return count;
    }

    @Test
    void groupsOfJsonAndYaml() {
        files.directory("/sd").put("/sd/x.json", JSON).put("/sd/y.yml", "- targets: [c:3]\n")
                .put("/sd/x.json.bak", "?");
        FileDiscovery discovery = discovery("{files: [/sd/*.json, /sd/y.yml, /none/*.yml], "
                + "refresh_interval: 10s}");
        assertEquals(List.of(), problems.errors());
        assertTrue(refresh(discovery));
        assertEquals("a:1,b:2 zone,eu,__meta_filepath,/sd/x.json\n"
                + "c:3 __meta_filepath,/sd/y.yml\n", shown(discovery));
        assertFalse(discovery.doWork(files, log, nowNanos + 1));
        assertFalse(refresh(discovery));
        assertEquals(10_000_000_000L, nowNanos);
        assertEquals(0, files.openHandles());
    }

    @Test
    void aBrokenFileKeepsItsTargetsAndOneThatIsGoneHasNone() {
        files.directory("/sd").put("/sd/x.json", JSON);
        FileDiscovery discovery = discovery("{files: /sd/x.json}");
        refresh(discovery);
        String all = shown(discovery);
        files.put("/sd/x.json", "[{\"targets\": [");
        assertFalse(refresh(discovery));
        assertFalse(refresh(discovery));
        assertEquals(all, shown(discovery));
        assertEquals(1, told("/sd/x.json"));
        files.put("/sd/x.json", JSON);
        refresh(discovery);
        assertEquals(all, shown(discovery));
        assertEquals(1, told("can be used again"));
        files.remove(new Path("/sd/x.json").bytes());
        assertTrue(refresh(discovery));
        assertEquals("", shown(discovery));
    }

    @Test
    void pathsThatCannotBeMeant() {
        discovery("{files: [/sd/x.txt, '/*/x.json', '/a*b*.yml']}");
        discovery("{}");
        assertEquals(4, problems.errors().size(), problems.errors().toString());
    }

    @Test
    void damagedFiles() {
        long seed = Long.getLong("fuzz.seed", 1);
        int cases = Integer.getInteger("fuzz.cases", 2_000);
        files.directory("/sd");
        FileDiscovery discovery = discovery("{files: /sd/x.json}");
        for (int run = 0; run < cases; run++) {
            Random random = new Random(seed + run);
            StringBuilder text = new StringBuilder(JSON);
            for (int count = random.nextInt(4); count >= 0; count--) {
                text.setCharAt(random.nextInt(text.length()),
                        "[]{}:,\"\n a\0".charAt(random.nextInt(11)));
            }
            files.put("/sd/x.json", text.toString());
            try {
                refresh(discovery);
                shown(discovery);
            } catch (RuntimeException e) {
                throw new AssertionError("-Dfuzz.seed=" + (seed + run), e);
            }
            files.errors.clear();
        }
    }
}
