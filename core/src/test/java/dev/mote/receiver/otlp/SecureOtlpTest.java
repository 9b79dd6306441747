package dev.mote.receiver.otlp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mote.bytes.Buffer;
import dev.mote.component.Batch;
import dev.mote.component.Outcome;
import dev.mote.config.Environment;
import dev.mote.config.Problems;
import dev.mote.config.Section;
import dev.mote.config.Yaml;
import dev.mote.config.YamlNode;
import dev.mote.exporter.Request;
import dev.mote.exporter.otlp.OtlpGrpcSender;
import dev.mote.exporter.otlp.OtlpGrpcSettings;
import dev.mote.os.TestCertificates;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** OTLP over gRPC and TLS, with certificates on both sides. */
@Tag("jvm")
final class SecureOtlpTest {
    private final ReceiverFixture at = new ReceiverFixture("protocols:\n  grpc:\n"
            + "    endpoint: 127.0.0.1:4317\n    tls:\n      client_ca_pem: |\n"
            + TestCertificates.AUTHORITY.indent(8) + "      cert_pem: |\n"
            + TestCertificates.SERVER.indent(8) + "      key_pem: |\n"
            + TestCertificates.SERVER_KEY.indent(8));

    /** One resource, one scope, one log record; of any length, as an unknown field fills it up. */
    private record Logs(byte[] bytes) implements Request {
        static Logs of(int filling) {
            Buffer bytes = new Buffer(filling + 32).put(10).put(11).put(18).put(9).put(18).put(7)
                    .put(42).put(5).put(10).put(3).ascii("hey").put(0x7A).varint(filling)
                    .put(new byte[filling], 0, filling);
            return new Logs(java.util.Arrays.copyOf(bytes.bytes(), bytes.length()));
        }

        @Override
        public Batch.Signal signal() {
            return Batch.Signal.LOGS;
        }

        @Override
        public int items() {
            return 1;
        }

        @Override
        public boolean isGzip() {
            return false;
        }

        @Override
        public int length() {
            return bytes.length;
        }

        @Override
        public void copy(int position, byte[] into, int offset, int count) {
            System.arraycopy(bytes, position, into, offset, count);
        }
    }

    private OtlpGrpcSender sender(String tls) {
        String yaml = "endpoint: 127.0.0.1:4317\ntls:\n  ca_pem: |\n"
                + TestCertificates.AUTHORITY.indent(4) + tls;
        YamlNode map = Yaml.parse(new Buffer(64).ascii(yaml).bytes(), yaml.length());
        Problems problems = new Problems("test");
        OtlpGrpcSettings settings = OtlpGrpcSettings.from(new Section(map, map, problems),
                new Environment(new String[0], problems));
        assertEquals(0, problems.errors().size());
        return new OtlpGrpcSender(settings, "1", at.loop);
    }

    private Outcome send(OtlpGrpcSender sender, Request request) {
        sender.send(request, at.sim.clock.monotonicNanos());
        for (int turns = 0; !sender.isDone(); turns++) {
            assertTrue(turns < 5000, "turns without end");
            sender.doWork(at.sim.clock.monotonicNanos());
            at.loop.turn();
        }
        return sender.outcome();
    }

    @Test
    void requestsOfAnySizeArrive() {
        OtlpGrpcSender sender = sender("  cert_pem: |\n" + TestCertificates.CLIENT.indent(4)
                + "  key_pem: |\n" + TestCertificates.CLIENT_KEY.indent(4));
        for (int filling : new int[] {0, 1_000, 20_000, 300_000}) {
            assertEquals(Outcome.ACCEPTED, send(sender, Logs.of(filling)), sender.message());
        }
        assertEquals(4, at.batches.size());
    }

    @Test
    void whoShowsNoCertificateIsRefusedAndToldSo() {
        OtlpGrpcSender sender = sender("");
        assertEquals(Outcome.RETRY_LATER, send(sender, Logs.of(0)));
        assertTrue(sender.message().contains("set cert_file and key_file"), sender.message());
        assertEquals(0, at.batches.size());
    }
}
