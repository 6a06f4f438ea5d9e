package dev.docket.decision.rule;

/**
 * A change of one input after which a rule that fires would not, with every other input as it is.
 *
 * @param path the input's path, such as {@code customer.credit.oldestOverdueDays}
 * @param range the sufficient values
 */
public record WouldCease(String path, WouldNeed.Range range) {}
