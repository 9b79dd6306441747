package dev.mote.http;

import dev.mote.bytes.Buffer;
import dev.mote.bytes.Crc32;
import dev.mote.os.Errno;
import dev.mote.os.FileSystem;
import dev.mote.os.Network;
import dev.mote.os.Os;
import dev.mote.os.Path;
import dev.mote.os.TlsConfig;
import dev.mote.os.TlsError;
import dev.mote.telemetry.Log;

/**
 * TLS for the connections of one client or server: the handle of {@link TlsSettings}, made anew
 * when a file has changed. If what is new cannot be used, the old goes on, and the log says so.
 */
public final class TlsContext {
    /** A larger file of authorities is not kept in memory but searched when it is needed. */
    private static final int AUTHORITIES_BYTES_MAX = 32 << 10;
    /** A certificate with its chain, or a key, has some thousand bytes. */
    private static final int FILE_BYTES_MAX = 256 << 10;
    /** Where distributions keep the authorities: Debian, Fedora, Alpine and BSD, SUSE. */
    private static final String[] SYSTEM_AUTHORITIES = {"/etc/ssl/certs/ca-certificates.crt",
        "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/cert.pem", "/etc/ssl/ca-bundle.pem"};

    private final FileSystem files;
    private final Network network;
    private final Log log;
    private final TlsSettings settings;
    private final byte[] protocols;
    private int handle = -1;
    private int checksum;
    private long checkNanos = Long.MIN_VALUE;
    private String problem;
    private boolean toldProblem;
    private int lastFailure;

    /** {@code protocols}: for ALPN, the best first; none: it is not used. */
    public TlsContext(Os os, TlsSettings settings, String... protocols) {
        files = os.files();
        network = os.network();
        log = new Log(files);
        this.settings = settings;
        Buffer names = new Buffer(16);
        for (String protocol : protocols) {
            names.ascii(protocol).put(0);
        }
        this.protocols = exact(names);
    }

    private static byte[] exact(Buffer buffer) {
        byte[] exact = new byte[buffer.length()];
        System.arraycopy(buffer.bytes(), 0, exact, 0, exact.length);
        return exact;
    }

    public TlsSettings settings() {
        return settings;
    }

    /** What {@link Network#secure} wants; below zero when there is none: see {@link #problem}. */
    public int handle(long nowNanos) {
        if (handle < 0 || nowNanos >= checkNanos) {
            checkNanos = nowNanos + settings.reloadNanos;
            load();
        }
        return handle;
    }

    /** Why there is no handle, for people. */
    public String problem() {
        return problem;
    }

    private void load() {
        problem = null;
        TlsConfig config = new TlsConfig(settings.server);
        config.protocols = protocols;
        config.skipVerify = settings.skipVerify;
        config.versionMin = settings.versionMin;
        config.versionMax = settings.versionMax;
        config.certificate = text(settings.certificate, FILE_BYTES_MAX);
        config.key = text(settings.key, FILE_BYTES_MAX);
        readAuthorities(config);
        if (problem == null && contains(config.key, "ENCRYPTED")) {
            problem = name(settings.key) + ": the key is encrypted; write it without a password: "
                    + "openssl pkey -in KEY -out NEW";
        }
        int sum = sum(config);
        if (problem == null && (handle < 0 || sum != checksum)) {
            replace(config, sum);
        }
        if (problem == null) {
            toldProblem = false;
        } else if (handle >= 0 && !toldProblem) {
            toldProblem = true;
            log.warning("TLS goes on with the certificates read before: " + problem);
        }
    }

    private void replace(TlsConfig config, int sum) {
        int made = network.tls(config);
        if (made < 0) {
            TlsSettings.Source cause = switch (-made) {
                case TlsError.CA_UNUSABLE -> settings.authorities;
                case TlsError.CERTIFICATE_UNUSABLE -> settings.certificate;
                default -> settings.key;
            };
            problem = name(cause) + ": " + Errno.describe(made);
            return;
        }
        close();
        handle = made;
        checksum = sum;
    }

    /**
     * A server tells of a handshake that failed; each cause is said once in a row. Who connects and
     * leaves without a word only wanted to know whether somebody listens.
     */
    public void failed(int socket, int result) {
        if (result != lastFailure && result != -Errno.ECONNRESET) {
            lastFailure = result;
            log.warning("a client's TLS handshake failed: " + (handle < 0 ? problem
                    : TlsFailure.describe(network, socket, result, "")));
        }
    }

    /** Lets the handle go; connections keep what they need. */
    public void close() {
        if (handle >= 0) {
            network.close(handle);
            handle = -1;
        }
    }

    private void readAuthorities(TlsConfig config) {
        if (settings.authorities.isThere()) {
            config.authorities = text(settings.authorities, AUTHORITIES_BYTES_MAX);
            if (config.authorities == null) {
                config.authorities = new byte[0];
                config.authoritiesPath = path(settings.authorities.path);
            }
        } else if (!settings.server && !settings.skipVerify) {
            config.authoritiesPath = system();
        }
    }

    private static byte[] path(String text) {
        Path path = new Path(text);
        byte[] exact = new byte[path.length() + 1];
        System.arraycopy(path.bytes(), 0, exact, 0, path.length());
        return exact;
    }

    private byte[] system() {
        if (settings.systemAuthorities != null) {
            return path(settings.systemAuthorities);
        }
        for (String candidate : SYSTEM_AUTHORITIES) {
            byte[] path = path(candidate);
            int file = files.open(path, FileSystem.READ);
            if (file >= 0) {
                files.close(file);
                return path;
            }
        }
        problem = "this host has no file of authorities that it trusts: install ca-certificates, "
                + "or set ca_file";
        return new byte[0];
    }

    /** The text with a zero behind it; nothing when there is none, null when it is too long. */
    private byte[] text(TlsSettings.Source source, int bytesMax) {
        if (source.pem != null) {
            return exact(new Buffer(source.pem.length() + 1).utf8(source.pem).put(0));
        }
        if (source.path == null) {
            return new byte[0];
        }
        int file = files.open(path(source.path), FileSystem.READ);
        if (file < 0) {
            problem = name(source) + ": " + Errno.describe(file);
            return new byte[0];
        }
        long size = files.size(file);
        byte[] bytes = size > bytesMax ? null : new byte[(int) Math.max(size, 0) + 1];
        if (bytes != null) {
            files.read(file, 0, bytes, 0, bytes.length - 1);
        } else if (bytesMax == FILE_BYTES_MAX) {
            problem = name(source) + ": larger than " + (FILE_BYTES_MAX >> 10) + " KiB";
            bytes = new byte[0];
        }
        files.close(file);
        return bytes;
    }

    private static String name(TlsSettings.Source source) {
        return source.path == null ? source.key : source.key + " " + source.path;
    }

    private static int sum(TlsConfig config) {
        int sum = Crc32.of(config.certificate, 0, config.certificate.length);
        sum = 31 * sum + Crc32.of(config.key, 0, config.key.length);
        sum = 31 * sum + Crc32.of(config.authorities, 0, config.authorities.length);
        return 31 * sum + config.authoritiesPath.length;
    }

    private static boolean contains(byte[] text, String word) {
        for (int at = 0; at + word.length() <= text.length; at++) {
            int same = 0;
            while (same < word.length() && text[at + same] == word.charAt(same)) {
                same++;
            }
            if (same == word.length()) {
                return true;
            }
        }
        return false;
    }
}
