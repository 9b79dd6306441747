package dev.mote.os;

/** Linux's error numbers (errno(3)), and words for people. Results carry them negated. */
public final class Errno {
    public static final int EPERM = 1;
    public static final int ENOENT = 2;
    public static final int ESRCH = 3;
    public static final int EINTR = 4;
    public static final int EIO = 5;
    public static final int EBADF = 9;
    public static final int EAGAIN = 11;
    public static final int ENOMEM = 12;
    public static final int EACCES = 13;
    public static final int EEXIST = 17;
    public static final int ENODEV = 19;
    public static final int ENOTDIR = 20;
    public static final int EISDIR = 21;
    public static final int EINVAL = 22;
    public static final int EMFILE = 24;
    public static final int ENOTTY = 25;
    public static final int EFBIG = 27;
    public static final int ENOSPC = 28;
    public static final int EROFS = 30;
    public static final int EPIPE = 32;
    public static final int ENAMETOOLONG = 36;
    public static final int ENODATA = 61;
    public static final int EPROTO = 71;
    public static final int EBADMSG = 74;
    public static final int EOPNOTSUPP = 95;
    public static final int EADDRINUSE = 98;
    public static final int EADDRNOTAVAIL = 99;
    public static final int ENETUNREACH = 101;
    public static final int ECONNRESET = 104;
    public static final int ETIMEDOUT = 110;
    public static final int ECONNREFUSED = 111;
    public static final int EHOSTUNREACH = 113;
    public static final int EINPROGRESS = 115;

    private Errno() {
    }

    /** Plain words for a result below zero, as {@code -ENOENT}. */
    public static String describe(int result) {
        return switch (-result) {
            case EPERM -> "not permitted";
            case ENOENT -> "no such file or directory";
            case ESRCH -> "no such process";
            case EIO -> "input/output error";
            case EAGAIN -> "not ready";
            case ENOMEM -> "out of memory";
            case EACCES -> "permission denied";
            case EEXIST -> "exists already";
            case ENODEV -> "no such device";
            case ENOTDIR -> "not a directory";
            case EISDIR -> "is a directory";
            case EINVAL -> "invalid argument";
            case EMFILE -> "too many open files";
            case EFBIG -> "larger than the limit";
            case ENOSPC -> "no space left on the device";
            case EROFS -> "read-only file system";
            case EPIPE, ECONNRESET -> "connection closed by the peer";
            case ENODATA -> "no data";
            case EPROTO, EBADMSG -> "malformed content";
            case EADDRINUSE -> "address already in use";
            case EADDRNOTAVAIL -> "address not available on this host";
            case ENETUNREACH -> "network unreachable";
            case ETIMEDOUT -> "timed out";
            case ECONNREFUSED -> "connection refused";
            case EHOSTUNREACH -> "host unreachable";
            default -> TlsError.is(result) ? TlsError.describe(result) : "error " + -result;
        };
    }
}
