package dev.docket.decision;

/** How a record describes an exception. */
public final class Failure {
    private Failure() {}

    /**
     * The text to record, the same on every machine and every version of Java. The exception's own message is not, so it
     * belongs in the log. The first edition recorded it, and its records are still reproduced that way.
     */
    public static String recorded(RuntimeException failure, Edition edition) {
        return switch (edition) {
            case FIRST -> failure.toString();
            case SECOND ->
                "failed with %s; the log has the details"
                        .formatted(failure.getClass().getName());
        };
    }
}
