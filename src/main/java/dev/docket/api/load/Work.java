package dev.docket.api.load;

/** The kinds of work. Each has its own limits, so that none can starve another. */
public enum Work {
    /** Short and on the processor; what the service is for. */
    DECIDING(512),
    /** As long as the caller likes: batches and exports. */
    STREAMING(16),
    /** As long as the caller likes, and mostly waiting: feeds. */
    FOLLOWING(128),
    /** From the journal and the bundle. */
    READING(256),
    /** Health, metrics and the contract. */
    WATCHING(128);

    private final int most;

    Work(int most) {
        this.most = most;
    }

    /** How many requests of this kind may be in progress at a time. */
    public int most() {
        return most;
    }

    /** How many of them may be one caller's. */
    public int mostOfOneCaller() {
        return most / 2;
    }

    /** Whether the caller decides how long a request and its answer last. */
    public boolean isStream() {
        return this == STREAMING || this == FOLLOWING;
    }

    /** @param operationId as the contract names the operation */
    public static Work of(String operationId) {
        return switch (operationId) {
            case "decide", "dryRun" -> DECIDING;
            case "decideBatch", "exportNdjson", "exportCsv" -> STREAMING;
            case "readFeed" -> FOLLOWING;
            case "checkHealth", "checkLiveness", "checkReadiness", "checkStarted", "readMetrics" -> WATCHING;
            default -> READING;
        };
    }
}
