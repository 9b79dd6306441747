package dev.mote.receiver.host;

import dev.mote.bytes.Buffer;
import dev.mote.bytes.TextCursor;

/** Names of users, from /etc/passwd (passwd(5): {@code name:password:uid:…}). */
final class Owners {
    private final Lines lines = new Lines();
    private final TextCursor cursor = new TextCursor();
    private final Buffer number = new Buffer(20);

    /** Writes a user's name, or its number if it has none here; returns the length. */
    int name(HostFiles files, int userId, byte[] into) {
        int length = 0;
        lines.open(files, files.path().append("/etc/passwd"));
        while (lines.next()) {
            if (length == 0 && userId(cursor.over(lines.bytes(), lines.offset(), lines.length()))
                    == userId) {
                int end = cursor.over(lines.bytes(), lines.offset(), lines.length()).indexOf(':');
                length = FollowedProcess.cut(lines.bytes(), lines.offset(), end - lines.offset(),
                        into);
            }
        }
        if (length == 0) {
            number.clear().decimal(userId & 0xFFFF_FFFFL);
            length = FollowedProcess.cut(number.bytes(), 0, number.length(), into);
        }
        return length;
    }

    /** The third field of a line, {@link TextCursor#NONE} if there is none. */
    static long userId(TextCursor line) {
        line.moveTo(line.indexOf(':') + 1);
        line.moveTo(line.indexOf(':') + 1);
        return line.number();
    }
}
