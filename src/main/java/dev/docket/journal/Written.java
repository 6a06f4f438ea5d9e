package dev.docket.journal;

/** What the store did with one entry of a batch. */
sealed interface Written {
    record Done(Appended appended) implements Written {}

    /** Another request already has the decision id, which is derived from the request: the id was not made as it should be. */
    record Clash(Entry entry, Recorded recorded) implements Written {
        String message() {
            return "Decision id %s of request %s is already that of request %s, record %d; nothing was written."
                    .formatted(
                            entry.decisionId(),
                            entry.requestId(),
                            recorded.entry().requestId(),
                            recorded.sequence());
        }
    }
}
