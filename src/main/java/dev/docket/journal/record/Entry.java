package dev.docket.journal.record;

import java.time.Instant;

/** What a record says. */
public sealed interface Entry permits DecisionEntry, OutcomeEntry, RetirementEntry {
    /** When it was received, in whole milliseconds. */
    Instant at();

    /** Who said so, as the service knows them; {@code anonymous} if it does not. */
    String caller();
}
