package dev.docket.journal.record;

import java.time.Instant;

/**
 * The payloads of all records up to one were deleted.
 *
 * @param upTo the sequence of the last of them
 * @param before every record up to there was received before this
 */
public record RetirementEntry(long upTo, Instant before, Instant at, String caller) implements Entry {}
