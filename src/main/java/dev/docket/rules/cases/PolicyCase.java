package dev.docket.rules.cases;

import dev.docket.order.OrderSnapshot;

/**
 * An example of the policy: an order and what must be decided.
 *
 * @param name kebab-case, unique in the folder
 * @param says one sentence for people
 * @param file relative to the rule folder
 * @param line where it stands
 * @param order complete, with {@code asOf}
 */
public record PolicyCase(String name, String says, String file, int line, OrderSnapshot order, Expectation expect) {}
