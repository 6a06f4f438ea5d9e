package dev.docket.mapping;

import dev.docket.json.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Where in the document each value of the order comes from, by its path, such as {@code order.lines[1].orderedQty}. */
final class Places {
    private static final int MOST_NAMED = 4;

    private final Map<String, List<String>> byPath = new LinkedHashMap<>();

    void put(String path, List<String> places) {
        byPath.put(path, List.copyOf(places));
    }

    List<String> of(String path) {
        return byPath.getOrDefault(path, List.of());
    }

    /** The problem with the place that its value comes from, or would. */
    Problem locate(Problem problem) {
        List<String> places = new ArrayList<>(of(problem.path()));
        if (places.isEmpty()) {
            places.addAll(below(problem.path()));
        }
        return places.isEmpty() ? problem : problem.at(String.join(", ", places));
    }

    /** Of a whole record that is missing: where its values would come from. */
    private Set<String> below(String path) {
        Set<String> places = new LinkedHashSet<>();
        byPath.forEach((each, found) -> {
            if (each.startsWith(path + ".") || each.startsWith(path + "[")) {
                places.addAll(found);
            }
        });
        return new LinkedHashSet<>(places.stream().limit(MOST_NAMED).toList());
    }
}
