package dev.docket.decision;

/**
 * A line of the order.
 *
 * @param index its position in {@code order.lines}, from 0
 * @param lineId its id
 */
public record LineRef(int index, String lineId) {}
