/**
 * The classifier from version 4 on: what an order is expected to cost, as the probability that it costs anything (Tribuo
 * logistic regression) times what it costs then, both explained exactly in money.
 *
 * <p>A {@code ReferenceSnapshot} says what is usual in the deployment. An estimate is a pure function of the order, the
 * model, the snapshot and the loss policy.
 */
@NullMarked
package dev.docket.priority.loss;

import org.jspecify.annotations.NullMarked;
