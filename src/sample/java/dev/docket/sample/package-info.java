/** Orders made up from a seed: for property tests, for the demo, and to train from where the real data is missing. */
@NullMarked
package dev.docket.sample;

import org.jspecify.annotations.NullMarked;
