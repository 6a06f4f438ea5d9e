/** Ways to learn classes from features, and the calibration of what was learned. */
@NullMarked
package dev.docket.training.learn;

import org.jspecify.annotations.NullMarked;
