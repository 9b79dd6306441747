package dev.mote.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** The file of results: parts, each below its own heading and written by a run of its own. */
public final class Results {
    private Results() {
    }

    /** Puts a part in the place of the one with the same heading, or behind the others. */
    public static void replace(Path file, String heading, String part) throws IOException {
        StringBuilder text = new StringBuilder();
        boolean placed = false;
        for (String each : Files.readString(file).split("(?m)^(?=# )")) {
            boolean same = each.startsWith(heading + "\n");
            placed |= same;
            text.append(text.isEmpty() ? "" : "\n").append(same ? part.strip() : each.strip())
                    .append('\n');
        }
        Files.writeString(file, placed ? text : text + "\n" + part.strip() + "\n");
        System.out.println(part);
        System.out.println("bench: written to " + file.getFileName());
    }

    /** For people: the day and the machine. */
    public static String whereAndWhen() throws IOException {
        return LocalDate.now(ZoneOffset.UTC) + ", " + machine() + ".";
    }

    static String machine() throws IOException {
        String model = Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                .filter(line -> line.startsWith("model name")).findFirst()
                .map(line -> line.substring(line.indexOf(':') + 1).trim())
                .orElse("unknown processor");
        long cores = Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                .filter(line -> line.startsWith("processor")).count();
        return cores + " cores (" + model + "), Linux "
                + Files.readString(Path.of("/proc/sys/kernel/osrelease")).trim().split("-")[0];
    }
}
