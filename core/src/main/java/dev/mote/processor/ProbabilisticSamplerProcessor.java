package dev.mote.processor;

import dev.mote.bytes.DecimalParser;
import dev.mote.component.Batch.Signal;
import dev.mote.component.Consumer;
import dev.mote.component.Context;
import dev.mote.config.Section;
import dev.mote.config.YamlNode;
import dev.mote.otlp.AnyValue;
import dev.mote.otlp.Edit;
import dev.mote.otlp.Item;
import dev.mote.otlp.Level;
import dev.mote.otlp.Message;
import dev.mote.otlp.Otlp;

/**
 * {@code probabilistic_sampler}: keeps a share of the traces, and of the logs, the same ones
 * wherever it is decided. {@code mode: proportional} takes the trace id's last 56 bits as random
 * (W3C Trace Context 2, section 5.1.4); {@code hash_seed} hashes the id, or for logs another
 * attribute, as the collector does, so that both decide alike.
 */
public final class ProbabilisticSamplerProcessor implements Edit {
    private static final String[] MODES = {"proportional", "hash_seed"};
    private static final int TRACE_ID_BYTES = 16;
    private static final int RANDOM_BITS = 56;
    /** The collector's resolution of hashes: 14 bits. */
    private static final int HASH_BUCKETS = 1 << 14;
    private static final int FNV_OFFSET = 0x811C9DC5;
    private static final int FNV_PRIME = 0x01000193;
    private static final byte[] PRIORITY = Settings.utf8("sampling.priority");

    private final boolean byHash;
    private final int seed;
    private final double share;
    private final long threshold;
    private final boolean failClosed;
    /** Of logs: what to hash in place of the trace id; null: the trace id. */
    private final byte[] attribute;
    private final byte[] priority;
    private final AnyValue value = new AnyValue();

    private ProbabilisticSamplerProcessor(Section section) {
        share = percentage(section, "sampling_percentage") / 100;
        seed = (int) section.integer("hash_seed", 0, 0, 0xFFFF_FFFFL);
        boolean record = section.choice("attribute_source", 0, "traceID", "record") == 1;
        String from = section.string("from_attribute", null);
        attribute = record && from != null ? Settings.utf8(from) : null;
        byHash = section.choice("mode", seed != 0 || record ? 1 : 0, MODES) == 1 || record;
        failClosed = section.bool("fail_closed", true);
        String given = section.string("sampling_priority", null);
        priority = given == null ? null : Settings.utf8(given);
        section.finish();
        threshold = (long) ((1 - Math.min(1, share)) * (1L << RANDOM_BITS));
    }

    /** From 0 to 100, fractions too. */
    static double percentage(Section section, String key) {
        YamlNode node = section.node(key);
        byte[] text = Settings.utf8(node == null ? "" : node.text());
        DecimalParser parser = new DecimalParser();
        if (node == null || !parser.parse(text, 0, text.length) || !(parser.value() >= 0)) {
            section.problems().error(node == null ? section.place() : node,
                    key + ": expected a percentage from 0 to 100");
            return 100;
        }
        return parser.value();
    }

    public static Consumer from(Context context, Consumer next) {
        return new RewriteStage(context, new ProbabilisticSamplerProcessor(context.section), next);
    }

    @Override
    public boolean wants(Level level) {
        return level == Level.RECORD;
    }

    @Override
    public boolean keep(Level level, Item item) {
        if (item.signal == Signal.METRICS) {
            return true;
        }
        Message record = item.record;
        int asked = priority(record, item.signal);
        if (asked >= 0) {
            return asked > 0;
        }
        if (attribute != null && item.signal == Signal.LOGS) {
            int piece = record.attribute(attribute);
            return piece == Message.NONE || !record.value(piece, value) || !value.isString()
                    ? !failClosed : chosen(value.bytes(), value.offset(), value.length());
        }
        int piece = record.field(item.signal == Signal.LOGS ? Otlp.LOG_TRACE_ID
                : Otlp.SPAN_TRACE_ID);
        return piece == Message.NONE || record.length(piece) != TRACE_ID_BYTES ? !failClosed
                : chosen(record.bytes(piece), record.offset(piece), TRACE_ID_BYTES);
    }

    /** What the application asks for: positive to keep, 0 to leave out, -1 when it does not. */
    private int priority(Message record, Signal signal) {
        byte[] key = signal == Signal.TRACES ? PRIORITY : priority;
        int piece = key == null ? Message.NONE : record.attribute(key);
        if (piece == Message.NONE || !record.value(piece, value)
                || value.kind() != AnyValue.INTEGER && value.kind() != AnyValue.DOUBLE) {
            return -1;
        }
        return value.asDouble() > 0 ? 1 : 0;
    }

    private boolean chosen(byte[] bytes, int offset, int length) {
        return byHash ? (hash(bytes, offset, length) & HASH_BUCKETS - 1) < share * HASH_BUCKETS
                : random(bytes, offset + length) >= threshold;
    }

    /** The last 56 bits before {@code end}. */
    static long random(byte[] bytes, int end) {
        long random = 0;
        for (int at = end - RANDOM_BITS / 8; at < end; at++) {
            random = random << 8 | bytes[at] & 0xFF;
        }
        return random;
    }

    /** FNV-1a of the seed, lowest byte first, and the bytes. */
    private int hash(byte[] bytes, int offset, int length) {
        int hash = FNV_OFFSET;
        for (int shift = 0; shift < 32; shift += 8) {
            hash = (hash ^ seed >>> shift & 0xFF) * FNV_PRIME;
        }
        for (int at = offset; at < offset + length; at++) {
            hash = (hash ^ bytes[at] & 0xFF) * FNV_PRIME;
        }
        return hash;
    }
}
