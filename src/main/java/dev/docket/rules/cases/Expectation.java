package dev.docket.rules.cases;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a case expects. Fired rules, exceptions, waivers, approvals and actions are all listed: what is not listed must not
 * be there. The others count only where they are given.
 *
 * @param line where it stands
 * @param scalars disposition, queue, slaDueAt, priority and floorRule, as far as given
 * @param lists fired, notFired, exceptions, approvals, preferred and alternatives
 * @param waived by exception, the waiving rule
 * @param notEvaluated by rule, the paths that are missing
 * @param parameters by action, its parameters
 * @param evidence by exception, some of its evidence
 */
public record Expectation(
        int line,
        Map<String, Item> scalars,
        Map<String, Listed> lists,
        SortedMap<String, Item> waived,
        SortedMap<String, Paths> notEvaluated,
        SortedMap<String, SortedMap<String, Item>> parameters,
        SortedMap<String, SortedMap<String, Item>> evidence) {

    /** A text with its line. */
    record Item(String text, int line) {}

    /** The items of a list, with the line of each, and the line where the list stands. */
    public record Listed(int line, SortedMap<String, Integer> items) {
        public Listed {
            items = Collections.unmodifiableSortedMap(new TreeMap<>(items));
        }
    }

    /** Paths, in the order of the file. */
    record Paths(int line, List<String> paths) {}

    /** A list by its name; empty when it is not given. */
    public Listed list(String name) {
        return lists.getOrDefault(name, new Listed(line, new TreeMap<>()));
    }
}
