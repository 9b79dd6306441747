package dev.mote.aot.fuzz;

import java.util.List;
import java.util.stream.Stream;

/**
 * How a binary is made: the processor, gcc's optimisation or {@code tcc} for the small and fast C
 * compiler, more options of {@code aot/build}; and how it runs, plainly or under valgrind.
 */
record Setup(String arch, String optimisation, List<String> options) {
    /** Bulk: the C is ours whichever compiler reads it, and tcc reads it fifty times faster. */
    static final Setup FAST = new Setup(Shell.hostArch(),
            Shell.hasCommand("tcc") ? "tcc" : "0", List.of());

    /** A list such as {@code x86_64:1,HOST:0:--stress,OTHER:1}. */
    static List<Setup> list(String text) {
        String host = Shell.hostArch();
        String other = host.equals("x86_64") ? "aarch64" : "x86_64";
        String named = text.replace("HOST", host).replace("OTHER", other);
        return Stream.of(named.split(",")).map(each -> {
            List<String> parts = List.of(each.split(":"));
            return new Setup(parts.get(0), parts.get(1), parts.subList(2, parts.size()));
        }).toList();
    }

    boolean isTcc() {
        return optimisation.equals("tcc");
    }

    /** What the binary is an argument of. */
    List<String> runner() {
        return options.contains("--valgrind") ? List.of("valgrind", "-q", "--error-exitcode=9")
                : List.of();
    }

    @Override
    public String toString() {
        return arch + " " + (isTcc() ? "" : "-O") + optimisation
                + (options.isEmpty() ? "" : " " + String.join(" ", options));
    }
}
