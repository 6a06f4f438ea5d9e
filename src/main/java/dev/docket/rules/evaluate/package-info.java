/** Tests compiled conditions one by one with three-valued logic, within a budget, and fires what holds. */
@NullMarked
package dev.docket.rules.evaluate;

import org.jspecify.annotations.NullMarked;
