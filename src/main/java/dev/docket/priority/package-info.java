/**
 * The classifier: multinomial logistic regression trained with Tribuo, calibrated, explained exactly.
 *
 * <p>{@code Features} is the only way from an order to numbers, in training and in serving alike.
 */
@NullMarked
package dev.docket.priority;

import org.jspecify.annotations.NullMarked;
