/**
 * The core: combines rule effects and the classifier's opinion into one recommendation with its trace.
 *
 * <p>Pure functions over values. Nothing here uses a clock, file, network, environment or random number.
 */
@NullMarked
package dev.docket.decision;

import org.jspecify.annotations.NullMarked;
