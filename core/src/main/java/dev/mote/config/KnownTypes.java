package dev.mote.config;

import java.util.List;

/** The types of components that a program has, by kind: what a config may name. */
public record KnownTypes(List<String> receivers, List<String> processors, List<String> exporters,
        List<String> connectors) {

    /**
     * The name that {@code written} stands for among {@code known}: itself, or the one that it was
     * called before, since the collector has given most of its names underscores; null when there
     * is none.
     */
    static String current(String written, List<String> known) {
        if (known.contains(written)) {
            return written;
        }
        String bare = written.equals("logging") ? "debug" : bare(written);
        for (int at = 0; at < known.size(); at++) {
            if (bare(known.get(at)).equals(bare)) {
                return known.get(at);
            }
        }
        return written.equals("otlp") && known.contains("otlp_grpc") ? "otlp_grpc" : null;
    }

    private static String bare(String name) {
        StringBuilder bare = new StringBuilder(name.length());
        for (int at = 0; at < name.length(); at++) {
            if (name.charAt(at) != '_') {
                bare.append(name.charAt(at));
            }
        }
        return bare.toString();
    }
}
