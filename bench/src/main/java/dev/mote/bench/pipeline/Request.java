package dev.mote.bench.pipeline;

import dev.mote.component.Batch;
import java.nio.ByteBuffer;

/**
 * A gRPC call of OTLP as it goes over the wire: HEADERS, then DATA of the size that every server
 * takes. Kept outside of the heap, so that the kernel reads it where it lies.
 */
final class Request {
    private static final int FRAME_BYTES = 16 << 10;
    private static final int PREFIX_BYTES = 5;

    final int items;
    /** Of the message, without gRPC's prefix. */
    final int payloadBytes;
    final ByteBuffer wire;
    /** Where each frame begins, and where the last one ends. */
    final int[] frames;

    Request(Batch batch) {
        items = batch.items;
        payloadBytes = batch.length;
        int message = PREFIX_BYTES + batch.length;
        int count = (message + FRAME_BYTES - 1) / FRAME_BYTES;
        frames = new int[count + 2];
        wire = ByteBuffer.allocateDirect(message + count * FrameLink.HEAD_BYTES + 512);
        ByteBuffer block = ByteBuffer.allocate(512);
        block.put((byte) 0x83).put((byte) 0x86);
        FrameLink.literal(block, ":path", path(batch.signal));
        FrameLink.literal(block, ":authority", "127.0.0.1");
        FrameLink.literal(block, "content-type", "application/grpc");
        FrameLink.literal(block, "te", "trailers");
        FrameLink.head(wire, block.flip().limit(), FrameLink.HEADERS, FrameLink.END_HEADERS, 0);
        wire.put(block);
        ByteBuffer body = ByteBuffer.allocate(message).put((byte) 0).putInt(batch.length)
                .put(batch.bytes, batch.offset, batch.length).flip();
        for (int frame = 1; frame <= count; frame++) {
            frames[frame] = wire.position();
            int length = Math.min(FRAME_BYTES, body.remaining());
            FrameLink.head(wire, length, FrameLink.DATA, frame == count ? FrameLink.LAST : 0, 0);
            wire.put(body.slice(body.position(), length));
            body.position(body.position() + length);
        }
        frames[count + 1] = wire.position();
    }

    private static String path(Batch.Signal signal) {
        String service = switch (signal) {
            case METRICS -> "metrics.v1.MetricsService";
            case LOGS -> "logs.v1.LogsService";
            case TRACES -> "trace.v1.TraceService";
        };
        return "/opentelemetry.proto.collector." + service + "/Export";
    }

    /** How much DATA the frame has; the first frame has none. */
    int dataBytes(int frame) {
        return frame == 0 ? 0 : frames[frame + 1] - frames[frame] - FrameLink.HEAD_BYTES;
    }

    void number(int stream) {
        for (int frame = 0; frame < frames.length - 1; frame++) {
            wire.putInt(frames[frame] + 5, stream);
        }
    }
}
