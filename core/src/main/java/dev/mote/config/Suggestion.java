package dev.mote.config;

import java.util.List;

/** "did you mean …": the nearest of the known words. */
public final class Suggestion {
    private Suggestion() {
    }

    /**
     * A sentence that helps: the nearest known word if one is near, else all of them.
     *
     * @return as {@code ; did you mean "endpoint"?} or {@code ; known here: a, b}
     */
    public static String of(String word, List<String> known) {
        String best = null;
        int bestDistance = Integer.MAX_VALUE;
        for (int at = 0; at < known.size(); at++) {
            int distance = distance(word, known.get(at));
            if (distance < bestDistance) {
                bestDistance = distance;
                best = known.get(at);
            }
        }
        if (best != null && bestDistance <= Math.max(1, word.length() / 3)) {
            return "; did you mean \"" + best + "\"?";
        }
        StringBuilder text = new StringBuilder(known.isEmpty() ? "; nothing is known here"
                : "; known here: ");
        for (int at = 0; at < known.size(); at++) {
            text.append(at == 0 ? "" : ", ").append(known.get(at));
        }
        return text.toString();
    }

    /** How many letters to insert, leave out, replace or swap with their neighbour. */
    static int distance(String a, String b) {
        int[][] rows = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                rows[i][j] = i == 0 ? j : j == 0 ? i : step(rows, a, b, i, j);
            }
        }
        return rows[a.length()][b.length()];
    }

    private static int step(int[][] rows, String a, String b, int i, int j) {
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        int best = Math.min(rows[i - 1][j - 1] + (same ? 0 : 1),
                Math.min(rows[i - 1][j], rows[i][j - 1]) + 1);
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, rows[i - 2][j - 2] + 1) : best;
    }
}
