package dev.docket.journal.record;

import java.time.Instant;

/** The content of a record. */
public sealed interface Entry
        permits DecisionEntry, OutcomeEntry, RetirementEntry, ChangeEntry, WorkEntry, IntakeEntry {
    /** When it was received, in whole milliseconds. */
    Instant at();

    /** Who sent it, as known to the service; {@code anonymous} if unknown. */
    String caller();
}
