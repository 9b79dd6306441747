package dev.mote.receiver.prometheus;

import dev.mote.config.Section;
import dev.mote.config.YamlNode;
import dev.mote.config.YamlNode.Kind;
import java.util.ArrayList;
import java.util.List;

/** The rules of {@code relabel_configs} or {@code metric_relabel_configs}, one after the other. */
final class Relabelling {
    private final List<RelabelRule> rules = new ArrayList<>();

    /** Reads the list under {@code key}. */
    Relabelling(Section section, String key) {
        YamlNode list = section.node(key);
        if (list != null && list.kind() != Kind.SEQUENCE) {
            section.problems().error(list, key + ": expected a list of rules");
            return;
        }
        for (int at = 0; list != null && at < list.size(); at++) {
            YamlNode item = list.item(at);
            RelabelRule rule = RelabelRule.from(new Section(item, item, section.problems()));
            if (rule != null) {
                rules.add(rule);
            }
        }
    }

    boolean isEmpty() {
        return rules.isEmpty();
    }

    /** Changes the labels; false: what they are of is not wanted. */
    boolean apply(LabelSet labels) {
        for (int at = 0; at < rules.size(); at++) {
            if (!rules.get(at).apply(labels)) {
                return false;
            }
        }
        return true;
    }
}
