package dev.mote.it;

import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What the collector's file exporter has written with {@code format: proto}.
 *
 * <pre>
 * | length, 4 bytes, big endian | ExportMetricsServiceRequest … |   repeated
 * </pre>
 */
final class ReceivedFile {
    private ReceivedFile() {
    }

    /** The requests in the order of arrival; a record that is not complete yet is left out. */
    static List<ExportMetricsServiceRequest> read(Path folder) {
        List<ExportMetricsServiceRequest> requests = new ArrayList<>();
        ByteBuffer bytes;
        try {
            Path file = folder.resolve("received.bin");
            bytes = ByteBuffer.wrap(Files.exists(file) ? Files.readAllBytes(file) : new byte[0]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        while (bytes.remaining() >= 4) {
            int length = bytes.getInt();
            if (bytes.remaining() < length) {
                break;
            }
            byte[] message = new byte[length];
            bytes.get(message);
            requests.add(Point.parse(message));
        }
        return requests;
    }
}
