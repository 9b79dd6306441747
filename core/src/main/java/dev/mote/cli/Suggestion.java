package dev.mote.cli;

/** Finds what somebody may have meant. */
public final class Suggestion {
    /** More wrong letters than these are another word. */
    private static final int DISTANCE_MAX = 2;

    private Suggestion() {
    }

    /** Text to append to an error: {@code ; did you mean "run"?}, or nothing. */
    public static String of(String word, String[] known) {
        String nearest = null;
        int best = DISTANCE_MAX + 1;
        for (String each : known) {
            int distance = each.startsWith(word) && word.length() > 1 ? 1 : distance(word, each);
            if (distance < best && distance < each.length() - 1) {
                best = distance;
                nearest = each;
            }
        }
        return nearest == null ? "; 'mote help' lists what there is"
                : "; did you mean \"" + nearest + "\"?";
    }

    /** Letters to add, drop, change or swap with their neighbour (optimal string alignment). */
    static int distance(String a, String b) {
        int[] twoBefore = new int[b.length() + 1];
        int[] before = new int[b.length() + 1];
        int[] now = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            before[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            now[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int same = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                now[j] = Math.min(before[j - 1] + same, Math.min(before[j], now[j - 1]) + 1);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2)
                        && a.charAt(i - 2) == b.charAt(j - 1)) {
                    now[j] = Math.min(now[j], twoBefore[j - 2] + 1);
                }
            }
            int[] oldest = twoBefore;
            twoBefore = before;
            before = now;
            now = oldest;
        }
        return before[b.length()];
    }
}
