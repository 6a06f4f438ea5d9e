package dev.docket.decision.rule;

/**
 * A line of the order.
 *
 * @param index its position in {@code order.lines}, from 0
 * @param lineId its id
 */
public record LineRef(int index, String lineId) {}
