/**
 * The classifier up to version 3, which learnt labels: one of four priority classes, by multinomial logistic regression
 * (Tribuo), calibrated and explained exactly. Nothing trains such a model any more; bundles in use and in journals hold them.
 *
 * <p>{@code Features} is the only way from an order to the numbers that such a model sees.
 */
@NullMarked
package dev.docket.priority.label;

import org.jspecify.annotations.NullMarked;
