package dev.mote.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What a process uses now, from /proc (kernel: Documentation/filesystems/proc.rst).
 *
 * @param cpuNanos of all its threads since it began
 */
public record Usage(long residentKb, long proportionalKb, long privateDirtyKb, long peakKb,
        long threads, long cpuNanos) {
    public static Usage of(long pid) throws IOException {
        Path process = Path.of("/proc/" + pid);
        String status = Files.readString(process.resolve("status"));
        String rollup = Files.readString(process.resolve("smaps_rollup"));
        return new Usage(number(status, "VmRSS:"), number(rollup, "Pss:"),
                number(rollup, "Private_Dirty:"), number(status, "VmHWM:"),
                number(status, "Threads:"), cpu(process));
    }

    private static long number(String text, String key) {
        for (String line : text.split("\n")) {
            if (line.startsWith(key)) {
                return Long.parseLong(line.substring(key.length()).trim().split("\\s+")[0]);
            }
        }
        throw new IllegalStateException("no " + key);
    }

    private static long cpu(Path process) throws IOException {
        long sum = 0;
        try (Stream<Path> tasks = Files.list(process.resolve("task"))) {
            for (Path task : tasks.toList()) {
                sum += Long.parseLong(
                        Files.readString(task.resolve("schedstat")).trim().split(" ")[0]);
            }
        }
        return sum;
    }
}
