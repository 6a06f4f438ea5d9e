package dev.docket.journal.record;

/** A durable record. */
public record Recorded<E extends Entry>(E entry, Position position) {}
