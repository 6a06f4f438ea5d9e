package dev.docket.mapping.document;

import dev.docket.yaml.YamlNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.regex.Pattern;

/**
 * Which segments a transaction may hold, and which of them open a loop with which segments in it:
 * {@code [BEG, {N1: [N3, N4]}, {PO1: [PID, {N1: [N4]}]}]}.
 *
 * @param inside by segment, what its loop may hold; none for a segment that opens no loop
 */
public record SegmentPlan(SequencedMap<String, SegmentPlan> inside) {
    public static final SegmentPlan NONE = new SegmentPlan(new LinkedHashMap<>());
    private static final Pattern TAG = Pattern.compile("[A-Z][A-Z0-9]{1,2}");
    private static final int DEEPEST = 8;

    /** The plan that a list means; what is wrong with it is reported. */
    public static SegmentPlan read(YamlNode list) {
        return read(list, 0);
    }

    private static SegmentPlan read(YamlNode list, int depth) {
        SequencedMap<String, SegmentPlan> inside = new LinkedHashMap<>();
        if (depth > DEEPEST) {
            list.problem("loops are nested too deep");
            return NONE;
        }
        for (YamlNode item : list.list()) {
            if (item.isMap()) {
                item.map().forEach((tag, loop) -> put(inside, tag, read(loop, depth + 1), item));
            } else {
                put(inside, item.text(), NONE, item);
            }
        }
        return new SegmentPlan(inside);
    }

    /** What the loop that a segment opens may hold; nothing if it opens none. */
    SegmentPlan loop(String tag) {
        return inside.getOrDefault(tag, NONE);
    }

    private static void put(Map<String, SegmentPlan> inside, String tag, SegmentPlan loop, YamlNode node) {
        if (!TAG.matcher(tag).matches()) {
            node.problem("'%s' is not the name of a segment such as PO1".formatted(tag));
        }
        if (inside.put(tag, loop) != null) {
            node.problem("segment '%s' stands twice in this list".formatted(tag));
        }
    }
}
