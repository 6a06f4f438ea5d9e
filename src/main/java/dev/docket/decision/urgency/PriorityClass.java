package dev.docket.decision.urgency;

import java.util.List;

/** How urgent the exception is, P1 the most urgent. */
public enum PriorityClass {
    P1,
    P2,
    P3,
    P4;

    /** All of them: the place of each is its place in arrays that count or score classes. */
    public static final List<PriorityClass> IN_ORDER = List.of(values());

    /** The more urgent of the two. */
    public PriorityClass atLeast(PriorityClass other) {
        return compareTo(other) <= 0 ? this : other;
    }

    /** The floor that a standing exception of this severity sets. */
    public static PriorityClass floorFor(int severity) {
        return severity >= 5 ? P1 : severity == 4 ? P2 : severity == 3 ? P3 : P4;
    }
}
