package dev.docket.journal;

/** A durable record. */
public record Recorded<E extends Entry>(E entry, Position position) {}
