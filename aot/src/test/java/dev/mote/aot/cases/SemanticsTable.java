package dev.mote.aot.cases;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes {@code aot/SEMANTICS.md}: what each case prints on HotSpot, and what as a binary. */
final class SemanticsTable {
    private static final int LONGEST_VALUE = 90;
    private static final String HEAD = """
            # What the cases print: HotSpot beside the binary

            Written by `CasesTest` when it runs (`./dev test native`), from what HotSpot and the
            binary of this processor printed; long lines are cut, and a dot stands for what is not
            ASCII. The cases are in `src/test/java/dev/mote/aot/cases`.

            | case | HotSpot | binary |
            |---|---|---|
            """;

    private SemanticsTable() {}

    static void write(Path file, List<String> hotSpot, List<String> binary) throws IOException {
        StringBuilder out = new StringBuilder(HEAD);
        for (int k = 0; k < hotSpot.size(); k++) {
            String line = hotSpot.get(k);
            int equals = line.indexOf(" = ");
            String other = k < binary.size() ? binary.get(k) : "nothing";
            if (equals > 0) {
                out.append("| ").append(cell(line.substring(0, equals))).append(" | `")
                        .append(cell(line.substring(equals + 3))).append("` | ")
                        .append(line.equals(other) ? "the same" : "`" + cell(other) + "`")
                        .append(" |\n");
            }
        }
        Files.writeString(file, out);
    }

    private static String cell(String text) {
        String plain = text.replace("|", "\\|").replace('`', '\'').replaceAll("[^ -~]", ".");
        return plain.length() <= LONGEST_VALUE ? plain : plain.substring(0, LONGEST_VALUE) + "...";
    }
}
