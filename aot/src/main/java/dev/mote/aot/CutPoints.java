package dev.mote.aot;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Where reachability may not enter java.base, from the table {@code cut-points.txt}.
 *
 * <p>Reachability over-approximates: it sees a path into reflection or modules from nearly
 * everywhere, though no program here walks it. A method that the table cuts is not compiled; if it
 * is called after all, it throws an Error with its name and the table's reason. User code is never
 * cut.
 */
final class CutPoints {
    private record Line(boolean cut, String prefix, String reason) {
    }

    private final List<Line> lines = new ArrayList<>();

    CutPoints() throws IOException {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                CutPoints.class.getResourceAsStream("cut-points.txt"), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    String[] words = line.trim().split("\\s+", 3);
                    lines.add(new Line(words[0].equals("-"), words[1], words[2]));
                }
            }
        }
    }

    /** The reason why this method is cut, or null if it is to be compiled. */
    String reason(JavaMethod method) {
        if (!method.owner.isPlatform()) {
            return null;
        }
        String name = method.owner.name + "." + method.name;
        for (Line line : lines) {
            if (name.startsWith(line.prefix)) {
                return line.cut ? line.reason : null;
            }
        }
        return null;
    }
}
