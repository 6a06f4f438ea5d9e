package dev.docket.rules.solve;

/**
 * What is solved for: one input of an order, or, where no order is known, whatever its values decide.
 *
 * @param name the same for the same unknown, however a rule writes it
 * @param isWhole whether whole numbers or days count it
 * @param isNeverNegative whether no valid order has it below zero
 */
public record Unknown(String name, boolean isWhole, boolean isNeverNegative) {}
