package dev.docket.sample;

/**
 * How an order ended.
 *
 * @param daysLate days after the date that was anticipated when the decision was due, below zero when early
 * @param cancelled whether the order was cancelled
 * @param fraud whether the order turned out to be fraud
 */
public record Outcome(int daysLate, boolean cancelled, boolean fraud) {}
