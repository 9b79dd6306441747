package dev.mote.bench.pipeline;

import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** The far end: takes every call, counts its bytes and says yes. */
final class Sink extends FrameLink {
    /** What a client says first, before frames. */
    private static final int PREFACE_BYTES = 24;
    private static final int WINDOW_MAX = Integer.MAX_VALUE;
    private static final int WINDOW_DEFAULT = 65535;
    private static final int WINDOW_SETTING = 4;
    private static final int FRAME_SETTING = 5;
    private static final int FRAME_BYTES = 256 << 10;
    /** The window is given back when this much has come. */
    private static final int GIVE_BACK_BYTES = 1 << 24;

    /** Counted over all connections. */
    static final class Count {
        long requests;
        long bytes;
    }

    private final Count count;
    private final ByteBuffer answer = ByteBuffer.allocate(256);
    private int dataHead;
    private int trailersHead;
    private int taken;

    Sink(SocketChannel channel, Count count) {
        super(channel, PREFACE_BYTES);
        this.count = count;
        head(output, 12, SETTINGS, 0, 0);
        setting(output, WINDOW_SETTING, WINDOW_MAX);
        setting(output, FRAME_SETTING, FRAME_BYTES);
        head(output, 4, WINDOW_UPDATE, 0, 0).putInt(WINDOW_MAX - WINDOW_DEFAULT);
        makeAnswer();
    }

    private void makeAnswer() {
        ByteBuffer block = ByteBuffer.allocate(64).put((byte) 0x88);
        literal(block, "content-type", "application/grpc");
        head(answer, block.flip().limit(), HEADERS, END_HEADERS, 0).put(block);
        dataHead = answer.position();
        head(answer, 5, DATA, 0, 0).put(new byte[5]);
        trailersHead = answer.position();
        literal(block.clear(), "grpc-status", "0");
        head(answer, block.flip().limit(), HEADERS, END_HEADERS | LAST, 0).put(block);
        answer.flip();
    }

    @Override
    void frame(int type, int flags, int stream, byte[] bytes, int offset, int length) {
        if (type != DATA) {
            return;
        }
        count.bytes += length;
        taken += length;
        if (taken >= GIVE_BACK_BYTES) {
            head(output, 4, WINDOW_UPDATE, 0, 0).putInt(taken);
            taken = 0;
        }
        if ((flags & LAST) != 0) {
            count.requests++;
            answer.putInt(5, stream).putInt(dataHead + 5, stream)
                    .putInt(trailersHead + 5, stream);
            output.put(answer.array(), 0, answer.limit());
        }
    }
}
