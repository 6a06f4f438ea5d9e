/**
 * The core: how effects of rules and the opinion of the classifier add up to one recommendation, with its trace.
 *
 * <p>Pure functions over values. Nothing here reads a clock, a file, the network, the environment or a random number.
 */
@NullMarked
package dev.docket.decision;

import org.jspecify.annotations.NullMarked;
