package dev.docket.json.read.cursor;

import dev.docket.json.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Collects problems. Beyond a limit it only counts them, so that a hostile document cannot inflate the answer. */
public final class Problems {
    private static final int MOST_LISTED = 100;

    private final List<Problem> listed = new ArrayList<>();
    private final Set<String> paths = new HashSet<>();
    private int count;

    public void add(Problem problem) {
        count++;
        paths.add(problem.path());
        if (listed.size() < MOST_LISTED) {
            listed.add(problem);
        }
    }

    int count() {
        return count;
    }

    public boolean isEmpty() {
        return count == 0;
    }

    /** Whether there is already a problem at this path, above it, or below it. */
    public boolean explain(String path) {
        if (paths.isEmpty()) {
            return false;
        }
        for (String enclosing = path; !enclosing.isEmpty(); enclosing = Path.enclosing(enclosing)) {
            if (paths.contains(enclosing)) {
                return true;
            }
        }
        return paths.contains("") || paths.stream().anyMatch(other -> Path.isElementOf(other, path));
    }

    public List<Problem> all() {
        if (count <= listed.size()) {
            return List.copyOf(listed);
        }
        List<Problem> all = new ArrayList<>(listed);
        all.add(Problem.of("", "too-many-problems", String.format(Locale.ROOT, "and %d more", count - listed.size())));
        return all;
    }
}
