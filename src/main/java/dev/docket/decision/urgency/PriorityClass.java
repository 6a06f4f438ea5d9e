package dev.docket.decision.urgency;

/** How urgent the exception is, P1 the most urgent. */
public enum PriorityClass {
    P1,
    P2,
    P3,
    P4;

    /** The more urgent of the two. */
    public PriorityClass atLeast(PriorityClass other) {
        return compareTo(other) <= 0 ? this : other;
    }

    /** The floor that a standing exception of this severity sets. */
    public static PriorityClass floorFor(int severity) {
        return severity >= 5 ? P1 : severity == 4 ? P2 : severity == 3 ? P3 : P4;
    }
}
