package dev.docket.yaml;

import java.util.Comparator;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The mistakes in one YAML file, by line, each once. */
public final class YamlMistakes implements YamlProblems {
    private final SortedSet<Entry> entries =
            new TreeSet<>(Comparator.comparingInt(Entry::line).thenComparing(Entry::message));

    private record Entry(int line, String message) {}

    @Override
    public void add(int line, Kind kind, String message) {
        entries.add(new Entry(line, message));
    }

    public boolean isEmpty() {
        return entries.isEmpty();
    }

    /** {@code file:12: what is wrong}, one line for each. */
    public String in(String file) {
        return entries.stream()
                .map(entry -> String.format(Locale.ROOT, "%s:%d: %s", file, entry.line(), entry.message()))
                .collect(Collectors.joining("\n"));
    }
}
