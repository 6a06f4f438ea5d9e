package dev.docket.mapping.target;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The values of a record that is not built yet, by component name: values, drafts, and lists of drafts or values. */
public final class Draft {
    private final SortedMap<String, Object> parts = new TreeMap<>();

    /** Puts a value where the steps lead; an absent value only makes the lists on the way present. */
    public void put(List<TargetPath.Step> steps, @Nullable Object value) {
        TargetPath.Step step = steps.getFirst();
        List<TargetPath.Step> rest = steps.subList(1, steps.size());
        if (step.place() != TargetPath.Step.NONE) {
            elements(step.name()).put(step.place(), rest, value);
        } else if (!rest.isEmpty()) {
            child(step.name()).put(rest, value);
        } else if (value != null) {
            parts.put(step.name(), value);
        }
    }

    public Draft child(String name) {
        return (Draft) parts.computeIfAbsent(name, absent -> new Draft());
    }

    public void putAll(String name, List<Draft> drafts) {
        Elements elements = elements(name);
        for (Draft draft : drafts) {
            elements.byPlace.put(elements.byPlace.size(), draft);
        }
    }

    private Elements elements(String name) {
        return (Elements) parts.computeIfAbsent(name, absent -> new Elements());
    }

    @Nullable
    public Object part(String name) {
        return parts.get(name);
    }

    /** What is known so far, by name. */
    public SortedMap<String, Object> parts() {
        return Collections.unmodifiableSortedMap(parts);
    }

    /** The elements of a list, by place. */
    public static final class Elements {
        private final SortedMap<Integer, Object> byPlace = new TreeMap<>();

        private void put(int place, List<TargetPath.Step> rest, @Nullable Object value) {
            if (!rest.isEmpty()) {
                ((Draft) byPlace.computeIfAbsent(place, empty -> new Draft())).put(rest, value);
            } else if (value != null) {
                byPlace.put(place, value);
            }
        }

        public List<Object> inOrder() {
            return new ArrayList<>(byPlace.values());
        }
    }
}
