/**
 * The offline pipeline: reads orders with outcomes, labels them by what the outcome cost, splits by time, trains,
 * calibrates, evaluates and writes a model version.
 *
 * <p>Free of any framework; the command line only calls {@code Train}.
 */
@NullMarked
package dev.docket.training;

import org.jspecify.annotations.NullMarked;
