package dev.mote.receiver.prometheus;

import dev.mote.bytes.Buffer;
import dev.mote.config.Problems;
import dev.mote.config.Section;
import dev.mote.config.Yaml;
import dev.mote.config.YamlException;
import dev.mote.config.YamlNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Some targets with the same labels: name, value, name, value …. */
record TargetGroup(String[] targets, String[] labels) {

    /**
     * Reads a list of groups in JSON, as the YAML that it is; null when it cannot be used, and
     * {@code problems} say why.
     *
     * @param metaName a label that tells where it is from, {@code metaValue}
     */
    static List<TargetGroup> parse(Buffer text, Problems problems, String metaName,
            String metaValue) {
        List<TargetGroup> groups = new ArrayList<>();
        try {
            YamlNode root = Yaml.parse(text.bytes(), text.length());
            boolean list = root.kind() == YamlNode.Kind.SEQUENCE;
            if (!list) {
                problems.error(root, "expected a list of groups of targets");
            }
            for (int at = 0; list && at < root.size(); at++) {
                Section group = new Section(root.item(at), root.item(at), problems);
                String[] pairs = group.pairs("labels");
                String[] labels = Arrays.copyOf(pairs, pairs.length + 2);
                labels[pairs.length] = metaName;
                labels[pairs.length + 1] = metaValue;
                groups.add(new TargetGroup(group.strings("targets"), labels));
                group.finish();
            }
        } catch (YamlException e) {
            problems.error(e.getMessage() + " (line " + e.line() + ", column " + e.column() + ")");
        }
        return problems.any() ? null : groups;
    }
}
