package dev.mote.receiver.otlp;

import dev.mote.config.Section;
import dev.mote.config.YamlNode;
import dev.mote.http.ListenAddress;
import dev.mote.http.TlsSettings;
import java.util.Arrays;

/** What an {@code otlp} receiver can be told, with its defaults. */
final class OtlpReceiverSettings {
    private static final long SECOND = 1_000_000_000L;
    private static final long HOUR = 3600 * SECOND;
    private static final long MEBIBYTE = 1 << 20;

    /** Where to listen; two addresses that are the same are one. */
    ListenAddress[] addresses = {};
    /** For each address; null: plain. */
    TlsSettings[] tls = {};
    /** A small host's heap has room for one such request; senders usually stay below 4 MiB. */
    int requestBytesMax = (int) (16 * MEBIBYTE);
    /** What all requests under way may take together. */
    long memoryBytesMax = 32 * MEBIBYTE;
    int connectionsMax = 1024;
    /** 0: connections do not end because of their age. */
    long connectionAgeMaxNanos;
    /** What clients have to show; null: nothing. */
    String token;

    static OtlpReceiverSettings from(Section section) {
        OtlpReceiverSettings settings = new OtlpReceiverSettings();
        settings.requestBytesMax = (int) section.bytes("max_request_size",
                settings.requestBytesMax, 64 << 10, 1 << 30);
        settings.memoryBytesMax = section.bytes("memory_limit",
                Math.max(settings.memoryBytesMax, 2L * settings.requestBytesMax),
                settings.requestBytesMax, 1L << 40);
        settings.connectionsMax = (int) section.integer("max_connections",
                settings.connectionsMax, 1, 1_000_000);
        settings.connectionAgeMaxNanos = section.duration("max_connection_age", 0, 0,
                30 * 24 * HOUR);
        settings.token = section.string("token", null);
        Section protocols = section.section("protocols");
        boolean all = protocols.keys().isEmpty();
        settings.listen(protocols, "grpc", all, "127.0.0.1:4317");
        settings.listen(protocols, "http", all, "127.0.0.1:4318");
        protocols.finish();
        section.finish();
        return settings;
    }

    private void listen(Section protocols, String name, boolean all, String usual) {
        boolean named = all;
        for (YamlNode key : protocols.keys()) {
            named |= key.text().equals(name);
        }
        Section protocol = protocols.section(name);
        String endpoint = protocol.string("endpoint", usual);
        TlsSettings secure = protocol.has("tls") ? TlsSettings.server(protocol.section("tls"))
                : null;
        protocol.finish();
        if (!named) {
            return;
        }
        try {
            add(ListenAddress.parse(endpoint), secure);
        } catch (IllegalArgumentException e) {
            protocol.problems().error(protocol.place(), "endpoint: " + e.getMessage());
        }
    }

    private void add(ListenAddress address, TlsSettings secure) {
        for (ListenAddress each : addresses) {
            if (each.port() == address.port() && Arrays.equals(each.bytes(), address.bytes())
                    && each.port() != 0) {
                return;
            }
        }
        addresses = Arrays.copyOf(addresses, addresses.length + 1);
        addresses[addresses.length - 1] = address;
        tls = Arrays.copyOf(tls, addresses.length);
        tls[addresses.length - 1] = secure;
    }
}
