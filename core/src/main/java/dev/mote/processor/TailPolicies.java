package dev.mote.processor;

import dev.mote.config.Section;
import dev.mote.config.Suggestion;
import dev.mote.config.YamlNode;
import dev.mote.otlp.AnyValue;
import dev.mote.otlp.Item;
import dev.mote.otlp.Message;
import dev.mote.otlp.Otlp;
import dev.mote.ottl.OttlCondition;
import dev.mote.ottl.OttlContext;
import dev.mote.regex.Regex;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads policies, and finds in spans what they look for. */
final class TailPolicies {
    private static final List<String> TYPES = Arrays.asList("always_sample", "latency",
            "status_code", "string_attribute", "numeric_attribute", "boolean_attribute",
            "probabilistic", "rate_limiting", "span_count", "ottl_condition", "and", "composite");
    private static final String[] STATUS_CODES = {"UNSET", "OK", "ERROR"};
    private static final long MILLI_NANOS = 1_000_000L;
    /** Bits of a long. */
    private static final int SPAN_POLICIES_MAX = 64;
    private static final long RANDOM_RANGE = 1L << 56;

    private final List<TailPolicy> top = new ArrayList<>();
    private final List<TailPolicy> lookAtSpans = new ArrayList<>();

    TailPolicies(Section section) {
        top.addAll(list(section, "policies"));
        if (!section.has("policies")) {
            section.problems().error(section.place(), "policies is missing: nothing is kept");
        }
        if (lookAtSpans.size() > SPAN_POLICIES_MAX) {
            section.problems().error(section.place(), "more than " + SPAN_POLICIES_MAX
                    + " policies look at spans");
        }
    }

    /** Notes in the trace what this span is of what the policies look for. */
    void look(Item item, TailTrace trace) {
        for (int at = 0; at < lookAtSpans.size(); at++) {
            TailPolicy policy = lookAtSpans.get(at);
            if ((trace.found & 1L << policy.bit) == 0 && policy.sees(item)) {
                trace.found |= 1L << policy.bit;
            }
        }
    }

    /** Whether any policy keeps the trace. */
    boolean decide(TailTrace trace, long nowNanos) {
        for (int at = 0; at < top.size(); at++) {
            if (top.get(at).decide(trace, nowNanos)) {
                return true;
            }
        }
        return false;
    }

    private List<TailPolicy> list(Section section, String key) {
        List<TailPolicy> policies = new ArrayList<>();
        for (Section each : Settings.sections(section, key)) {
            String type = Settings.needed(each, "type");
            each.string("name", null);
            TailPolicy policy = make(type, each.section(type));
            if (policy == null) {
                each.problems().error(each.place(), "unknown policy type \"" + type + "\""
                        + Suggestion.of(type, TYPES));
            } else {
                policies.add(policy);
            }
            each.finish();
        }
        return policies;
    }

    private TailPolicy make(String type, Section section) {
        TailPolicy made = switch (type) {
            case "always_sample" -> policy((trace, now) -> true);
            case "latency" -> latency(section);
            case "status_code" -> statusCode(section);
            case "string_attribute" -> stringAttribute(section);
            case "numeric_attribute" -> numericAttribute(section);
            case "boolean_attribute" -> booleanAttribute(section);
            case "probabilistic" -> probabilistic(section);
            case "rate_limiting" -> rateLimiting(section);
            case "span_count" -> spanCount(section);
            case "ottl_condition" -> ottl(section);
            case "and" -> and(section);
            case "composite" -> composite(section);
            default -> null;
        };
        section.finish();
        return made;
    }

    /** What a policy of whole traces decides. */
    private interface OfTrace {
        boolean decide(TailTrace trace, long nowNanos);
    }

    /** What a policy of spans looks for. */
    private interface OfSpan {
        boolean sees(Item item);
    }

    private static TailPolicy policy(OfTrace decision) {
        return new TailPolicy() {
            @Override
            boolean decide(TailTrace trace, long nowNanos) {
                return decision.decide(trace, nowNanos);
            }
        };
    }

    private TailPolicy spans(OfSpan sees) {
        TailPolicy policy = new TailPolicy() {
            @Override
            boolean sees(Item item) {
                return sees.sees(item);
            }
        };
        policy.bit = lookAtSpans.size();
        lookAtSpans.add(policy);
        return policy;
    }

    private static TailPolicy latency(Section section) {
        long least = section.integer("threshold_ms", 0, 0, Integer.MAX_VALUE) * MILLI_NANOS;
        long most = section.integer("upper_threshold_ms", 0, 0, Integer.MAX_VALUE) * MILLI_NANOS;
        return policy((trace, now) -> trace.durationNanos() >= least
                && (most == 0 || trace.durationNanos() <= most));
    }

    private TailPolicy statusCode(Section section) {
        boolean[] wanted = new boolean[STATUS_CODES.length];
        for (YamlNode each : OttlSettings.texts(section, "status_codes")) {
            int code = Arrays.asList(STATUS_CODES).indexOf(each.text());
            if (code < 0) {
                section.problems().error(each, "status_codes: unknown \"" + each.written() + "\""
                        + Suggestion.of(each.written(), Arrays.asList(STATUS_CODES)));
            } else {
                wanted[code] = true;
            }
        }
        Message status = new Message();
        return spans(item -> {
            int code = code(item.record, status);
            return code >= 0 && code < wanted.length && wanted[code];
        });
    }

    private static int code(Message span, Message status) {
        int piece = span.field(Otlp.SPAN_STATUS);
        if (piece == Message.NONE || span.offset(piece) == Message.NONE) {
            return 0;
        }
        int from = span.offset(piece);
        status.begin(Message.Kind.STATUS).read(span.bytes(piece), from,
                from + span.length(piece));
        return (int) status.number(Otlp.STATUS_CODE);
    }

    /** Finds the attribute of the span, or else of its resource; false when there is none. */
    private static boolean find(Item item, byte[] key, AnyValue value) {
        int piece = item.record.attribute(key);
        Message in = piece == Message.NONE ? item.resource : item.record;
        int there = piece == Message.NONE ? in.attribute(key) : piece;
        return there != Message.NONE && in.value(there, value);
    }

    private TailPolicy stringAttribute(Section section) {
        byte[] key = Settings.utf8(Settings.needed(section, "key"));
        boolean patterns = section.bool("enabled_regex_matching", false);
        section.integer("cache_max_size", 0, 0, Integer.MAX_VALUE);
        List<byte[]> values = new ArrayList<>();
        List<Regex> regexes = new ArrayList<>();
        for (YamlNode each : OttlSettings.texts(section, "values")) {
            values.add(Settings.utf8(each.text()));
            regexes.add(patterns ? Settings.regex(section, each, each.text()) : null);
        }
        AnyValue value = new AnyValue();
        return spans(item -> {
            boolean found = find(item, key, value) && value.isString();
            for (int at = 0; found && at < values.size(); at++) {
                byte[] exact = values.get(at);
                boolean same = patterns
                        ? regexes.get(at).matches(value.bytes(), value.offset(), value.length())
                        : Arrays.equals(exact, 0, exact.length, value.bytes(), value.offset(),
                                value.offset() + value.length());
                if (same) {
                    return true;
                }
            }
            return false;
        });
    }

    private TailPolicy numericAttribute(Section section) {
        byte[] key = Settings.utf8(Settings.needed(section, "key"));
        long least = section.integer("min_value", Long.MIN_VALUE, Long.MIN_VALUE, Long.MAX_VALUE);
        long most = section.integer("max_value", Long.MAX_VALUE, Long.MIN_VALUE, Long.MAX_VALUE);
        AnyValue value = new AnyValue();
        return spans(item -> find(item, key, value) && value.kind() == AnyValue.INTEGER
                && value.number() >= least && value.number() <= most);
    }

    private TailPolicy booleanAttribute(Section section) {
        byte[] key = Settings.utf8(Settings.needed(section, "key"));
        long wanted = section.bool("value", true) ? 1 : 0;
        AnyValue value = new AnyValue();
        return spans(item -> find(item, key, value) && value.kind() == AnyValue.BOOLEAN
                && value.number() == wanted);
    }

    /** By the random bits of the trace id, so that every instance decides alike. */
    private static TailPolicy probabilistic(Section section) {
        double share = ProbabilisticSamplerProcessor.percentage(section,
                "sampling_percentage") / 100;
        section.string("hash_salt", null);
        long threshold = (long) ((1 - Math.min(1, share)) * RANDOM_RANGE);
        return policy((trace, now) -> (trace.low & RANDOM_RANGE - 1) >= threshold);
    }

    private static TailPolicy rateLimiting(Section section) {
        TailPolicy.Rate rate = new TailPolicy.Rate(
                section.integer("spans_per_second", 0, 0, Long.MAX_VALUE));
        return policy(rate::allows);
    }

    private static TailPolicy spanCount(Section section) {
        long least = section.integer("min_spans", 0, 0, Integer.MAX_VALUE);
        long most = section.integer("max_spans", 0, 0, Integer.MAX_VALUE);
        return policy((trace, now) -> trace.spans >= least && (most == 0 || trace.spans <= most));
    }

    private TailPolicy ottl(Section section) {
        OttlSettings.errorMode(section);
        OttlCondition[] conditions = OttlSettings.conditions(section, "span", OttlContext.SPAN);
        return spans(item -> {
            for (OttlCondition condition : conditions) {
                if (condition.holds(item)) {
                    return true;
                }
            }
            return false;
        });
    }

    private TailPolicy and(Section section) {
        List<TailPolicy> all = list(section, "and_sub_policy");
        return policy((trace, now) -> {
            for (int at = 0; at < all.size(); at++) {
                if (!all.get(at).decide(trace, now)) {
                    return false;
                }
            }
            return !all.isEmpty();
        });
    }

    /** Policies in their order, each with its share of a rate; the order is that of the list. */
    private TailPolicy composite(Section section) {
        long total = section.integer("max_total_spans_per_second", 0, 0, Long.MAX_VALUE);
        section.node("policy_order");
        List<TailPolicy> policies = list(section, "composite_sub_policy");
        TailPolicy.Rate[] rates = new TailPolicy.Rate[policies.size()];
        List<Section> shares = Settings.sections(section, "rate_allocation");
        for (int at = 0; at < rates.length; at++) {
            long percent = 100 / Math.max(1, rates.length);
            if (at < shares.size()) {
                shares.get(at).string("policy", null);
                percent = shares.get(at).integer("percent", percent, 0, 100);
                shares.get(at).finish();
            }
            rates[at] = new TailPolicy.Rate(total * percent / 100);
        }
        return policy((trace, now) -> {
            for (int at = 0; at < rates.length; at++) {
                if (policies.get(at).decide(trace, now) && rates[at].allows(trace, now)) {
                    return true;
                }
            }
            return false;
        });
    }
}
