package dev.mote.exporter;

import dev.mote.bytes.Ascii;
import dev.mote.bytes.Buffer;
import dev.mote.http.ClientSettings;
import java.util.Arrays;

/** HTTP headers that a user wants to be sent along: name, value, name, value …. */
public final class ExtraHeaders {
    /** None. */
    public static final ExtraHeaders NONE = new ExtraHeaders();

    private static final String[] OWN = {"host", "content-length", "content-type",
        "content-encoding", "transfer-encoding", "connection"};

    private final String[] pairs;

    /** They must be checked before they are sent. */
    public ExtraHeaders(String... pairs) {
        this.pairs = pairs;
    }

    /** These, and behind them more. */
    public ExtraHeaders and(String... more) {
        String[] all = Arrays.copyOf(pairs, pairs.length + more.length);
        System.arraycopy(more, 0, all, pairs.length, more.length);
        return new ExtraHeaders(all);
    }

    /** Others, unless these say otherwise. */
    ExtraHeaders over(String... others) {
        return new ExtraHeaders(others).and(pairs);
    }

    public boolean isEmpty() {
        return pairs.length == 0;
    }

    /**
     * Headers must not end the line they stand in, nor contradict what is sent.
     *
     * @throws IllegalArgumentException with words for people
     */
    public ExtraHeaders check(ClientSettings client) {
        for (int at = 0; at < pairs.length; at++) {
            String text = pairs[at];
            boolean name = at % 2 == 0;
            for (int index = 0; index < text.length(); index++) {
                char each = text.charAt(index);
                boolean control = each >= 127 || each < ' ' && each != '\t';
                if (control || name && " \t:".indexOf(each) >= 0) {
                    throw new IllegalArgumentException("the header \"" + pairs[at & ~1]
                            + "\" has a character that no header can have");
                }
            }
            if (name) {
                checkName(text, client);
            }
        }
        return this;
    }

    private static void checkName(String name, ClientSettings client) {
        for (String own : OWN) {
            if (isSame(name, own)) {
                throw new IllegalArgumentException("the header \"" + name
                        + "\" is set by Mote itself");
            }
        }
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a header has no name");
        }
        if (client.credentials != null && isSame(name, "authorization")) {
            throw new IllegalArgumentException("either auth or the header "
                    + "Authorization, not both");
        }
    }

    /** Whether a name is this one; {@code lower} is in lower case. */
    private static boolean isSame(String name, String lower) {
        return Ascii.lower(name).equals(lower);
    }

    /** The value of the last one with the name, which is in lower case; null: there is none. */
    public String value(String lower) {
        for (int at = pairs.length - 2; at >= 0; at -= 2) {
            if (isSame(pairs[at], lower)) {
                return pairs[at + 1];
            }
        }
        return null;
    }

    /** Appends them as header lines; of several with one name the last one. */
    void append(Buffer out) {
        for (int at = 0; at < pairs.length; at += 2) {
            boolean replaced = false;
            for (int later = at + 2; later < pairs.length; later += 2) {
                replaced |= isSame(pairs[at], Ascii.lower(pairs[later]));
            }
            if (!replaced) {
                out.ascii(pairs[at]).ascii(": ").ascii(pairs[at + 1]).ascii("\r\n");
            }
        }
    }
}
