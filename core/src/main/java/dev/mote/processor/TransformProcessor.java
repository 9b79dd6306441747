package dev.mote.processor;

import dev.mote.component.Batch.Signal;
import dev.mote.component.Consumer;
import dev.mote.component.Context;
import dev.mote.config.Section;
import dev.mote.config.Suggestion;
import dev.mote.config.YamlNode;
import dev.mote.otlp.Edit;
import dev.mote.otlp.Item;
import dev.mote.otlp.Level;
import dev.mote.ottl.OttlCondition;
import dev.mote.ottl.OttlContext;
import dev.mote.ottl.OttlStatement;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code transform}: OTTL statements, one after the other.
 *
 * <pre>
 *   transform:
 *     log_statements:
 *       - set(log.attributes["region"], "eu") where log.attributes["region"] == nil
 *       - context: log
 *         conditions: ['severity_number &lt; 9']
 *         statements: ['delete_key(attributes, "user")']
 * </pre>
 *
 * <p>What a statement changes belongs to its context. What is around it can be read; it has been
 * written already.
 */
public final class TransformProcessor implements Edit {
    private static final String[] KEYS =
            {"metric_statements", "log_statements", "trace_statements"};

    /** Statements that run when any of the conditions holds, or there is none. */
    private record Group(OttlCondition[] conditions, OttlStatement[] statements) {
        void run(Item item) {
            boolean any = conditions.length == 0;
            for (int at = 0; at < conditions.length && !any; at++) {
                any = conditions[at].holds(item);
            }
            for (int at = 0; at < statements.length && any; at++) {
                statements[at].run(item);
            }
        }
    }

    private final OttlRules<Group> groups = new OttlRules<>();

    private TransformProcessor(Section section) {
        OttlSettings.errorMode(section);
        boolean any = false;
        for (Signal signal : Signal.values()) {
            String key = KEYS[signal.ordinal()];
            YamlNode list = section.node(key);
            any |= list != null;
            if (list != null && list.kind() != YamlNode.Kind.SEQUENCE) {
                section.problems().error(list, key + ": expected a list");
                continue;
            }
            for (int at = 0; list != null && at < list.size(); at++) {
                read(section, signal, list.item(at));
            }
        }
        if (!any) {
            section.problems().error(section.place(), "nothing to do: give "
                    + String.join(", ", KEYS));
        }
        section.finish();
    }

    public static Consumer from(Context context, Consumer next) {
        return new RewriteStage(context, new TransformProcessor(context.section), next);
    }

    private void read(Section section, Signal signal, YamlNode node) {
        OttlContext[] contexts = OttlRules.contexts(signal);
        if (node.kind() == YamlNode.Kind.SCALAR) {
            OttlContext context = OttlSettings.infer(section, node, contexts);
            OttlStatement statement =
                    context == null ? null : OttlSettings.statement(section, node, context);
            if (statement != null) {
                groups.add(signal, context.level, new Group(new OttlCondition[0],
                        new OttlStatement[] {statement}));
            }
            return;
        }
        Section group = new Section(node, node, section.problems());
        OttlSettings.errorMode(group);
        List<YamlNode> texts = OttlSettings.texts(group, "statements");
        OttlContext context = context(group, texts, contexts);
        if (context != null) {
            List<OttlStatement> statements = new ArrayList<>();
            for (YamlNode text : texts) {
                statements.add(OttlSettings.statement(group, text, context));
            }
            groups.add(signal, context.level, new Group(
                    OttlSettings.conditions(group, "conditions", context),
                    statements.toArray(new OttlStatement[0])));
        } else {
            group.node("conditions");
        }
        group.finish();
    }

    private static OttlContext context(Section group, List<YamlNode> texts,
            OttlContext[] contexts) {
        YamlNode named = group.node("context");
        if (named == null) {
            return texts.isEmpty() ? null : OttlSettings.infer(group, texts.get(0), contexts);
        }
        List<String> words = new ArrayList<>();
        for (OttlContext each : contexts) {
            words.add(each.word);
            if (each.word.equals(named.text())) {
                return each;
            }
        }
        group.problems().error(named, "unknown context \"" + named.written() + "\""
                + Suggestion.of(named.written(), words));
        return null;
    }

    @Override
    public boolean wants(Level level) {
        return groups.any(level);
    }

    @Override
    public boolean keep(Level level, Item item) {
        List<Group> here = groups.of(item, level);
        for (int at = 0; at < here.size(); at++) {
            here.get(at).run(item);
        }
        return true;
    }
}
