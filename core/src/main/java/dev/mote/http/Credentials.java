package dev.mote.http;

import dev.mote.bytes.Buffer;
import dev.mote.bytes.Crc32;
import dev.mote.config.Section;
import dev.mote.os.FileSystem;
import dev.mote.os.Os;
import dev.mote.os.Path;

/**
 * Who a client says it is: the header Authorization, with a bearer token (RFC 6750) or a user and a
 * password (RFC 7617). A token or password in a file is read again when it is used after a while,
 * as others renew it; while the file is unreadable or empty the last one is used.
 */
public final class Credentials {
    private static final long SECOND = 1_000_000_000L;
    /** A renewed token overlaps with the one before by minutes at least. */
    private static final long REREAD_NANOS = 10 * SECOND;
    /** Bounds the header; tokens with many claims have some 4 kB. */
    private static final int SECRET_BYTES_MAX = 16 << 10;

    /** For Basic; null: the secret stands behind the scheme as it is. */
    private final String user;
    private final String scheme;
    private final Path file;
    private String value;
    private byte[] content = {};
    /** Of the file's content. */
    private int checksum;
    private long readNanos = Long.MIN_VALUE;

    private Credentials(String user, String scheme, String secret, String file) {
        this.user = user;
        this.scheme = scheme;
        this.file = file == null ? null : new Path(file);
        if (secret != null) {
            set(secret);
        }
    }

    /** Reads a section {@code auth}; null when it says nothing. */
    public static Credentials from(Section section) {
        String token = section.string("bearer_token", null);
        String tokenFile = section.string("bearer_token_file", null);
        String user = section.string("username", null);
        String password = section.string("password", null);
        String passwordFile = section.string("password_file", null);
        section.finish();
        boolean bearer = token != null || tokenFile != null;
        boolean basic = user != null || password != null || passwordFile != null;
        if (!bearer && !basic) {
            return null;
        }
        boolean two = bearer && basic || token != null && tokenFile != null
                || password != null && passwordFile != null;
        boolean half = basic && (user == null || password == null && passwordFile == null);
        if (two || half) {
            section.problems().error(section.place(), "auth: set one of bearer_token, "
                    + "bearer_token_file, or username with password or password_file");
            return null;
        }
        String secret = bearer ? token : password;
        if (secret != null && !isUsable(secret) || user != null && !isUsable(user)) {
            section.problems().error(section.place(), "auth: a control character in a token, name "
                    + "or password");
            return null;
        }
        return new Credentials(user, "Bearer", secret, bearer ? tokenFile : passwordFile);
    }

    /** Reads {@code basic_auth} or {@code authorization}; null when neither is there. */
    static Credentials prometheus(Section section) {
        boolean basic = section.has("basic_auth");
        boolean other = section.has("authorization");
        Section user = section.section("basic_auth");
        String name = user.string("username", "");
        String password = user.string("password", null);
        String passwordFile = user.string("password_file", null);
        user.finish();
        Section given = section.section("authorization");
        String scheme = given.string("type", "Bearer");
        String token = given.string("credentials", null);
        String tokenFile = given.string("credentials_file", null);
        given.finish();
        if (basic && other || password != null && passwordFile != null
                || token != null && tokenFile != null) {
            section.problems().error((basic ? user : given).place(), "set one of basic_auth and "
                    + "authorization, and a secret or its file, not both");
            return null;
        }
        if (!isUsable(name + scheme + password + token) || scheme.equals("Basic")) {
            section.problems().error((basic ? user : given).place(), "a control character, or type "
                    + "Basic in place of basic_auth");
            return null;
        }
        if (basic) {
            boolean empty = password == null && passwordFile == null;
            return new Credentials(name, "Basic", empty ? "" : password, passwordFile);
        }
        return token == null && tokenFile == null ? null
                : new Credentials(null, scheme, token, tokenFile);
    }

    private static boolean isUsable(String text) {
        for (int at = 0; at < text.length(); at++) {
            if (text.charAt(at) < ' ' || text.charAt(at) == 127) {
                return false;
            }
        }
        return true;
    }

    private void set(String secret) {
        value = user == null ? scheme + " " + secret
                : "Basic " + Base64.encode(user + ":" + secret);
    }

    /** The value of Authorization; null while a file gives none. */
    String value(Os os, long nowNanos) {
        if (file != null && nowNanos - REREAD_NANOS >= readNanos) {
            readNanos = nowNanos;
            reread(os.files());
        }
        return value;
    }

    private void reread(FileSystem files) {
        int opened = files.open(file.bytes(), FileSystem.READ);
        if (opened < 0) {
            return;
        }
        int size = (int) Math.min(files.size(opened), SECRET_BYTES_MAX);
        if (content.length < size) {
            content = new byte[size];
        }
        int count = files.read(opened, 0, content, 0, size);
        files.close(opened);
        int sum = count <= 0 ? checksum : Crc32.of(content, 0, count);
        if (sum != checksum) {
            checksum = sum;
            String text = new Buffer(count).put(content, 0, count).asUtf8().trim();
            if (!text.isEmpty() && isUsable(text)) {
                set(text);
            }
        }
    }
}
