package dev.docket.decision;

/** What a record says of an exception. */
public final class Failure {
    private Failure() {}

    /**
     * The text to record, the same on every machine and every version of Java. The exception's own words are not; they
     * belong to the log. The first edition recorded them, and its records are still reproduced so.
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
