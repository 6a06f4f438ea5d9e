package dev.docket.bundle.diff;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Collects changes in the order they are found. */
final class Changes {
    private final List<PolicyChange> found = new ArrayList<>();

    List<PolicyChange> found() {
        return List.copyOf(found);
    }

    void added(PolicyChange.Kind kind, String subject, @Nullable String aspect, Object what, String says) {
        found.add(new PolicyChange(kind, subject, aspect, null, what, says));
    }

    void removed(PolicyChange.Kind kind, String subject, @Nullable String aspect, Object what, String says) {
        found.add(new PolicyChange(kind, subject, aspect, what, null, says));
    }

    void changed(PolicyChange.Kind kind, String subject, String aspect, Object before, Object after, String says) {
        found.add(new PolicyChange(kind, subject, aspect, before, after, says));
    }

    /** Compares one aspect, and adds a change if it differs. */
    void aspect(PolicyChange.Kind kind, String what, String subject, String aspect, Object before, Object after) {
        if (!before.equals(after)) {
            changed(
                    kind,
                    subject,
                    aspect,
                    before,
                    after,
                    "%s %s: %s %s → %s".formatted(what, subject, aspect, before, after));
        }
    }

    /** Walks two sets of named things: those on one side only, and those on both. */
    static <T> void sides(
            Map<String, T> before,
            Map<String, T> after,
            BiConsumer<String, T> removed,
            BiConsumer<String, T> added,
            BothSides<T> both) {
        TreeSet<String> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        for (String name : names) {
            T old = before.get(name);
            T young = after.get(name);
            if (young == null) {
                removed.accept(name, Objects.requireNonNull(old));
            } else if (old == null) {
                added.accept(name, young);
            } else {
                both.accept(name, old, young);
            }
        }
    }

    /** Receives what is on both sides. */
    interface BothSides<T> {
        void accept(String name, T before, T after);
    }
}
