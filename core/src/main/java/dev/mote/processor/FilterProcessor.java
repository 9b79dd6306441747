package dev.mote.processor;

import dev.mote.component.Batch.Signal;
import dev.mote.component.Consumer;
import dev.mote.component.Context;
import dev.mote.config.Section;
import dev.mote.config.YamlNode;
import dev.mote.otlp.Edit;
import dev.mote.otlp.Item;
import dev.mote.otlp.Level;
import dev.mote.ottl.OttlCondition;
import dev.mote.ottl.OttlContext;
import java.util.List;

/**
 * {@code filter}: leaves out what a condition holds for.
 *
 * <pre>
 *   filter:
 *     metrics:
 *       metric: ['name == "http.client.duration"']
 *       datapoint: ['attributes["path"] == "/health"']
 *     logs:
 *       log_record: ['severity_number &lt; SEVERITY_NUMBER_INFO']
 *     trace_conditions: ['IsMatch(span.name, "^GET /health")']
 * </pre>
 *
 * <p>The older {@code include} and {@code exclude} by signal work too.
 */
public final class FilterProcessor implements Edit {
    private static final String[] NAMES = {"metrics", "logs", "traces"};
    private static final String[] FLAT =
            {"metric_conditions", "log_conditions", "trace_conditions"};

    private final OttlRules<OttlCondition> conditions = new OttlRules<>();
    private final Matcher[] include = new Matcher[3];
    private final Matcher[] exclude = new Matcher[3];
    private boolean byMatcher;

    private FilterProcessor(Section section) {
        OttlSettings.errorMode(section);
        for (Signal signal : Signal.values()) {
            readSignal(section, signal);
            readFlat(section, FLAT[signal.ordinal()], signal);
        }
        if (section.has("spans")) {
            Section spans = section.section("spans");
            readMatchers(spans, Signal.TRACES);
            spans.finish();
        }
        section.finish();
    }

    public static Consumer from(Context context, Consumer next) {
        return new RewriteStage(context, new FilterProcessor(context.section), next);
    }

    private void readSignal(Section section, Signal signal) {
        Section own = section.section(NAMES[signal.ordinal()]);
        for (OttlContext context : OttlRules.contexts(signal)) {
            String key = context == OttlContext.LOG ? "log_record" : context.word;
            for (OttlCondition each : OttlSettings.conditions(own, key, context)) {
                conditions.add(signal, context.level, each);
            }
        }
        readMatchers(own, signal);
        own.finish();
    }

    private void readMatchers(Section own, Signal signal) {
        include[signal.ordinal()] = Matcher.from(own, "include");
        exclude[signal.ordinal()] = Matcher.from(own, "exclude");
        byMatcher |= own.has("include") || own.has("exclude");
    }

    private void readFlat(Section section, String key, Signal signal) {
        for (YamlNode text : OttlSettings.texts(section, key)) {
            OttlContext context =
                    OttlSettings.infer(section, text, OttlRules.contexts(signal));
            OttlCondition condition =
                    context == null ? null : OttlSettings.condition(section, text, context);
            if (condition != null) {
                conditions.add(signal, context.level, condition);
            }
        }
    }

    @Override
    public boolean wants(Level level) {
        return conditions.any(level) || level == Level.RECORD && byMatcher;
    }

    @Override
    public boolean keep(Level level, Item item) {
        List<OttlCondition> rules = conditions.of(item, level);
        for (int at = 0; at < rules.size(); at++) {
            if (rules.get(at).holds(item)) {
                return false;
            }
        }
        if (level != Level.RECORD || !byMatcher) {
            return true;
        }
        Matcher wanted = include[item.signal.ordinal()];
        Matcher unwanted = exclude[item.signal.ordinal()];
        return (wanted == null || wanted.matches(item))
                && (unwanted == null || !unwanted.matches(item));
    }
}
