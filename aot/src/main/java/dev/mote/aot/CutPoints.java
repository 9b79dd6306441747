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
 * <p>Whoever leads into a cut is refused. Reachability over-approximates, though: a few methods of
 * java.base lead there on ways that no program here walks. The table names them, with the reason
 * why nobody gets there; should it be wrong, the call throws an Error that says so. The program's
 * own code is never cut and never tolerated.
 */
final class CutPoints {
    private record Line(char kind, String prefix, String reason) {
        /** A star stands for anything in the middle. */
        boolean matches(String name) {
            int star = prefix.indexOf('*');
            return star < 0 ? name.startsWith(prefix) : name.startsWith(prefix.substring(0, star))
                    && name.indexOf(prefix.substring(star + 1), star) >= 0;
        }
    }

    private final List<Line> lines = new ArrayList<>();

    CutPoints() throws IOException {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                CutPoints.class.getResourceAsStream("cut-points.txt"), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    String[] words = line.trim().split("\\s+", 3);
                    lines.add(new Line(words[0].charAt(0), words[1], words[2]));
                }
            }
        }
    }

    /** The reason why this method is cut, or null if it is to be compiled. */
    String reason(JavaMethod method) {
        return reason(method.owner, method.name);
    }

    String reason(JavaField field) {
        return reason(field.owner, field.name);
    }

    private String reason(JavaClass owner, String name) {
        Line line = first(owner, name, "-+");
        return line != null && line.kind == '-' ? line.reason : null;
    }

    /** True if this method may lead into a cut. */
    boolean isTolerated(JavaMethod caller) {
        return caller != null && first(caller.owner, caller.name, "~") != null;
    }

    /** True if nothing can make an object of this class. */
    boolean isCut(JavaClass c) {
        return c.methods.values().stream().anyMatch(JavaMethod::isConstructor)
                && c.methods.values().stream().filter(JavaMethod::isConstructor)
                        .allMatch(m -> reason(m) != null);
    }

    private Line first(JavaClass owner, String member, String kinds) {
        String name = owner.name + "." + member;
        for (Line line : owner.isPlatform() ? lines : List.<Line>of()) {
            if (kinds.indexOf(line.kind) >= 0 && line.matches(name)) {
                return line;
            }
        }
        return null;
    }
}
