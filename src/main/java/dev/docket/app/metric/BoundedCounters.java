package dev.docket.app.metric;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counters of one name that differ in their labels. Policies choose some of these, so there is a limit: whatever comes beyond
 * it is counted together, with {@value #OTHER} in every label.
 */
final class BoundedCounters {
    static final String OTHER = "OTHER";

    private final MeterRegistry registry;
    private final String name;
    private final String description;
    private final int most;
    private final List<String> labels;
    private final ConcurrentHashMap<List<String>, Counter> counters = new ConcurrentHashMap<>();

    /** @param most how many combinations of values are counted apart */
    BoundedCounters(MeterRegistry registry, String name, String description, int most, String... labels) {
        this.registry = registry;
        this.name = name;
        this.description = description;
        this.most = most;
        this.labels = List.of(labels);
    }

    /** Reports a combination from now on, even if it never occurs. */
    BoundedCounters reporting(String... values) {
        of(List.of(values));
        return this;
    }

    void increment(String... values) {
        of(List.of(values)).increment();
    }

    /** Ends the counters with a value of the first label. */
    void end(String value) {
        counters.forEach((values, counter) -> {
            if (values.getFirst().equals(value)) {
                counters.remove(values);
                registry.remove(counter);
            }
        });
    }

    private Counter of(List<String> values) {
        Counter known = counters.get(values);
        if (known != null) {
            return known;
        }
        List<String> counted = counters.size() < most ? values : Collections.nCopies(labels.size(), OTHER);
        return counters.computeIfAbsent(counted, this::register);
    }

    private Counter register(List<String> values) {
        List<Tag> tags = new ArrayList<>();
        for (int i = 0; i < labels.size(); i++) {
            tags.add(Tag.of(labels.get(i), values.get(i)));
        }
        return Counter.builder(name).description(description).tags(tags).register(registry);
    }
}
