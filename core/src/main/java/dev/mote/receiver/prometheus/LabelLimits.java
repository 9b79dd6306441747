package dev.mote.receiver.prometheus;

import dev.mote.config.Section;

/** What a job lets a sample's labels be; 0: no limit. A page with others is not taken. */
record LabelLimits(long labels, long nameBytes, long valueBytes) {
    static LabelLimits from(Section section) {
        return new LabelLimits(section.integer("label_limit", 0, 0, Integer.MAX_VALUE),
                section.integer("label_name_length_limit", 0, 0, Integer.MAX_VALUE),
                section.integer("label_value_length_limit", 0, 0, Integer.MAX_VALUE));
    }

    /**
     * What is over a limit, for people; null: nothing.
     *
     * @param more labels that are not among these: of the target, and the name
     */
    String check(LabelSet set, int more) {
        if (labels + nameBytes + valueBytes == 0) {
            return null;
        }
        int count = more;
        for (int label = 0; label < set.count(); label++) {
            int value = set.valueTo(label) - set.valueFrom(label);
            int name = set.nameTo(label) - set.nameFrom(label);
            count += value > 0 ? 1 : 0;
            if (value > 0 && nameBytes > 0 && name > nameBytes) {
                return "a label's name has " + name + " bytes, more than label_name_length_limit";
            }
            if (valueBytes > 0 && value > valueBytes) {
                return "a label's value has " + value
                        + " bytes, more than label_value_length_limit";
            }
        }
        return labels > 0 && count > labels
                ? "a sample has " + count + " labels, more than label_limit" : null;
    }
}
