package dev.mote.http2;

/**
 * What the other side of a connection may make this one keep. Each is told to it by SETTINGS.
 *
 * @param streams requests under way at the same time
 * @param window bytes of one request's body that may be on the way
 * @param connectionWindow the same for all requests together
 * @param frame the largest frame; DATA of any size is passed on as it comes
 * @param headerList one head, as RFC 9113, 6.5.2, counts it
 */
public record Http2Limits(int streams, int window, int connectionWindow, int frame,
        int headerList) {
    /** A client that reads short answers, one at a time. */
    public static final Http2Limits CLIENT = new Http2Limits(0, 64 << 10, 128 << 10,
            Http2.FRAME_BYTES_DEFAULT, 16 << 10);
    /**
     * A server of large requests: windows that hold what a fast link has on the way, frames large
     * enough that their heads cost nothing, as many streams as clients usually open.
     */
    public static final Http2Limits SERVER = new Http2Limits(128, 4 << 20, 16 << 20, 1 << 20,
            16 << 10);

    /** A head before decompression: more is an attack (CONTINUATION flood, CVE-2024-27316). */
    static final int HEADER_BLOCK_BYTES_MAX = 32 << 10;
    /** Empty CONTINUATION frames add nothing to the block. */
    static final int HEADER_FRAMES_MAX = 32;
    /**
     * Frames that cost work and bring nothing (PING, SETTINGS, PRIORITY, RST_STREAM, empty DATA):
     * so many at once, and so many a second. Rapid reset (CVE-2023-44487) sends 100,000 a second.
     */
    static final int IDLE_FRAMES_MAX = 1_000;
    static final int IDLE_FRAMES_PER_SECOND = 100;
    /** Answers to PING and SETTINGS that nobody reads. */
    static final int UNSENT_BYTES_MAX = 256 << 10;
}
